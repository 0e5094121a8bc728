import { createWhatsAppCloudChannel } from '../../../channels/whatsapp-cloud/whatsapp-cloud-channel';
import type { WhatsAppCloudSettings } from '../../../channels/whatsapp-cloud/whatsapp-cloud-channel';
import { startFakeMeta } from '../../support/fake-meta/fake-meta';
import type { FakeMeta } from '../../support/fake-meta/fake-meta';
import { outbound } from '../../support/outbound-message';

let fake: FakeMeta;

beforeAll(async () => {
  fake = await startFakeMeta();
});
beforeEach(() => fake.clear());
afterAll(() => fake.close());

function channel(settings: Partial<WhatsAppCloudSettings> = {}) {
  const { phoneNumberId, accessToken, url: apiBaseUrl } = fake;
  return createWhatsAppCloudChannel({
    ...{ phoneNumberId, accessToken, apiBaseUrl, apiVersion: 'v24.0' },
    ...settings,
  });
}

const NUMBER = outbound().to;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe('a send through WhatsApp Cloud', () => {
  it('is accepted under the id that Meta gave it, and carries the attempt', async () => {
    const outcome = await channel().send(outbound());
    const [made] = fake.ledger.all();
    expect(outcome).toEqual({ kind: 'accepted', providerId: made?.id });
    expect(made).toMatchObject({
      to: NUMBER,
      text: 'Hola, Ana 👋',
      callbackData: '01890000-0000-7000-8000-000000000002',
    });
  });

  it('reaches a person who hides the number', async () => {
    expect(await channel().send(outbound({ to: 'CO.1349abc' }))).toMatchObject({ kind: 'accepted' });
    expect(fake.ledger.all()).toMatchObject([{ to: 'CO.1349abc' }]);
  });

  it('of refused content makes no call', async () => {
    fake.script({ next: [{ kind: 'fail-before' }] });
    const content = { kind: 'template' as const, template: 'bienvenida', variables: {} };
    expect(await channel().send(outbound({ content }))).toMatchObject({ kind: 'rejected' });
    expect(await channel().send(outbound())).toMatchObject({ kind: 'unknown' });
  });

  it.each([
    100, 190, 368, 131026, 131031, 131047, 131051, 131052, 131053, 131062, 132000, 132001, 132012, 132015,
    132016, 999999,
  ])('that is refused with %i is never tried again, and keeps the code', async (code) => {
    fake.script({ rejects: { [NUMBER]: code } });
    expect(await channel().send(outbound())).toMatchObject({
      kind: 'rejected',
      code: String(code),
      detail: expect.stringContaining(String(code)),
      optedOut: false,
    });
  });

  it('that a person stopped, as marketing, means that the person opted out', async () => {
    fake.script({ rejects: { [NUMBER]: 131050 } });
    expect(await channel().send(outbound())).toMatchObject({
      kind: 'rejected',
      code: '131050',
      optedOut: true,
    });
  });

  it.each([
    [1, MINUTE],
    [2, MINUTE],
    [4, MINUTE],
    [80007, MINUTE],
    [130429, 5 * SECOND],
    [131000, MINUTE],
    [131016, MINUTE],
    [131048, HOUR],
    [131049, 6 * HOUR],
    [131057, 5 * MINUTE],
  ])('that is put off with %i was not sent, and waits %i ms', async (code, retryAfterMs) => {
    fake.script({ rejects: { [NUMBER]: code } });
    expect(await channel().send(outbound())).toMatchObject({ kind: 'not-sent', retryAfterMs });
    expect(fake.ledger.all()).toEqual([]);
  });

  it('to one person too often waits four times longer after each refusal, at most an hour', async () => {
    fake.script({ rejects: { [NUMBER]: 131056 } });
    const shared = channel();
    const waits: unknown[] = [];
    for (let tried = 0; tried < 7; tried += 1) waits.push(await shared.send(outbound()));
    const expected = [4, 16, 64, 256, 1024, 3600, 3600].map((seconds) => ({
      retryAfterMs: seconds * SECOND,
    }));
    expect(waits).toMatchObject(expected);
  });

  it('to one person too often says nothing of another, and is forgotten once it went out', async () => {
    fake.script({ rejects: { [NUMBER]: 131056, '+573009998877': 131056 } });
    const shared = channel();
    await shared.send(outbound());
    const other = await shared.send(outbound({ to: '+573009998877' }));
    expect(other).toMatchObject({ retryAfterMs: 4 * SECOND });
    fake.script({ rejects: {} });
    await shared.send(outbound());
    fake.script({ rejects: { [NUMBER]: 131056 } });
    expect(await shared.send(outbound())).toMatchObject({ retryAfterMs: 4 * SECOND });
  });

  it('that is told to slow down waits as long as Meta says, else as its code asks', async () => {
    fake.script({ next: [{ kind: 'too-many', retryAfterSeconds: 7 }, { kind: 'too-many' }] });
    expect(await channel().send(outbound())).toMatchObject({ kind: 'not-sent', retryAfterMs: 7 * SECOND });
    expect(await channel().send(outbound())).toMatchObject({ kind: 'not-sent', retryAfterMs: 5 * SECOND });
  });

  it.each([
    ['the answer never comes', { kind: 'accept-then-hang' as const }, 1],
    ['the answer comes too slowly, byte by byte', { kind: 'accept-then-drip' as const, ms: 40 }, 1],
    ['the connection breaks after Meta made it', { kind: 'accept-then-reset' as const }, 1],
    ['Meta fails after making it, whatever its code', { kind: 'fail-after-accept' as const, status: 503 }, 1],
    ['the connection breaks before Meta made it', { kind: 'reset-before' as const }, 0],
    ['Meta fails before making it', { kind: 'fail-before' as const }, 0],
    ['Meta hangs before making it', { kind: 'hang-before' as const }, 0],
  ])('is of unknown fate, and called once, when %s', async (_what, fault, accepted) => {
    fake.script({ next: [fault] });
    expect(await channel({ timeoutMs: 700 }).send(outbound())).toMatchObject({ kind: 'unknown' });
    expect(fake.ledger.summary().accepted).toBe(accepted);
  });

  it('is of unknown fate when the answer has no id', async () => {
    const exchange = () =>
      Promise.resolve({ kind: 'answered' as const, status: 200, headers: {}, text: '{"messages":[]}' });
    expect(await channel({ exchange }).send(outbound())).toMatchObject({ kind: 'unknown' });
  });

  it('is not sent when nobody listens', async () => {
    const outcome = await channel({ apiBaseUrl: 'http://127.0.0.1:1' }).send(outbound());
    expect(outcome).toMatchObject({ kind: 'not-sent' });
  });

  it('with a wrong token is refused', async () => {
    expect(await channel({ accessToken: 'wrong' }).send(outbound())).toMatchObject({
      kind: 'rejected',
      code: '190',
    });
  });

  it("keeps numbers, texts and tokens out of what it says, though Meta's own answer holds them", async () => {
    fake.script({ next: [{ kind: 'reject', code: 131026 }, { kind: 'too-many' }, { kind: 'fail-before' }] });
    const shared = channel();
    const outcomes: unknown[] = [];
    for (let sent = 0; sent < 3; sent += 1) outcomes.push(await shared.send(outbound()));
    outcomes.push(await channel({ apiBaseUrl: 'http://127.0.0.1:1' }).send(outbound()));
    expect(JSON.stringify(outcomes)).not.toMatch(/3001112233|Hola|127\.0\.0\.1|fake-access-token/);
  });

  it('calls the configured version of the API and no other', async () => {
    const asked: string[] = [];
    const { send } = channel({
      apiVersion: 'v25.0',
      exchange: (call) => {
        asked.push(call.url);
        return Promise.resolve({ kind: 'unreached', detail: 'nobody' });
      },
    });
    await send(outbound());
    expect(asked).toEqual([`${fake.url}/v25.0/${fake.phoneNumberId}/messages`]);
  });
});

describe('the WhatsApp Cloud channel', () => {
  it('keeps the window, has the rate it is given, and cannot list what it sent', () => {
    expect(channel()).toMatchObject({
      name: 'whatsapp-cloud',
      sender: fake.phoneNumberId,
      windowApplies: true,
      messagesPerSecond: 80,
    });
    expect(channel({ messagesPerSecond: 20 }).messagesPerSecond).toBe(20);
    expect(channel()).not.toHaveProperty('findSent');
  });
});
