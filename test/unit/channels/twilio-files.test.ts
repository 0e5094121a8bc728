import type { InboundMedia, OutboundMessage } from '../../../channels/channel';
import { twilioFromCredentials, twilioStatusPath } from '../../../channels/twilio/from-credentials';
import { createTwilioChannel } from '../../../channels/twilio/twilio-channel';
import type { TwilioSettings } from '../../../channels/twilio/twilio-channel';
import type { FileKind } from '../../../domain/messaging/content';
import { startFakeTwilio } from '../../support/fake-twilio/fake-twilio';
import type { FakeTwilio } from '../../support/fake-twilio/fake-twilio';
import { fileMessage, outboundFile, PICTURE } from '../../support/outbound-file';
import { outbound } from '../../support/outbound-message';
import { startWebhookReceiver } from '../../support/webhook-receiver';

const NOBODY = 'http://127.0.0.1:1';
let fake: FakeTwilio;
let thief: Awaited<ReturnType<typeof startWebhookReceiver>>;

beforeAll(async () => {
  fake = await startFakeTwilio();
  thief = await startWebhookReceiver();
});
beforeEach(() => {
  fake.clear();
  fake.script({ callbacks: { statuses: [] } });
  thief.received.length = 0;
});
afterAll(async () => {
  await fake.close();
  await thief.close();
});

function channel(settings: Partial<TwilioSettings> = {}) {
  const { accountSid, authToken, sender: from, url: apiBaseUrl } = fake;
  return createTwilioChannel({
    ...{ accountSid, authToken, from, apiBaseUrl, fileRetryDelaysMs: [1, 1] },
    ...settings,
  });
}
const send = (parts: Partial<OutboundMessage>) => channel().send(outbound(parts));

describe("a file of the bot's own, through Twilio", () => {
  it('goes as the address that Twilio fetches it from, with its words', async () => {
    expect(await send(fileMessage(outboundFile(), 'Mira'))).toMatchObject({ kind: 'accepted' });
    expect(fake.ledger.all()).toMatchObject([
      { body: 'Mira', mediaUrl: 'https://hilo.example/media/f?sig=1' },
    ]);
  });

  it('goes without words too, and so does one at an address of its own', async () => {
    const file = { kind: 'document' as const, url: 'https://files.example/a.pdf' };
    await send(fileMessage(outboundFile()));
    await send({ content: { kind: 'file', file } });
    expect(fake.ledger.all()).toMatchObject([{ body: '' }, { body: '', mediaUrl: file.url }]);
    expect(fake.ledger.all()[0]?.params).not.toHaveProperty('Body');
  });

  it('without a public address is refused, and the answer says what to set', async () => {
    const refused = await send(fileMessage(outboundFile({ publicUrl: null })));
    expect(refused).toMatchObject({
      ...{ kind: 'rejected', code: 'no-public-address' },
      detail: expect.stringContaining('PUBLIC_BASE_URL'),
    });
    expect(fake.ledger.all()).toEqual([]);
  });

  it.each([
    ['words with a document', 'document', { mimeType: 'application/pdf' }, 'Lee', 'caption-unsupported'],
    ['words with a sound', 'audio', { mimeType: 'audio/ogg' }, 'Oye', 'caption-unsupported'],
    ['1,601 characters of words', 'image', {}, 'a'.repeat(1601), 'caption-too-long'],
    ['a sticker as image', 'image', { mimeType: 'image/webp' }, '', 'file-unsupported'],
    ['16 MB and a byte', 'video', { mimeType: 'video/mp4', sizeBytes: 16_777_217 }, '', 'file-too-large'],
  ] as const)('is refused before any call with %s', async (_what, kind: FileKind, parts, caption, code) => {
    const message = fileMessage(outboundFile({ kind, ...parts }), caption);
    expect(await send(message)).toMatchObject({ kind: 'rejected', code });
    expect(fake.ledger.all()).toEqual([]);
  });

  it.each([
    { kind: 'choices' as const, text: '¿Sí?', options: [{ id: 'si', label: 'Sí' }] },
    { kind: 'album' as const, files: [] },
  ])('is not mistaken for $kind, which Twilio lacks', async (content) => {
    expect(await send({ content })).toMatchObject({ kind: 'rejected', code: 'content-unsupported' });
  });
});

describe('looking up a file whose answer was lost', () => {
  const file = outboundFile();
  const lose = async (parts: Partial<OutboundMessage>) => {
    fake.script({ next: [{ kind: 'accept-then-reset' }] });
    await send(parts);
  };
  const find = (content: OutboundMessage['content']) =>
    channel().findSent?.({ to: outbound().to, content, dispatchedAt: Date.now() });

  it('finds it by its words and by having a file, and not the text of the same words', async () => {
    await lose({ content: { kind: 'text', text: 'Mira' } });
    await lose(fileMessage(file, 'Mira'));
    const found = await find(fileMessage(file, 'Mira').content);
    expect(found?.map(({ matches }) => matches)).toEqual([true, false]);
    const text = await find({ kind: 'text', text: 'Mira' });
    expect(text?.map(({ matches }) => matches)).toEqual([false, true]);
  });

  it('finds it without words', async () => {
    await lose(fileMessage(file));
    await lose(fileMessage(file, 'Mira'));
    const found = await find(fileMessage(file).content);
    expect(found?.map(({ matches }) => matches)).toEqual([false, true]);
  });

  it('takes a message of the same words for it when Twilio has not counted the file yet', async () => {
    await lose({ content: { kind: 'text', text: 'Mira' } });
    expect(await find(fileMessage(file, 'Mira').content)).toMatchObject([{ matches: true }]);
    expect(await find(fileMessage(file, 'Otra').content)).toMatchObject([{ matches: false }]);
  });
});

describe("a person's file, from Twilio", () => {
  const messageSid = `MM${'c'.repeat(32)}`;
  const media = (providerFileId: string): InboundMedia => {
    return { kind: 'image', providerFileId, mimeType: 'image/jpeg', fileName: null, albumId: null };
  };
  function address({ accountSid = fake.accountSid, base = fake.url } = {}) {
    const { sid } = fake.media.keep({
      ...{ messageSid, contentType: 'image/jpeg', fileName: 'tarea.jpg', bytes: PICTURE },
    });
    return `${base}/2010-04-01/Accounts/${accountSid}/Messages/${messageSid}/Media/${sid}`;
  }
  const fetchFile = (url: string, settings: Partial<TwilioSettings> = {}) =>
    channel(settings).fetchFile?.(media(url));

  it('comes as the bytes it was, though Twilio sends on to a host that takes no token', async () => {
    expect(await fetchFile(address())).toEqual({
      ...{ kind: 'fetched', bytes: PICTURE, mimeType: 'image/jpeg', fileName: 'tarea.jpg' },
    });
  });

  it('that is not there yet is asked for again, a little later', async () => {
    fake.script({ media: { notYet: 2 } });
    expect(await fetchFile(address())).toMatchObject({ kind: 'fetched' });
    fake.script({ media: { notYet: 3 } });
    expect(await fetchFile(address())).toMatchObject({ kind: 'refused' });
  });

  it('whose store fails is asked for again later', async () => {
    fake.script({ media: { failures: 1 } });
    expect(await fetchFile(address())).toMatchObject({ kind: 'later' });
    expect(await fetchFile(address(), { apiBaseUrl: NOBODY })).toMatchObject({ kind: 'refused' });
    expect(await fetchFile(address({ base: NOBODY }), { apiBaseUrl: NOBODY })).toMatchObject({
      kind: 'later',
    });
  });

  it('does not come with a wrong token', async () => {
    expect(await fetchFile(address(), { authToken: 'wrong' })).toMatchObject({ kind: 'refused' });
  });

  it.each([
    ['at a host of a thief', () => address({ base: thief.url })],
    ["at a host of a thief that begins like Twilio's", () => `${thief.url}/@api.twilio.com/`],
    ['of another account', () => address({ accountSid: `AC${'9'.repeat(32)}` })],
    [
      'that is another part of the API',
      () => `${fake.url}/2010-04-01/Accounts/${fake.accountSid}/Messages.json`,
    ],
    ['with a way around in its path', () => address().replace('/Media/', '/Media/../../../../Messages/')],
    ['with a name and a word in it', () => address().replace('://', '://user:word@')],
    ['that is no address', () => 'MediaUrl0'],
    ['at nothing', () => ''],
  ])('%s is refused before any byte leaves', async (_what, url) => {
    const calls: string[] = [];
    const exchange: TwilioSettings['exchange'] = (call) => {
      calls.push(call.url);
      return Promise.resolve({ kind: 'unreached', detail: 'not in this test' });
    };
    expect(await fetchFile(url(), { exchange })).toMatchObject({ kind: 'refused' });
    expect(calls).toEqual([]);
  });

  it('is not fetched from a thief that Twilio is made to send on to', async () => {
    fake.script({ media: { moveTo: `${thief.url}/steal` } });
    expect(await fetchFile(address())).toMatchObject({ kind: 'refused' });
    expect(await fetchFile(address({ base: thief.url }))).toMatchObject({ kind: 'refused' });
    expect(thief.received).toEqual([]);
  });

  it.each([
    ['https://mms.twiliocdn.com/AC1/f?Signature=a%2Bb', true],
    ['https://media.twiliocdn.com/AC1/f?x-amz-security-token=IQ%2F', true],
    ['https://s3-external-1.amazonaws.com/media.twiliocdn.com/AC1/f', true],
    ['https://s3-external-1.amazonaws.com/thief/f', false],
    ['https://thief.s3-external-1.amazonaws.com/media.twiliocdn.com/f', false],
    ['https://mms.twiliocdn.com.thief.example/f', false],
    ['http://mms.twiliocdn.com/f', false],
    ['https://www.twilio.com/f', false],
  ])('sent on to %s is followed without the token: %s', async (location, followed) => {
    const calls: { url: string; headers: object }[] = [];
    const exchange: TwilioSettings['exchange'] = (call) => {
      calls.push(call);
      const headers = calls.length === 1 ? { location } : { 'content-type': 'image/jpeg' };
      const status = calls.length === 1 ? 302 : 200;
      return Promise.resolve({ kind: 'answered', status, headers, text: '', bytes: PICTURE });
    };
    const fetched = await fetchFile(address({ base: 'https://api.twilio.com' }), {
      exchange,
      apiBaseUrl: undefined,
    });
    expect(fetched?.kind).toBe(followed ? 'fetched' : 'refused');
    expect(calls[0]?.headers).toHaveProperty('authorization');
    expect(calls.slice(1).map(({ url, headers }) => [url, headers])).toEqual(
      followed ? [[location, {}]] : [],
    );
  });
});

describe("a bot's own number at Twilio", () => {
  it('is made of its credentials, and its reports come to an address of its own', async () => {
    const { accountSid, authToken, sender: from, url: apiBaseUrl } = fake;
    const own = twilioFromCredentials(
      { accountSid, authToken, from },
      { apiBaseUrl, publicBaseUrl: 'https://hilo.example/', statusPath: twilioStatusPath('b1') },
    );
    expect(own).toMatchObject({ name: 'twilio', sender: from });
    await own.send(outbound());
    const { attemptId } = outbound();
    expect(fake.ledger.all()).toMatchObject([
      { statusCallback: `https://hilo.example/api/webhook/twilio/b1/status?a=${attemptId}#rc=3&rp=all` },
    ]);
  });
});
