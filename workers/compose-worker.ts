import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { createBackendCalls } from '../activities/conversations/call-backend';
import { createEnginePorts } from '../activities/conversations/engine-ports';
import { createSafeHttp, type SafeHttp } from '../activities/conversations/safe-http';
import { createOutboundFiles } from '../activities/messaging/outbound-files';
import { luxonZoneClock } from '../activities/zone-clock';
import { calendarProvidersOf } from '../api/calendar-providers';
import { openCalendar, type Calendar } from '../api/calendar/open-calendar';
import { createCheckoutClient } from '../api/temporal/checkout-client';
import { createConversationClient } from '../api/temporal/conversation-client';
import { createEnrollmentClient } from '../api/temporal/enrollment-client';
import { createSendClient } from '../api/temporal/send-client';
import { paymentProvidersOf } from '../api/payment-providers';
import { publicBaseUrlOf } from '../config/public-base-url';
import { createTestTill } from '../db/repositories/test-till';
import type { Channel } from '../channels/channel';
import type { Env } from '../config/env';
import { mediaSettings } from '../config/media-settings';
import { secretKeysOf } from '../config/secret-keys';
import { createMediaLibrary } from '../db/media-files/media-library';
import { createMediaLinks } from '../db/media-files/media-links';
import { openMediaStore } from '../db/media-files/open-media-store';
import { createBotSecrets } from '../db/repositories/bot-secrets';
import { createCarts } from '../db/repositories/carts';
import { createMediaFiles } from '../db/repositories/media-files';
import { createPlatformCredentials } from '../db/repositories/platform-credentials';
import { createSecretBox, type SecretBox } from '../db/secrets/secret-box';
import type { TranscriptStore } from '../db/transcripts/create-transcripts';
import type { AnswerCache } from '../llm/answer-cache/answer-cache';
import type { Logger } from '../observability/logger';
import { channelsFromEnv, progressTableFromEnv } from './channels-from-env';
import { channelsOfBots } from './channels-of-bots';
import { agentSettingsOf } from './compose-agents';
import { composeAlerts, sendEmailOf } from './compose-alerts';
import { composeActivities } from './compose-activities';
import { composeAnalytics } from './compose-analytics';
import { composeCheckout, type CheckoutSettings } from './compose-checkout';
import { composeBroadcasts } from './compose-broadcasts';
import { composeConversations } from './compose-conversations';
import { composeSweeps } from './compose-sweeps';
import { composeTemplates } from './compose-templates';
import { composeTelling } from './compose-telling';
import { createProgramEffects } from './program-effects';
import { createSendChannels } from './send-channels';

/** What a process must already have to do the work of every queue. */
export interface WorkerParts {
  env: Env;
  logger: Logger;
  db: DataSource;
  client: Client;
  transcripts: TranscriptStore;
  answers: AnswerCache;
  /** Makes a channel count its calls. */
  measured: (channel: Channel) => Channel;
}

/** The activities of each queue. */
export function composeWorker(given: WorkerParts) {
  const { env, logger, db, client, transcripts, answers, measured } = given;
  const clock = () => Date.now();
  const media = mediaOf(env, db);
  const secretBox = createSecretBox(secretKeysOf(env));
  const safeHttp = createSafeHttp({ allowedHosts: env.HILO_CALL_ALLOWED_HOSTS });
  const sendEmail = sendEmailOf(env);
  const shared = channelsFromEnv(env, safeHttp).map(measured);
  const makeOfBot = channelsOfBots(env, safeHttp);
  const starters = startersOf(client);
  const parts = composeActivities(db, {
    channels: shared,
    sendChannels: createSendChannels({
      shared: new Map(shared.map((channel) => [channel.name, channel])),
      credentials: createPlatformCredentials(db, secretBox),
      make: (...named) => measured(makeOfBot(...named)),
    }),
    files: createOutboundFiles({ ...media, clock }),
    beginConversation: async (dialog, start) =>
      (await starters.conversationStarter.start(dialog, start)).kind === 'signalled',
    clock,
    checkDelays: env.SEND_CHECK_DELAYS,
    progressTable: progressTableFromEnv(env),
  });
  const calendar = calendarOf(env, db, secretBox);
  const availableChannels = shared.map(({ name }) => name);
  const agent = agentSettingsOf({ env, logger, db, answers, secretBox, ...starters });
  const telling = composeTelling(db, parts, transcripts);
  const carts = { ...telling, carts: createCarts(db), cartTemplate: env.SHOP_CART_TEMPLATE ?? null };
  const swept = { carts, connectedCalendar: calendar.connected };
  return {
    programs: parts.activities,
    broadcasts: composeBroadcasts(db, parts, { checkDelays: env.SEND_CHECK_DELAYS }),
    conversations: composeConversations(db, parts, {
      media,
      transcripts,
      ports: createEnginePorts(),
      callBackend: backendCallsOf(db, safeHttp, secretBox),
      programs: createProgramEffects({ ...parts, ...starters, availableChannels }),
      localDate: (at, zone) => luxonZoneClock.toLocal(at, zone).date,
      calendar,
      agent,
    }),
    checkout: composeCheckout(db, telling, checkoutSettings(env, db)),
    sweeps: composeSweeps(db, parts, { ...starters, ...swept, transcripts, logger, clock }),
    templates: composeTemplates(db, parts, shared),
    analytics: composeAnalytics(db, { clock, logger }),
    alerts: composeAlerts(db, { ...starters, ...agent, http: safeHttp, sendEmail, clock, logger }),
  };
}

function calendarOf(env: Env, db: DataSource, secretBox: SecretBox): Calendar {
  return openCalendar({
    ...{ db, clock: luxonZoneClock, now: () => Date.now(), secretBox },
    ...{ providers: calendarProvidersOf(env), publicBaseUrl: publicBaseUrlOf(env) },
  });
}

function backendCallsOf(db: DataSource, http: SafeHttp, secretBox: SecretBox) {
  const secrets = createBotSecrets(db, secretBox);
  return createBackendCalls({ http, secretsOf: (...whose) => secrets.open(...whose) });
}

/** What begins and signals workflows. */
function startersOf(client: Client) {
  return {
    checkoutStarter: createCheckoutClient(client),
    conversationStarter: createConversationClient(client),
    enrollmentStarter: createEnrollmentClient(client),
    sendStarter: createSendClient(client),
  };
}

function checkoutSettings(env: Env, db: DataSource): CheckoutSettings {
  return {
    providers: paymentProvidersOf(env, createTestTill(db)),
    publicBaseUrl: publicBaseUrlOf(env),
    reminderTemplate: env.SHOP_REMINDER_TEMPLATE ?? null,
  };
}

function mediaOf(env: Env, db: DataSource) {
  const files = createMediaFiles(db);
  const key = secretKeysOf(env).current?.secret ?? null;
  return {
    files,
    library: createMediaLibrary({ files, store: openMediaStore(mediaSettings(env)) }),
    links: createMediaLinks({ publicBaseUrl: env.PUBLIC_BASE_URL ?? null, key }),
  };
}
