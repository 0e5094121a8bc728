import type { Channel } from '../channels/channel';
import type { HttpExchange } from '../channels/http-exchange';
import { createBotpressChannel } from '../channels/botpress/botpress-channel';
import { createProgressTable } from '../channels/botpress/progress-table';
import { createSimulatorChannel } from '../channels/simulator/simulator-channel';
import { createTwilioChannel } from '../channels/twilio/twilio-channel';
import type { Env } from '../config/env';
import type { ProgressTable } from '../activities/programs/programs-deps';

/**
 * Every channel whose settings are there; the simulator always is. Files at addresses that senders name are fetched
 * through the given client, which refuses private ones; without it none is.
 */
export function channelsFromEnv(env: Env, safeHttp?: HttpExchange): Channel[] {
  return [simulator(), ...twilio(env), ...botpress(env, safeHttp)];
}

/** The external bot's progress table; null unless address, token and table are all set. */
export function progressTableFromEnv(env: Env): ProgressTable | null {
  const { BOTPRESS_API_BASE_URL: apiBaseUrl, BOTPRESS_TOKEN: token, BOTPRESS_PROGRESS_TABLE: table } = env;
  if (apiBaseUrl === undefined || token === undefined || table === undefined) return null;
  return createProgressTable({ apiBaseUrl, token, table, botId: env.BOTPRESS_BOT_ID });
}

/** The phone reads the ledger itself: a message is on it exactly when its row says accepted. */
function simulator(): Channel {
  return createSimulatorChannel({
    record: ({ attemptId }) => Promise.resolve({ providerId: `simulated-${attemptId}` }),
    find: () => Promise.resolve([]),
  });
}

function twilio(env: Env): Channel[] {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_WHATSAPP_FROM: from } = env;
  if (accountSid === undefined || authToken === undefined || from === undefined) return [];
  return [
    createTwilioChannel({
      accountSid,
      authToken,
      from,
      timeoutMs: env.TWILIO_TIMEOUT_MS,
      messagesPerSecond: env.TWILIO_MESSAGES_PER_SECOND,
      apiBaseUrl: env.TWILIO_API_BASE_URL,
      publicBaseUrl: env.PUBLIC_BASE_URL,
    }),
  ];
}

function botpress(env: Env, fileExchange: HttpExchange | undefined): Channel[] {
  const { BOTPRESS_WEBHOOK_URL: webhookUrl, BOTPRESS_WEBHOOK_SECRET: webhookSecret } = env;
  if (webhookUrl === undefined || webhookSecret === undefined) return [];
  return [createBotpressChannel({ webhookUrl, webhookSecret, fileExchange })];
}
