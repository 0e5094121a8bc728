import type { Client } from '@temporalio/client';
import { setTelegramWebhook } from '../channels/telegram/set-webhook';
import { createBridgeSessions } from '../channels/whatsapp-web/sessions';
import type { Env } from '../config/env';
import { hasDemonstration } from '../config/demonstration';
import { broadcastSettings } from '../config/broadcast-settings';
import { mediaSettings } from '../config/media-settings';
import { publicBaseUrlOf } from '../config/public-base-url';
import { secretKeysOf } from '../config/secret-keys';
import { whatsappWebSettings } from '../config/whatsapp-web-settings';
import type { createDataSource } from '../db/data-source';
import { checkDatabase, createMigrationsCheck } from '../db/readiness';
import { createMediaLibrary } from '../db/media-files/media-library';
import { createMediaLinks } from '../db/media-files/media-links';
import { openMediaStore } from '../db/media-files/open-media-store';
import { createErasure } from '../db/repositories/erasure';
import { createInlineSends } from '../db/repositories/inline-sends';
import { type MediaFiles } from '../db/repositories/media-files';
import { createOperatorReplies } from '../db/repositories/operator-replies';
import { createPlatformFigures } from '../db/repositories/platform-figures';
import { createRequestCounts } from '../db/repositories/request-counts';
import { createTestTill } from '../db/repositories/test-till';
import { createSuppressedAddresses } from '../db/repositories/suppressed-addresses';
import { createAddressHashes } from '../db/secrets/address-hashes';
import type { ConversationPorts } from '../domain/conversations/ports';
import type { LanguageModelPorts } from '../domain/llm/ports';
import { createSecretBox, type SecretBox } from '../db/secrets/secret-box';
import type { Transcripts } from '../db/transcripts/transcripts';
import type { ChannelName } from '../domain/messaging/channel-name';
import type { SendEmail } from '../domain/messaging/email';
import type { ZoneClock } from '../domain/time/moments';
import type { Logger } from '../observability/logger';
import { createMetrics } from '../observability/metrics';
import { createAccessChecks } from './access-checks';
import { createAccessTokens } from './access/access-tokens';
import { createRateLimits, type RateLimitSettings } from './access/rate-limits';
import type { ApiDeps, WebhookSecrets } from './api-deps';
import type { ReadinessCheck } from './health';
import { calendarProvidersOf } from './calendar-providers';
import { openCalendar, type Calendar } from './calendar/open-calendar';
import { createHandledMarks } from './inbound/handled-marks';
import { createInboundQueue } from './inbound/inbound-queue';
import { createInlineReplies } from './inbound/inline-replies';
import { createLiveHub } from './live/live-hub';
import { createWebhookBots } from './inbound/webhook-bots';
import { paymentProvidersOf } from './payment-providers';
import { createAccountWorkClient } from './temporal/account-work-client';
import { createCheckoutClient } from './temporal/checkout-client';
import { createBroadcastClient } from './temporal/broadcast-client';
import { createConversationClient } from './temporal/conversation-client';
import { createEnrollmentClient } from './temporal/enrollment-client';
import { createSendClient } from './temporal/send-client';
import { createTemplateClient } from './temporal/template-client';
import { createBroadcastWorkerCheck } from './temporal/worker-presence';
import { repositories } from './compose-repositories';

type Database = ReturnType<typeof createDataSource>;

/** What a process must already have to serve the API. */
export interface ApiParts {
  env: Env;
  db: Database;
  temporal: Client;
  logger: Logger;
  zoneClock: ZoneClock;
  conversationPorts: ConversationPorts;
  languageModelPorts: LanguageModelPorts;
  transcripts: Transcripts;
  sendEmail: SendEmail | null;
  stopping: AbortSignal;
}

const TEMPORAL_CHECK_MS = 1500;
/** Messages whose signals are on their way; the sweep takes what comes on top. */
const SIGNALS_ABREAST = 4;
const MESSAGES_UNDER_WAY = 10_000;
/** Each asks Postgres some seven times a second. */
const ANSWERS_THAT_WAIT = 50;

/** Builds what the routes need, once a process. */
export function composeApiDeps(parts: ApiParts): ApiDeps {
  const {
    env,
    db,
    temporal,
    logger,
    zoneClock,
    conversationPorts,
    languageModelPorts,
    transcripts,
    stopping,
  } = parts;
  const availableChannels = channelsOf(env);
  const secretBox = createSecretBox(secretKeysOf(env));
  const suppressedAddresses = createSuppressedAddresses(createAddressHashes(secretKeysOf(env)));
  const stores = repositories(db, secretBox, suppressedAddresses);
  const liveHub = createLiveHub({ events: stores.liveEvents, logger });
  return {
    ...stores,
    ...mediaOf(env, stores.mediaFiles),
    transcripts,
    operatorReplies: createOperatorReplies(db, transcripts),
    erasure: createErasure({ db, transcripts, suppressedAddresses }),
    paymentProviders: paymentProvidersOf(env, createTestTill(db)),
    calendar: calendarOf(parts, secretBox),
    ...settingsOf(env, db),
    ...startersOf(temporal),
    liveHub,
    broadcastWorkerRuns: createBroadcastWorkerCheck(temporal),
    readinessChecks: readinessChecks(db, temporal),
    metrics: createMetrics({ figures: createPlatformFigures(db), watchers: () => liveHub.size() }),
    logger,
    now: () => Date.now(),
    ...{ zoneClock, conversationPorts, languageModelPorts },
    secretBox,
    webhookBots: createWebhookBots(stores.platformCredentials, {
      note: (note) => stores.senders.noteWebhook(note),
    }),
    ...platformsOf(env),
    ...afterTheAnswer(stores, logger),
    inlineReplies: createInlineReplies({
      sends: createInlineSends(db),
      now: () => Date.now(),
      limit: env.TWILIO_REPLY_IN_TWIML ? ANSWERS_THAT_WAIT : 0,
    }),
    availableChannels,
    defaultChannel: availableChannels.includes('twilio') ? 'twilio' : 'simulator',
    ...{ sendEmail: parts.sendEmail, stopping },
  };
}

function calendarOf({ env, db, zoneClock: clock }: ApiParts, secretBox: SecretBox): Calendar {
  return openCalendar({
    ...{ db, clock, now: () => Date.now(), secretBox },
    ...{ providers: calendarProvidersOf(env), publicBaseUrl: publicBaseUrlOf(env) },
  });
}

/** What is asked of the platforms of bots themselves. */
function platformsOf(env: Env): Pick<ApiDeps, 'telegramWebhook' | 'checkAccess' | 'bridgeSessions'> {
  const { bridgeUrl, token } = whatsappWebSettings(env);
  const bridgeSessions = token === undefined ? null : createBridgeSessions({ bridgeUrl, token });
  return {
    bridgeSessions,
    telegramWebhook: (settings) => setTelegramWebhook({ ...settings, apiBaseUrl: env.TELEGRAM_API_BASE_URL }),
    checkAccess: createAccessChecks(env, bridgeSessions),
  };
}

/** What is as the settings say for as long as the process lives. */
function settingsOf(env: Env, db: Database) {
  return {
    accessTokens: createAccessTokens({ secret: env.JWT_SECRET ?? null, now: () => Date.now() }),
    rateLimits: createRateLimits({
      settings: rateLimitSettings(env),
      counts: createRequestCounts(db),
      now: () => Date.now(),
    }),
    otherOrigins: env.CORS_ORIGINS,
    trustedProxies: env.TRUSTED_PROXIES,
    broadcastSettings: broadcastSettings(env),
    publicBaseUrl: publicBaseUrlOf(env),
    workflowPage: workflowPages(env),
    webhookSecrets: webhookSecretsOf(env),
    demonstrationIsOpen: hasDemonstration(env),
    shopCurrency: env.SHOP_CURRENCY,
  };
}

function rateLimitSettings(env: Env): RateLimitSettings {
  return {
    perAddress: env.RATE_LIMIT_PER_ADDRESS,
    perKey: env.RATE_LIMIT_PER_KEY,
    perAccount: env.RATE_LIMIT_PER_ACCOUNT,
    signIns: env.RATE_LIMIT_SIGN_INS,
  };
}

/** The workflows that routes start and ask. */
function startersOf(temporal: Client) {
  return {
    accountWorkEnder: createAccountWorkClient(temporal),
    broadcastStarter: createBroadcastClient(temporal),
    checkoutStarter: createCheckoutClient(temporal),
    conversationStarter: createConversationClient(temporal),
    enrollmentStarter: createEnrollmentClient(temporal),
    sendStarter: createSendClient(temporal),
    templateSyncer: createTemplateClient(temporal),
  };
}

/** What webhooks leave to be done once they are answered. */
function afterTheAnswer({ inboundMessages }: Pick<ApiDeps, 'inboundMessages'>, logger: Logger) {
  return {
    inboundQueue: createInboundQueue({ abreast: SIGNALS_ABREAST, limit: MESSAGES_UNDER_WAY, logger }),
    handledMarks: createHandledMarks({ mark: (ids) => inboundMessages.markHandled(ids), logger }),
  };
}

function webhookSecretsOf(env: Env): WebhookSecrets {
  return {
    twilioAuthToken: env.TWILIO_AUTH_TOKEN ?? null,
    botpressSecret: env.BOTPRESS_WEBHOOK_SECRET ?? null,
    whatsappWebToken: whatsappWebSettings(env).token ?? null,
  };
}

function mediaOf(env: Env, files: MediaFiles) {
  const { current } = secretKeysOf(env);
  return {
    mediaLibrary: createMediaLibrary({ files, store: openMediaStore(mediaSettings(env)) }),
    mediaLinks: createMediaLinks({
      publicBaseUrl: env.PUBLIC_BASE_URL ?? null,
      key: current?.secret ?? null,
    }),
  };
}

function channelsOf(env: Env): ChannelName[] {
  const twilio = env.TWILIO_ACCOUNT_SID && env.TWILIO_AUTH_TOKEN && env.TWILIO_WHATSAPP_FROM;
  const botpress = env.BOTPRESS_WEBHOOK_URL && env.BOTPRESS_WEBHOOK_SECRET;
  return ['simulator', ...(twilio ? ['twilio' as const] : []), ...(botpress ? ['botpress' as const] : [])];
}

function readinessChecks(db: Database, temporal: Client): ReadinessCheck[] {
  const { connection } = temporal;
  return [
    { name: 'database', check: () => checkDatabase(db) },
    { name: 'migrations', check: createMigrationsCheck(db) },
    {
      name: 'temporal',
      check: async () => {
        await connection.withDeadline(Date.now() + TEMPORAL_CHECK_MS, () =>
          temporal.workflowService.getSystemInfo({}),
        );
      },
    },
  ];
}

/** Where the Temporal Web UI shows a workflow, if anybody said where it is. */
function workflowPages({ TEMPORAL_UI_URL: base, TEMPORAL_NAMESPACE: namespace }: Env) {
  return (id: string) =>
    base === undefined
      ? null
      : new URL(`/namespaces/${namespace}/workflows/${encodeURIComponent(id)}`, base).href;
}
