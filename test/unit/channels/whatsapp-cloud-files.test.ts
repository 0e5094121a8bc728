import type { OutboundMessage } from '../../../channels/channel';
import { whatsappCloudFromCredentials } from '../../../channels/whatsapp-cloud/from-credentials';
import { createWhatsAppCloudChannel } from '../../../channels/whatsapp-cloud/whatsapp-cloud-channel';
import { startFakeMeta } from '../../support/fake-meta/fake-meta';
import type { FakeMeta } from '../../support/fake-meta/fake-meta';
import { fileMessage, outboundFile, PICTURE } from '../../support/outbound-file';
import { outbound } from '../../support/outbound-message';
import { startWebhookReceiver } from '../../support/webhook-receiver';

const DAY_MS = 86_400_000;

let fake: FakeMeta;
let thief: Awaited<ReturnType<typeof startWebhookReceiver>>;

beforeAll(async () => {
  fake = await startFakeMeta();
  thief = await startWebhookReceiver(() => 200);
});
beforeEach(() => {
  fake.clear();
  thief.received.length = 0;
});
afterAll(async () => {
  await fake.close();
  await thief.close();
});

function channel(settings: { accessToken?: string } = {}) {
  const { phoneNumberId, accessToken, url: apiBaseUrl } = fake;
  return createWhatsAppCloudChannel({
    ...{ phoneNumberId, accessToken, apiBaseUrl, apiVersion: 'v24.0', timeoutMs: 2000, fileTimeoutMs: 2000 },
    ...settings,
  });
}
const send = (parts: Partial<OutboundMessage>) => channel().send(outbound(parts));

describe("a file of the bot's own, through WhatsApp Cloud", () => {
  it('is uploaded whole, sent by the id it got, and remembered for 29 days', async () => {
    const file = outboundFile();
    expect(await send(fileMessage(file, 'Mira'))).toMatchObject({ kind: 'accepted' });
    const [uploaded] = fake.media.uploads();
    expect(uploaded).toMatchObject({ mimeType: 'image/jpeg', fileName: 'saludo.jpg' });
    expect(uploaded?.bytes.equals(PICTURE)).toBe(true);
    expect(fake.ledger.all()).toMatchObject([{ text: 'Mira', file: { kind: 'image', id: uploaded?.id } }]);
    expect(file.remembered).toEqual([{ platformFileId: uploaded?.id, expiresAt: expect.any(Number) }]);
    const days = ((file.remembered[0]?.expiresAt ?? 0) - Date.now()) / DAY_MS;
    expect(days).toBeGreaterThan(28.9);
    expect(days).toBeLessThanOrEqual(29);
  });

  it('that Meta has already is not uploaded again', async () => {
    const { id } = fake.media.keep({
      mimeType: 'image/jpeg',
      fileName: null,
      bytes: PICTURE,
      from: 'person',
    });
    const file = outboundFile({
      platformFileId: id,
      read: () => Promise.reject(new Error('not to be read')),
    });
    expect(await send(fileMessage(file))).toMatchObject({ kind: 'accepted' });
    expect(fake.media.uploads()).toEqual([]);
    expect(file.remembered).toEqual([]);
  });

  it('goes above buttons too', async () => {
    const file = outboundFile();
    const content = {
      kind: 'choices' as const,
      text: '¿Seguimos?',
      file: { kind: 'image' as const, media: file.id },
      options: [{ id: 'si', label: 'Sí' }],
    };
    expect(await send({ content, files: [file] })).toMatchObject({ kind: 'accepted' });
    expect(fake.ledger.all()).toMatchObject([
      { text: '¿Seguimos?', file: { id: fake.media.uploads()[0]?.id }, options: [{ id: 'si', title: 'Sí' }] },
    ]);
  });

  it.each([
    ['fails', { kind: 'fail-before' as const }],
    ['fails after it was taken', { kind: 'fail-after-accept' as const }],
    ['never answers', { kind: 'hang-before' as const }],
    ['breaks', { kind: 'accept-then-reset' as const }],
    ['is told to slow down', { kind: 'too-many' as const }],
  ])('whose upload %s was not sent, and may be tried again', async (_what, fault) => {
    fake.script({ uploads: [fault] });
    const file = outboundFile();
    expect(await send(fileMessage(file))).toMatchObject({
      kind: 'not-sent',
      retryAfterMs: expect.any(Number),
    });
    expect(fake.ledger.all()).toEqual([]);
    expect(file.remembered).toEqual([]);
    expect(await send(fileMessage(file))).toMatchObject({ kind: 'accepted' });
  });

  it('whose upload is refused is refused, with the code', async () => {
    fake.script({ uploads: [{ kind: 'reject', code: 131053 }] });
    expect(await send(fileMessage(outboundFile()))).toMatchObject({ kind: 'rejected', code: '131053' });
    expect(fake.ledger.all()).toEqual([]);
  });

  it('that cannot be read from its store was not sent', async () => {
    const read = () => Promise.reject(new Error('the disk is away'));
    expect(await send(fileMessage(outboundFile({ read })))).toMatchObject({ kind: 'not-sent' });
  });

  it('goes even when its id cannot be kept', async () => {
    const remember = () => Promise.reject(new Error('the database is away'));
    expect(await send(fileMessage(outboundFile({ remember })))).toMatchObject({ kind: 'accepted' });
  });

  it('of a message that cannot go is not uploaded', async () => {
    const file = outboundFile();
    expect(await send(fileMessage(file, 'a'.repeat(2000)))).toMatchObject({ kind: 'rejected' });
    expect(await send({ ...fileMessage(file), to: 'nobody' })).toMatchObject({ kind: 'rejected' });
    expect(fake.media.uploads()).toEqual([]);
  });

  it('that Meta has forgotten is refused, not lost in silence', async () => {
    const file = outboundFile({ platformFileId: '1' });
    expect(await send(fileMessage(file))).toMatchObject({ kind: 'rejected', code: '100' });
  });
});

describe("a person's file, from WhatsApp Cloud", () => {
  function sent(parts: { mimeType?: string; fileName?: string } = {}) {
    const { mimeType = 'image/jpeg', fileName = null } = parts;
    return fake.media.keep({ mimeType, fileName, bytes: PICTURE, from: 'person' }).id;
  }
  const media = (providerFileId: string) => {
    return { kind: 'image' as const, providerFileId, mimeType: null, fileName: null, albumId: null };
  };
  const fetchFile = (id: string, settings = {}) => channel(settings).fetchFile?.(media(id));

  it('comes as the bytes it was, with its type and name', async () => {
    expect(await fetchFile(sent({ fileName: 'tarea.jpg' }))).toEqual({
      ...{ kind: 'fetched', bytes: PICTURE, mimeType: 'image/jpeg', fileName: 'tarea.jpg' },
    });
  });

  it('that Meta no longer has is refused', async () => {
    expect(await fetchFile('404')).toMatchObject({ kind: 'refused' });
    expect(await fetchFile('../106540352242922/media')).toMatchObject({ kind: 'refused' });
  });

  it.each([
    [{ kind: 'fail-before' as const }, 5000],
    [{ kind: 'too-many' as const, retryAfterSeconds: 3 }, 3000],
    [{ kind: 'reject' as const, code: 130429 }, 5000],
    [{ kind: 'hang-before' as const }, 5000],
  ])('is asked for again later after %j', async (fault, retryAfterMs) => {
    fake.script({ lookups: [fault] });
    const id = sent();
    expect(await fetchFile(id)).toMatchObject({ kind: 'later', retryAfterMs });
    expect(await fetchFile(id)).toMatchObject({ kind: 'fetched' });
  });

  it('that is too large is refused before it is fetched', async () => {
    const bytes = Buffer.alloc(17 * 1_048_576);
    const { id } = fake.media.keep({ mimeType: 'video/mp4', fileName: null, bytes, from: 'person' });
    expect(await fetchFile(id)).toEqual({ kind: 'refused', detail: 'The file is too large' });
  });

  it('does not come with a wrong token', async () => {
    expect(await fetchFile(sent(), { accessToken: 'wrong' })).toMatchObject({ kind: 'refused' });
  });

  it('is not fetched from a host that is not Meta, which gets neither token nor call', async () => {
    fake.script({ mediaUrl: `${thief.url}/steal` });
    expect(await fetchFile(sent())).toMatchObject({ kind: 'refused' });
    fake.script({ mediaUrl: null, filesMoveTo: `${thief.url}/steal` });
    expect(await fetchFile(sent())).toMatchObject({ kind: 'refused' });
    expect(thief.received).toEqual([]);
  });
});

describe("a bot's own line at Meta", () => {
  it('is made of its credentials', async () => {
    const { phoneNumberId, accessToken, appSecret } = fake;
    const own = whatsappCloudFromCredentials(
      { phoneNumberId, accessToken, appSecret, verifyToken: 'v', apiVersion: 'v24.0' },
      { apiBaseUrl: fake.url },
    );
    expect(own).toMatchObject({ name: 'whatsapp-cloud', sender: phoneNumberId });
    expect(await own.send(outbound())).toMatchObject({ kind: 'accepted' });
  });
});
