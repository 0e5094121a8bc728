import { createBotpressChannel } from '../../channels/botpress/botpress-channel';
import type { Channel } from '../../channels/channel';
import { createSimulatorChannel } from '../../channels/simulator/simulator-channel';
import { createTelegramChannel } from '../../channels/telegram/telegram-channel';
import { createTwilioChannel } from '../../channels/twilio/twilio-channel';
import { createWhatsAppCloudChannel } from '../../channels/whatsapp-cloud/whatsapp-cloud-channel';
import { CHANNEL_NAMES } from '../../domain/messaging/channel-name';
import type { MessageContent } from '../../domain/messaging/content';
import type { SendOutcome } from '../../domain/messaging/outcome';
import { startFakeBotpress } from '../support/fake-botpress/fake-botpress';
import type { BotpressTurn } from '../support/fake-botpress/fake-botpress';
import { startFakeMeta } from '../support/fake-meta/fake-meta';
import { startFakeTelegram } from '../support/fake-telegram/fake-telegram';
import { startFakeTwilio } from '../support/fake-twilio/fake-twilio';
import { outbound } from '../support/outbound-message';
import type { Fault } from '../support/provider-faults';

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
  to?: string;
  close(): Promise<void>;
}

const TIMEOUT_MS = 1000;
const NOBODY = 'http://127.0.0.1:1';
const NUMBER = outbound().to;

const CHAT = '700111222';

/** How each event is played by the fakes that know faults. */
const FAULTS: Partial<Record<Event, Fault>> = {
  'too many': { kind: 'too-many', retryAfterSeconds: 2 },
  failed: { kind: 'fail-before', status: 500 },
  silence: { kind: 'hang-before' },
  broken: { kind: 'reset-before' },
};
const faultOf = (event: Event) => ({ next: [FAULTS[event] ?? null] });

async function twilio(event: Event): Promise<Subject> {
  const script = event === 'refused' ? { rejects: { [NUMBER]: 63024 } } : faultOf(event);
  const fake = await startFakeTwilio({ script });
  const { accountSid, authToken, sender: from } = fake;
  const apiBaseUrl = event === 'connection refused' ? NOBODY : fake.url;
  const channel = createTwilioChannel({ accountSid, authToken, from, apiBaseUrl, timeoutMs: TIMEOUT_MS });
  return { channel, content: outbound().content, close: fake.close };
}

async function whatsAppCloud(event: Event): Promise<Subject> {
  const script = event === 'refused' ? { rejects: { [NUMBER]: 131026 } } : faultOf(event);
  const fake = await startFakeMeta({ script });
  const { phoneNumberId, accessToken } = fake;
  const apiBaseUrl = event === 'connection refused' ? NOBODY : fake.url;
  const settings = { phoneNumberId, accessToken, apiBaseUrl, apiVersion: 'v24.0', timeoutMs: TIMEOUT_MS };
  return {
    channel: createWhatsAppCloudChannel(settings),
    content: outbound().content,
    close: fake.close,
  };
}

async function telegram(event: Event): Promise<Subject> {
  const script = event === 'refused' ? { rejects: { [CHAT]: 'not-found' as const } } : faultOf(event);
  const fake = await startFakeTelegram({ script });
  const apiBaseUrl = event === 'connection refused' ? NOBODY : fake.url;
  const channel = createTelegramChannel({ botToken: fake.botToken, apiBaseUrl, timeoutMs: TIMEOUT_MS });
  return { channel, content: outbound().content, to: CHAT, close: fake.close };
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
const EVERYTHING = Object.keys(OUTCOMES) as Event[];
const SERVERS = [
  { name: 'twilio', open: twilio },
  { name: 'whatsapp-cloud', open: whatsAppCloud },
  { name: 'telegram', open: telegram },
  { name: 'botpress', open: botpress },
];
const cases = [
  ...SERVERS.flatMap((server) => EVERYTHING.map((event) => ({ ...server, event }))),
  ...SIMULATED.map((event) => ({ name: 'simulator', open: simulator, event })),
].map((one) => ({ ...one, kind: OUTCOMES[one.event] }));

async function play(open: (event: Event) => Promise<Subject>, event: Event): Promise<SendOutcome> {
  const { channel, content, to = NUMBER, close } = await open(event);
  const outcome = await channel.send(outbound({ content, to }));
  await close();
  return outcome;
}

describe('every channel', () => {
  it('is in the table below', () => {
    expect(new Set(cases.map(({ name }) => name))).toEqual(new Set(CHANNEL_NAMES));
  });

  it.each(cases)('$name: $event means $kind', async ({ open, event, kind }) => {
    expect(await play(open, event)).toMatchObject({ kind });
  });

  it.each(cases.filter(({ event }) => event === 'too many'))(
    '$name: waits as long as it is told to',
    async ({ open, event }) => {
      expect(await play(open, event)).toMatchObject({ retryAfterMs: 2000 });
    },
  );

  it.each(cases)('$name: says of "$event" nothing personal', async ({ open, event }) => {
    // The message's own id is the provider's to make; Telegram's holds the chat's.
    const said = { ...(await play(open, event)), providerId: undefined };
    expect(JSON.stringify(said)).not.toMatch(/3001112233|700111222|Hola|Ana/);
  });
});
