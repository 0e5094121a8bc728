import { createBotpressChannel } from '../../channels/botpress/botpress-channel';
import type { Channel } from '../../channels/channel';
import { createSimulatorChannel } from '../../channels/simulator/simulator-channel';
import { createTelegramChannel } from '../../channels/telegram/telegram-channel';
import { createTwilioChannel } from '../../channels/twilio/twilio-channel';
import { createWhatsAppCloudChannel } from '../../channels/whatsapp-cloud/whatsapp-cloud-channel';
import type { MessageContent } from '../../domain/messaging/content';
import { startFakeBotpress } from './fake-botpress/fake-botpress';
import type { BotpressTurn } from './fake-botpress/fake-botpress';
import { startFakeMeta } from './fake-meta/fake-meta';
import { startFakeTelegram } from './fake-telegram/fake-telegram';
import { startFakeTwilio } from './fake-twilio/fake-twilio';
import { outbound } from './outbound-message';
import type { Fault } from './provider-faults';

/** What can happen to a send, in a provider's terms. */
export type ChannelEvent =
  'accepted' | 'connection refused' | 'too many' | 'refused' | 'failed' | 'silence' | 'broken';

/** A channel with its provider on this machine. */
export interface ChannelSubject {
  channel: Channel;
  content: MessageContent;
  /** Who gets the message; the number of every test when absent. */
  to?: string;
  close(): Promise<void>;
}

const TIMEOUT_MS = 1000;
const NOBODY = 'http://127.0.0.1:1';
const NUMBER = outbound().to;

const CHAT = '700111222';

/** How each event is played by the fakes that know faults. */
const FAULTS: Partial<Record<ChannelEvent, Fault>> = {
  'too many': { kind: 'too-many', retryAfterSeconds: 2 },
  failed: { kind: 'fail-before', status: 500 },
  silence: { kind: 'hang-before' },
  broken: { kind: 'reset-before' },
};
const faultOf = (event: ChannelEvent) => ({ next: [FAULTS[event] ?? null] });

export async function twilioSubject(event: ChannelEvent): Promise<ChannelSubject> {
  const script = event === 'refused' ? { rejects: { [NUMBER]: 63024 } } : faultOf(event);
  const fake = await startFakeTwilio({ script });
  const { accountSid, authToken, sender: from } = fake;
  const apiBaseUrl = event === 'connection refused' ? NOBODY : fake.url;
  const channel = createTwilioChannel({ accountSid, authToken, from, apiBaseUrl, timeoutMs: TIMEOUT_MS });
  return { channel, content: outbound().content, close: fake.close };
}

export async function whatsAppCloudSubject(event: ChannelEvent): Promise<ChannelSubject> {
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

export async function telegramSubject(event: ChannelEvent): Promise<ChannelSubject> {
  const script = event === 'refused' ? { rejects: { [CHAT]: 'not-found' as const } } : faultOf(event);
  const fake = await startFakeTelegram({ script });
  const apiBaseUrl = event === 'connection refused' ? NOBODY : fake.url;
  const channel = createTelegramChannel({ botToken: fake.botToken, apiBaseUrl, timeoutMs: TIMEOUT_MS });
  return { channel, content: outbound().content, to: CHAT, close: fake.close };
}

export async function botpressSubject(event: ChannelEvent): Promise<ChannelSubject> {
  const turns: Partial<Record<ChannelEvent, BotpressTurn>> = {
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

export async function simulatorSubject(event: ChannelEvent): Promise<ChannelSubject> {
  const record = () =>
    event === 'broken' ? Promise.reject(new Error('gone')) : Promise.resolve({ providerId: 'sim-1' });
  const channel = createSimulatorChannel({ record });
  return { channel, content: outbound().content, close: () => Promise.resolve() };
}
