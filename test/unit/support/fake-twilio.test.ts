import { createTwilioChannel } from '../../../channels/twilio/twilio-channel';
import { formFields } from '../../../channels/twilio/form-fields';
import { parseTwilioInbound } from '../../../channels/twilio/parse-inbound';
import { verifyTwilioSignature } from '../../../channels/twilio/verify-signature';
import { startFakeTwilio } from '../../support/fake-twilio/fake-twilio';
import type { FakeTwilio } from '../../support/fake-twilio/fake-twilio';
import { fileMessage, outboundFile } from '../../support/outbound-file';
import { outbound } from '../../support/outbound-message';
import { startWebhookReceiver } from '../../support/webhook-receiver';
import type { ReceivedWebhook } from '../../support/webhook-receiver';

let fake: FakeTwilio;
let api: Awaited<ReturnType<typeof startWebhookReceiver>>;
let answer: (webhook: ReceivedWebhook) => number;

beforeEach(async () => {
  answer = () => 200;
  fake = await startFakeTwilio();
  api = await startWebhookReceiver((webhook) => answer(webhook));
});
afterEach(async () => {
  await fake.close();
  await api.close();
});

function channel() {
  const { accountSid, authToken, sender: from, url: apiBaseUrl } = fake;
  return createTwilioChannel({ accountSid, authToken, from, apiBaseUrl, publicBaseUrl: api.url });
}

function verified({ url, headers, rawBody }: ReceivedWebhook): boolean {
  return verifyTwilioSignature({
    authToken: fake.authToken,
    url: api.url + url,
    rawBody,
    signature: String(headers['x-twilio-signature']),
    contentType: headers['content-type'],
  });
}

const reported = () => api.received.map(({ fields }) => fields['MessageStatus']);

describe('the status callbacks of the fake Twilio', () => {
  it('report every state after the first, each signed, with the attempt in the address', async () => {
    await channel().send(outbound());
    await fake.quiet();
    expect(reported().toSorted()).toEqual(['delivered', 'read', 'sent']);
    expect(api.received.map(verified)).toEqual([true, true, true]);
    expect(api.received[0]?.url).toBe(`/api/webhook/twilio/status?a=${outbound().attemptId}`);
  });

  it('come in their order when they are given time', async () => {
    fake.script({ callbacks: { delayMs: 300 } });
    await channel().send(outbound());
    await fake.quiet();
    expect(reported()).toEqual(['sent', 'delivered', 'read']);
  });

  it('come in the other order on command, and the ledger still knows the truth', async () => {
    fake.script({ callbacks: { reorder: 1, delayMs: 300 } });
    await channel().send(outbound());
    await fake.quiet();
    expect(reported()).toEqual(['read', 'delivered', 'sent']);
    expect(fake.ledger.all()).toMatchObject([{ status: 'read' }]);
  });

  it('come twice, or not at all, on command', async () => {
    fake.script({ callbacks: { duplicate: 1, statuses: ['delivered'] } });
    await channel().send(outbound());
    await fake.quiet();
    expect(reported()).toEqual(['delivered', 'delivered']);
    fake.script({ callbacks: { lose: 1 } });
    await channel().send(outbound());
    await fake.quiet();
    expect(api.received).toHaveLength(2);
    expect(fake.summary().webhooks.lost).toBe(1);
  });

  it('of a number that cannot be reached say so, with the code', async () => {
    fake.script({ undeliverable: { '+573001112233': 63024 }, callbacks: { delayMs: 20 } });
    await channel().send(outbound());
    await fake.quiet();
    expect(reported()).toEqual(['sent', 'undelivered']);
    expect(api.received[1]?.fields['ErrorCode']).toBe('63024');
  });

  it('are repeated after a failure, because the address asks for it', async () => {
    const answers = [500, 503, 200];
    answer = () => answers.shift() ?? 200;
    fake.script({ callbacks: { statuses: ['delivered'] } });
    await channel().send(outbound());
    await fake.quiet();
    expect(reported()).toEqual(['delivered', 'delivered', 'delivered']);
    expect(fake.summary().webhooks).toEqual({ posted: 1, failed: 0, lost: 0 });
  });
});

describe('an inbound message of the fake Twilio', () => {
  it('arrives signed, in a form that is read back to what was sent', async () => {
    fake.script({ inboundUrl: `${api.url}/api/webhook/twilio` });
    const { messageSid, status } = await fake.sendInbound({ from: '+573001112233', body: 'Sí 👍 & más' });
    expect(status).toBe(200);
    expect(api.received.map(verified)).toEqual([true]);
    expect(parseTwilioInbound(formFields(api.received[0]!.rawBody), 0)).toMatchObject({
      message: { providerId: messageSid, from: '+573001112233', text: 'Sí 👍 & más', to: fake.sender },
    });
  });

  it('is not repeated after a 500: what the API fails to store is lost', async () => {
    answer = () => 500;
    fake.script({ inboundUrl: `${api.url}/api/webhook/twilio` });
    expect(await fake.sendInbound({ from: '+573001112233', body: 'Hola' })).toMatchObject({ status: 500 });
    expect(api.received).toHaveLength(1);
  });
});

describe('files through the fake Twilio', () => {
  const bytes = Buffer.from([0xff, 0xd8, 0x00]);
  const picture = { contentType: 'image/jpeg', base64: bytes.toString('base64') };

  it('that people send are kept, and fetched by what the webhook says', async () => {
    fake.script({ inboundUrl: `${api.url}/in` });
    await fake.sendInbound({ from: 'CO.1349abc', body: 'Mi tarea', media: [picture] });
    const parsed = parseTwilioInbound(formFields(api.received[0]!.rawBody), 0);
    expect(api.received.map(verified)).toEqual([true]);
    expect(parsed).toMatchObject({
      message: { from: 'CO.1349abc', text: 'Mi tarea', media: [{ kind: 'image' }] },
    });
    const [file] = parsed.ok ? (parsed.message.media ?? []) : [];
    expect(await channel().fetchFile?.(file!)).toMatchObject({
      kind: 'fetched',
      bytes,
      mimeType: 'image/jpeg',
    });
  });

  it('that the business sends are fetched on command, as Twilio does', async () => {
    fake.script({ fetchesMedia: true });
    const file = outboundFile({ publicUrl: `${api.url}/media/f` });
    await channel().send(outbound(fileMessage(file)));
    await fake.quiet();
    expect(fake.fetched()).toMatchObject([{ url: `${api.url}/media/f`, status: 200 }]);
    expect(fake.ledger.all()).toMatchObject([{ status: 'read' }]);
  });

  it('that cannot be had fail their message', async () => {
    fake.script({ fetchesMedia: true });
    await channel().send(outbound(fileMessage(outboundFile({ publicUrl: 'http://127.0.0.1:1/f' }))));
    await fake.quiet();
    expect(fake.ledger.all()).toMatchObject([{ status: 'undelivered', errorCode: 63019 }]);
  });

  it('and taps can be sent from another process', async () => {
    fake.script({ inboundUrl: `${api.url}/in` });
    const body = JSON.stringify({
      ...{ from: '+573001112233', body: 'Sí', media: [picture] },
      button: { payload: 'si', text: 'Sí' },
    });
    const headers = { 'content-type': 'application/json' };
    await fetch(`${fake.url}/__control/inbound`, { method: 'POST', headers, body });
    expect(parseTwilioInbound(formFields(api.received[0]!.rawBody), 0)).toMatchObject({
      message: { button: { id: 'si' }, media: [{ mimeType: 'image/jpeg' }] },
    });
  });
});

describe('the misbehaviour of the fake Twilio', () => {
  it('is the same for the same seed', async () => {
    const play = async (seed: number) => {
      fake.script({ seed, chances: [{ fault: { kind: 'fail-before' }, chance: 0.5 }] });
      const kinds: string[] = [];
      for (let sent = 0; sent < 20; sent += 1) kinds.push((await channel().send(outbound())).kind);
      return kinds;
    };
    fake.script({ callbacks: { statuses: [] } });
    const first = await play(5);
    expect(new Set(first)).toEqual(new Set(['accepted', 'unknown']));
    expect(await play(5)).toEqual(first);
    expect(await play(6)).not.toEqual(first);
  });
});

describe('the control of the fake Twilio', () => {
  const control = (path: string, body?: object) =>
    fetch(`${fake.url}/__control/${path}`, {
      ...(body && {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    });

  it('lets another process script it, make people write, and read what it accepted', async () => {
    await control('script', {
      next: [{ kind: 'reject', code: 21610 }],
      inboundUrl: `${api.url}/in`,
      callbacks: { statuses: [] },
    });
    expect(await channel().send(outbound())).toMatchObject({ kind: 'rejected', optedOut: true });
    await channel().send(outbound());
    await channel().send(outbound());
    await control('inbound', { from: '+573001112233', body: 'BAJA' });
    expect(api.received).toMatchObject([{ url: '/in', fields: { Body: 'BAJA' } }]);
    expect(await (await control('summary')).json()).toMatchObject({ accepted: 2, recipients: 1, most: 2 });
    const page = await control('ledger?limit=1&to=whatsapp:%2B573001112233');
    expect(await page.json()).toMatchObject({ total: 2, messages: [{ body: 'Hola, Ana 👋' }] });
  });

  it('refuses a script it does not understand, by name, and changes nothing', async () => {
    const refused = await control('script', { next: [{ kind: 'explode' }], callbacks: { statuses: [] } });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('next[0].kind');
    await channel().send(outbound());
    await fake.quiet();
    expect(api.received).toHaveLength(3);
  });

  it('says what is missing before people can write', async () => {
    const refused = await control('inbound', { from: '+573001112233', body: 'Hola' });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({ problem: expect.stringContaining('inboundUrl') });
  });

  it('forgets on command', async () => {
    await channel().send(outbound());
    await control('reset', {});
    expect(fake.summary()).toMatchObject({ accepted: 0, recipients: 0 });
  });
});
