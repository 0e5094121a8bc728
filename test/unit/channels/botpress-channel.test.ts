import { createBotpressChannel } from '../../../channels/botpress/botpress-channel';
import { verifyBotpressSecret } from '../../../channels/botpress/verify-secret';
import { startFakeBotpress } from '../../support/fake-botpress/fake-botpress';
import type { BotpressTurn, FakeBotpress } from '../../support/fake-botpress/fake-botpress';
import { outbound } from '../../support/outbound-message';

let fake: FakeBotpress;

beforeEach(async () => {
  fake = await startFakeBotpress();
});
afterEach(() => fake.close());

const trigger = outbound({ content: { kind: 'bot-trigger', session: 2, day: 3 } });

function channel(settings: { webhookSecret?: string; webhookUrl?: string } = {}) {
  return createBotpressChannel({
    webhookUrl: fake.webhookUrl,
    webhookSecret: fake.webhookSecret,
    timeoutMs: 1000,
    ...settings,
  });
}

describe('a day that an external bot plays', () => {
  it('is posted as the old script posted it: digits, session, day and the secret', async () => {
    expect(await channel().send(trigger)).toMatchObject({ kind: 'accepted' });
    expect(fake.calls).toMatchObject([
      { body: { clientNumber: '573001112233', session: 2, day: 3 }, secret: fake.webhookSecret },
    ]);
  });

  it('is known by the attempt when the bot names no id', async () => {
    expect(await channel().send(trigger)).toEqual({
      kind: 'accepted',
      providerId: `botpress:${trigger.attemptId}`,
    });
  });

  it("is known by the bot's id when it names one", async () => {
    fake.scriptWebhook({ kind: 'answer', status: 200, body: { id: 'run-7' } });
    expect(await channel().send(trigger)).toEqual({ kind: 'accepted', providerId: 'run-7' });
  });

  const answer = (status: number): BotpressTurn => ({ kind: 'answer', status });
  it.each([
    [answer(202), { kind: 'rejected', code: 'http-202' }],
    [answer(302), { kind: 'rejected', code: 'http-302' }],
    [answer(400), { kind: 'rejected', code: 'http-400' }],
    [answer(404), { kind: 'rejected', code: 'http-404' }],
    [answer(408), { kind: 'unknown' }],
    [answer(500), { kind: 'unknown' }],
    [answer(503), { kind: 'unknown' }],
    [{ ...answer(429), retryAfterSeconds: 3 } as BotpressTurn, { kind: 'not-sent', retryAfterMs: 3000 }],
    [{ kind: 'hang' } as const, { kind: 'unknown' }],
    [{ kind: 'reset' } as const, { kind: 'unknown' }],
  ])('that meets %j comes to %j, after one call', async (turn, outcome) => {
    fake.scriptWebhook(turn);
    expect(await channel().send(trigger)).toMatchObject(outcome);
    expect(fake.calls).toHaveLength(1);
  });

  it('is not sent when nobody listens', async () => {
    const outcome = await channel({ webhookUrl: 'http://127.0.0.1:1/webhook' }).send(trigger);
    expect(outcome).toMatchObject({ kind: 'not-sent' });
  });

  it('is refused with a wrong secret', async () => {
    const outcome = await channel({ webhookSecret: 'wrong' }).send(trigger);
    expect(outcome).toMatchObject({ kind: 'rejected', code: 'http-401' });
  });

  it('is refused before any call for a contact without a phone number', async () => {
    const outcome = await channel().send({ ...trigger, to: 'CO.1349abc' });
    expect(outcome).toMatchObject({ kind: 'rejected', code: 'recipient-invalid' });
    expect(fake.calls).toEqual([]);
  });
});

describe('the secret of the progress endpoint', () => {
  it('lets the same secret in', () => {
    expect(verifyBotpressSecret({ expected: 'sécret 👋', received: 'sécret 👋' })).toBe(true);
  });

  it.each([undefined, '', 'secre', 'secret ', 'Secret', 'secreu'])('keeps %j out', (received) => {
    expect(verifyBotpressSecret({ expected: 'secret', received })).toBe(false);
  });

  it.each([undefined, ''])('keeps everybody out while it is %j', (expected) => {
    expect(verifyBotpressSecret({ expected, received: expected })).toBe(false);
  });
});
