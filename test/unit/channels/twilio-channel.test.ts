import { createTwilioChannel } from '../../../channels/twilio/twilio-channel';
import type { TwilioSettings } from '../../../channels/twilio/twilio-channel';
import { startFakeTwilio } from '../../support/fake-twilio/fake-twilio';
import type { FakeTwilio } from '../../support/fake-twilio/fake-twilio';
import { outbound, TEMPLATE } from '../../support/outbound-message';

let fake: FakeTwilio;

beforeAll(async () => {
  fake = await startFakeTwilio({ script: { callbacks: { statuses: [] } } });
});
beforeEach(() => {
  fake.clear();
  fake.script({ callbacks: { statuses: [] } });
});
afterAll(() => fake.close());

function channel(settings: Partial<TwilioSettings> = {}) {
  return createTwilioChannel({
    accountSid: fake.accountSid,
    authToken: fake.authToken,
    from: fake.sender,
    apiBaseUrl: fake.url,
    ...settings,
  });
}

const template = { kind: 'template' as const, template: TEMPLATE, variables: { 1: 'Ana' } };

describe('a send through Twilio', () => {
  it('is accepted under the id that Twilio gave it', async () => {
    const outcome = await channel().send(outbound());
    expect(outcome).toEqual({ kind: 'accepted', providerId: fake.ledger.all()[0]?.sid });
    expect(fake.ledger.all()).toMatchObject([{ to: 'whatsapp:+573001112233', body: 'Hola, Ana 👋' }]);
  });

  it('of refused content makes no call', async () => {
    fake.script({ next: [{ kind: 'fail-before' }] });
    const content = { ...template, variables: { 1: 'dos\nlíneas' } };
    expect(await channel().send(outbound({ content }))).toMatchObject({ kind: 'rejected' });
    expect(await channel().send(outbound())).toMatchObject({ kind: 'unknown' });
  });

  it('that is told to slow down waits as long as Twilio says, and was not processed', async () => {
    fake.script({ next: [{ kind: 'too-many', retryAfterSeconds: 7 }] });
    expect(await channel().send(outbound())).toMatchObject({ kind: 'not-sent', retryAfterMs: 7000 });
    expect(fake.ledger.all()).toEqual([]);
  });

  it('that is told to slow down without a time waits a moment, and is not tried again by the client', async () => {
    fake.script({ next: [{ kind: 'too-many' }, null] });
    expect(await channel().send(outbound())).toMatchObject({ kind: 'not-sent', retryAfterMs: 1000 });
    expect(fake.ledger.all()).toEqual([]);
  });

  it.each([
    [21610, true],
    [63016, false],
    [63024, false],
  ])('that is refused with %i keeps the code; opted out: %s', async (code, optedOut) => {
    fake.script({ rejects: { '+573001112233': code } });
    const outcome = await channel().send(outbound());
    expect(outcome).toMatchObject({ kind: 'rejected', code: String(code), optedOut });
  });

  it("keeps numbers and texts out of what it says, though Twilio's own answer holds them", async () => {
    fake.script({
      next: [{ kind: 'reject', code: 21211 }, { kind: 'accept-then-reset' }, { kind: 'fail-before' }],
    });
    const said = JSON.stringify([
      await channel().send(outbound()),
      await channel().send(outbound()),
      await channel().send(outbound()),
      await channel({ apiBaseUrl: 'http://127.0.0.1:1' }).send(outbound()),
    ]);
    expect(said).not.toMatch(/3001112233|Hola|127\.0\.0\.1/);
  });

  it.each([
    ['nobody listens', 'http://127.0.0.1:1'],
    ['the host has no address', 'http://no-such-host.invalid'],
    ['TLS fails', 'https'],
  ])('is not sent when %s', async (_what, apiBaseUrl) => {
    const address = apiBaseUrl === 'https' ? fake.url.replace('http:', 'https:') : apiBaseUrl;
    const outcome = await channel({ apiBaseUrl: address }).send(outbound());
    expect(outcome).toMatchObject({ kind: 'not-sent', retryAfterMs: expect.any(Number) });
    expect(fake.ledger.all()).toEqual([]);
  });

  it.each([
    ['the answer never comes', { kind: 'accept-then-hang' as const }, 1],
    ['the answer comes too slowly, byte by byte', { kind: 'accept-then-drip' as const, ms: 40 }, 1],
    ['the connection breaks after Twilio made it', { kind: 'accept-then-reset' as const }, 1],
    ['Twilio fails after making it', { kind: 'fail-after-accept' as const, status: 503 }, 1],
    ['the connection breaks before Twilio made it', { kind: 'reset-before' as const }, 0],
    ['Twilio fails before making it', { kind: 'fail-before' as const }, 0],
    ['Twilio hangs before making it', { kind: 'hang-before' as const }, 0],
  ])('is of unknown fate, and called once, when %s', async (_what, fault, accepted) => {
    fake.script({ next: [fault] });
    expect(await channel({ timeoutMs: 700 }).send(outbound())).toMatchObject({ kind: 'unknown' });
    expect(fake.ledger.summary().accepted).toBe(accepted);
  });

  it('with a wrong token is refused', async () => {
    const outcome = await channel({ authToken: 'wrong' }).send(outbound());
    expect(outcome).toMatchObject({ kind: 'rejected', code: '20003' });
  });

  it('keeps many calls at once apart', async () => {
    fake.script({ seed: 7, chances: [{ fault: { kind: 'too-many' }, chance: 0.5 }] });
    const numbers = Array.from({ length: 40 }, (_, index) => `+5730000000${String(index).padStart(2, '0')}`);
    const shared = channel();
    const outcomes = await Promise.all(numbers.map((to) => shared.send(outbound({ to }))));
    const accepted = outcomes.flatMap((outcome) => (outcome.kind === 'accepted' ? [outcome.providerId] : []));
    expect(new Set(accepted)).toEqual(new Set(fake.ledger.all().map(({ sid }) => sid)));
    expect(outcomes.filter(({ kind }) => kind === 'not-sent')).toHaveLength(40 - accepted.length);
  });
});

describe('looking up a send whose answer was lost', () => {
  const query = (parts = {}) => ({
    to: '+573001112233',
    content: outbound().content,
    dispatchedAt: Date.now(),
    ...parts,
  });

  async function lost(content = outbound().content) {
    fake.script({ next: [{ kind: 'accept-then-reset' }] });
    await channel().send(outbound({ content }));
  }

  it('finds the text, even while it is queued and no date filter shows it', async () => {
    await lost();
    const found = await channel().findSent?.(query());
    expect(found).toEqual([
      {
        providerId: fake.ledger.all()[0]?.sid,
        createdAt: expect.any(Number),
        status: 'accepted',
        matches: true,
      },
    ]);
  });

  it('tells how far the message has come', async () => {
    fake.script({ callbacks: { statuses: ['sent', 'delivered'] } });
    await lost();
    await fake.quiet();
    expect(await channel().findSent?.(query())).toMatchObject([{ status: 'delivered', matches: true }]);
  });

  it('does not match another text to the same person', async () => {
    await lost({ kind: 'text', text: 'Otra cosa' });
    expect(await channel().findSent?.(query())).toMatchObject([{ matches: false }]);
  });

  it('does not match the same text of another time', async () => {
    await lost();
    const yesterday = query({ dispatchedAt: Date.now() - 86_400_000 });
    const tomorrow = query({ dispatchedAt: Date.now() + 86_400_000 });
    expect(await channel().findSent?.(yesterday)).toMatchObject([{ matches: false }]);
    expect(await channel().findSent?.(tomorrow)).toMatchObject([{ matches: false }]);
  });

  it('does not show what went to somebody else', async () => {
    await lost();
    expect(await channel().findSent?.(query({ to: '+573009998877' }))).toEqual([]);
  });

  it('matches a template by its words where they are known', async () => {
    fake.script({ templates: { [TEMPLATE]: 'Hola {{1}}, hoy empieza' } });
    await lost(template);
    await lost({ kind: 'text', text: 'Otra cosa' });
    const content = { ...template, preview: 'Hola {{1}}, hoy empieza' };
    const found = await channel().findSent?.(query({ content }));
    expect(found?.map(({ matches }) => matches)).toEqual([false, true]);
  });

  it.each([undefined, 'Hola {{1}}: una versión vieja'])(
    'matches a template by its time alone when its words are not what is listed (%j)',
    async (preview) => {
      fake.script({ templates: { [TEMPLATE]: 'Hola {{1}}, hoy empieza' } });
      await lost(template);
      const content = { ...template, ...(preview !== undefined && { preview }) };
      expect(await channel().findSent?.(query({ content }))).toMatchObject([{ matches: true }]);
    },
  );

  it('reads every page', async () => {
    fake.script({ callbacks: { statuses: ['sent'] } });
    await lost();
    const other = { kind: 'text' as const, text: 'Otra cosa' };
    const shared = channel();
    for (let sent = 0; sent < 120; sent += 1) await shared.send(outbound({ content: other }));
    await fake.quiet();
    const found = await channel().findSent?.(query());
    expect(found).toHaveLength(121);
    expect(found?.filter(({ matches }) => matches)).toHaveLength(1);
  });

  it('shows nothing while the list lags behind', async () => {
    await lost();
    fake.script({ list: { lagMs: 60_000 } });
    expect(await channel().findSent?.(query())).toEqual([]);
  });

  it('fails when the list cannot be read: an empty answer would mean "send it again"', async () => {
    fake.script({ list: { failures: 1 } });
    await expect(channel().findSent?.(query())).rejects.toThrow('Twilio answered 500');
  });
});
