import { createBotpressChannel } from '../../channels/botpress/botpress-channel';
import type { Channel } from '../../channels/channel';
import { createSimulatorChannel } from '../../channels/simulator/simulator-channel';
import { createTwilioChannel } from '../../channels/twilio/twilio-channel';
import type { MessageContent } from '../../domain/messaging/content';
import type { SendOutcome } from '../../domain/messaging/outcome';
import { startFakeBotpress } from '../support/fake-botpress/fake-botpress';
import type { BotpressTurn } from '../support/fake-botpress/fake-botpress';
import { startFakeTwilio } from '../support/fake-twilio/fake-twilio';
import type { ScriptPart } from '../support/fake-twilio/script';
import { outbound } from '../support/outbound-message';

/** What can happen to a send, in a provider's terms. */
type Event = 'accepted' | 'connection refused' | 'too many' | 'refused' | 'failed' | 'silence' | 'broken';

/** What each must come to, whatever the provider: the send ledger relies on these and knows no provider. */
const OUTCOMES: Record<Event, SendOutcome['kind']> = {
  accepted: 'accepted',
  'connection refused': 'not-sent',
  'too many': 'not-sent',
  refused: 'rejected',
  failed: 'unknown',
  silence: 'unknown',
  broken: 'unknown',
};

/** A channel with its provider on this machine. */
interface Subject {
  channel: Channel;
  content: MessageContent;
  close(): Promise<void>;
}

const TIMEOUT_MS = 1000;
const NOBODY = 'http://127.0.0.1:1';
const NUMBER = outbound().to;

async function twilio(event: Event): Promise<Subject> {
  const scripts: Partial<Record<Event, ScriptPart>> = {
    'too many': { next: [{ kind: 'too-many', retryAfterSeconds: 2 }] },
    refused: { rejects: { [NUMBER]: 63024 } },
    failed: { next: [{ kind: 'fail-before' }] },
    silence: { next: [{ kind: 'hang-before' }] },
    broken: { next: [{ kind: 'reset-before' }] },
  };
  const fake = await startFakeTwilio({ script: scripts[event] ?? {} });
  const { accountSid, authToken, sender: from } = fake;
  const apiBaseUrl = event === 'connection refused' ? NOBODY : fake.url;
  const channel = createTwilioChannel({ accountSid, authToken, from, apiBaseUrl, timeoutMs: TIMEOUT_MS });
  return { channel, content: outbound().content, close: fake.close };
}

async function botpress(event: Event): Promise<Subject> {
  const turns: Partial<Record<Event, BotpressTurn>> = {
    'too many': { kind: 'answer', status: 429, retryAfterSeconds: 2 },
    refused: { kind: 'answer', status: 400 },
    failed: { kind: 'answer', status: 500 },
    silence: { kind: 'hang' },
    broken: { kind: 'reset' },
  };
  const fake = await startFakeBotpress();
  const turn = turns[event];
  if (turn) fake.scriptWebhook(turn);
  const webhookUrl = event === 'connection refused' ? NOBODY : fake.webhookUrl;
  const channel = createBotpressChannel({
    webhookUrl,
    webhookSecret: fake.webhookSecret,
    timeoutMs: TIMEOUT_MS,
  });
  return { channel, content: { kind: 'bot-trigger', session: 1, day: 1 }, close: fake.close };
}

async function simulator(event: Event): Promise<Subject> {
  const record = () =>
    event === 'broken' ? Promise.reject(new Error('gone')) : Promise.resolve({ providerId: 'sim-1' });
  const channel = createSimulatorChannel({ record });
  return { channel, content: outbound().content, close: () => Promise.resolve() };
}

/** The simulator is no server: it can neither refuse nor be slow. */
const SIMULATED: Event[] = ['accepted', 'broken'];
const cases = [
  ...(Object.keys(OUTCOMES) as Event[]).map((event) => ({ name: 'twilio', open: twilio, event })),
  ...(Object.keys(OUTCOMES) as Event[]).map((event) => ({ name: 'botpress', open: botpress, event })),
  ...SIMULATED.map((event) => ({ name: 'simulator', open: simulator, event })),
].map((one) => ({ ...one, kind: OUTCOMES[one.event] }));

describe('every channel', () => {
  it.each(cases)('$name: $event means $kind', async ({ open, event, kind }) => {
    const { channel, content, close } = await open(event);
    const outcome = await channel.send(outbound({ content }));
    await close();
    expect(outcome.kind).toBe(kind);
  });

  it.each(cases.filter(({ event }) => event === 'too many'))(
    '$name: waits as long as it is told to',
    async ({ open, event }) => {
      const { channel, content, close } = await open(event);
      const outcome = await channel.send(outbound({ content }));
      await close();
      expect(outcome).toMatchObject({ retryAfterMs: 2000 });
    },
  );

  it.each(cases)('$name: says of "$event" nothing personal', async ({ open, event }) => {
    const { channel, content, close } = await open(event);
    const outcome = await channel.send(outbound({ content }));
    await close();
    expect(JSON.stringify(outcome)).not.toMatch(/3001112233|Hola|Ana/);
  });
});
