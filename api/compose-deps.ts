import type { Client } from '@temporalio/client';
import { setTelegramWebhook } from '../channels/telegram/set-webhook';
import type { Env } from '../config/env';
import { broadcastSettings } from '../config/broadcast-settings';
import { mediaSettings } from '../config/media-settings';
import { publicBaseUrlOf } from '../config/public-base-url';
import { secretKeysOf } from '../config/secret-keys';
import type { createDataSource } from '../db/data-source';
import { checkDatabase, createMigrationsCheck } from '../db/readiness';
import { createMediaLibrary } from '../db/media-files/media-library';
import { createMediaLinks } from '../db/media-files/media-links';
import { openMediaStore } from '../db/media-files/open-media-store';
import { createAccounts } from '../db/repositories/accounts';
import { createAgentVersions } from '../db/repositories/agent-versions';
import { createAlertActions } from '../db/repositories/alert-actions';
import { createAlertChecks } from '../db/repositories/alert-checks';
import { createAlertRules } from '../db/repositories/alert-rules';
import { createAlertSecrets } from '../db/repositories/alert-secrets';
import { createAlerts } from '../db/repositories/alerts';
import { createAnalyticsReports } from '../db/repositories/analytics-reports';
import { createAuditLog } from '../db/repositories/audit-log';
import { createBotSecrets } from '../db/repositories/bot-secrets';
import { createBots } from '../db/repositories/bots';
import { createBroadcastRecipients } from '../db/repositories/broadcast-recipients';
import { createBroadcasts } from '../db/repositories/broadcasts';
import { createBusiness } from '../db/repositories/business-settings';
import { createBulkContacts } from '../db/repositories/bulk-contacts';
import { createCarts } from '../db/repositories/carts';
import { createConsent } from '../db/repositories/consent';
import { createContactTags } from '../db/repositories/contact-tags';
import { createContacts } from '../db/repositories/contacts';
import { createDayScenarios } from '../db/repositories/day-scenarios';
import { createDecisions } from '../db/repositories/decisions';
import { createDialogLists } from '../db/repositories/dialog-lists';
import { createDialogs } from '../db/repositories/dialogs';
import { createEnrollments } from '../db/repositories/enrollments';
import { createErasure } from '../db/repositories/erasure';
import { createInboundMessages } from '../db/repositories/inbound-messages';
import { createInlineSends } from '../db/repositories/inline-sends';
import { createLanguageModels } from '../db/repositories/language-models';
import { createListStatistics } from '../db/repositories/list-statistics';
import { createLiveEvents } from '../db/repositories/live-events';
import { createMediaFiles, type MediaFiles } from '../db/repositories/media-files';
import { createModelUsage } from '../db/repositories/model-usage';
import { createOperatorReplies } from '../db/repositories/operator-replies';
import { createOperatorSessions } from '../db/repositories/operator-sessions';
import { createOperators } from '../db/repositories/operators';
import { createOrders } from '../db/repositories/orders';
import { createParkedMessages } from '../db/repositories/parked-messages';
import { createPayments } from '../db/repositories/payments';
import { createPlatformCredentials } from '../db/repositories/platform-credentials';
import { createPlatformFigures } from '../db/repositories/platform-figures';
import { createProducts } from '../db/repositories/products';
import { createProgramContacts } from '../db/repositories/program-contacts';
import { createPrograms } from '../db/repositories/programs';
import { createProgressReports } from '../db/repositories/progress-reports';
import { createRunReports } from '../db/repositories/run-reports';
import { createScenarios } from '../db/repositories/scenarios';
import { createSendLedger } from '../db/repositories/send-ledger';
import { createSendLists } from '../db/repositories/send-lists';
import { createSendQueue } from '../db/repositories/send-queue';
import { createShopUsers } from '../db/repositories/shop-users';
import { createSignInFailures } from '../db/repositories/sign-in-failures';
import { createSimulatorMessages } from '../db/repositories/simulator-messages';
import { createTestTill } from '../db/repositories/test-till';
import { createSuppressedAddresses, type SuppressedAddresses } from '../db/repositories/suppressed-addresses';
import { createWebhookRefusals } from '../db/repositories/webhook-refusals';
import { createUnwantedRecipients } from '../db/repositories/unwanted-recipients';
import { createAddressHashes } from '../db/secrets/address-hashes';
import type { ConversationPorts } from '../domain/conversations/ports';
import type { LanguageModelPorts } from '../domain/llm/ports';
import { createSecretBox, type SecretBox } from '../db/secrets/secret-box';
import type { Transcripts } from '../db/transcripts/transcripts';
import type { ChannelName } from '../domain/messaging/channel-name';
import type { ZoneClock } from '../domain/time/moments';
import type { Logger } from '../observability/logger';
import { createMetrics } from '../observability/metrics';
import { createAccessTokens } from './access/access-tokens';
import { createRateLimits, type RateLimitSettings } from './access/rate-limits';
import type { ApiDeps, WebhookSecrets } from './api-deps';
import type { ReadinessCheck } from './health';
import { openCalendar } from './calendar/open-calendar';
import { createHandledMarks } from './inbound/handled-marks';
import { createInboundQueue } from './inbound/inbound-queue';
import { createInlineReplies } from './inbound/inline-replies';
import { createLiveHub } from './live/live-hub';
import { createWebhookBots } from './inbound/webhook-bots';
import { paymentProvidersOf } from './payment-providers';
import { createCheckoutClient } from './temporal/checkout-client';
import { createBroadcastClient } from './temporal/broadcast-client';
import { createConversationClient } from './temporal/conversation-client';
import { createEnrollmentClient } from './temporal/enrollment-client';
import { createSendClient } from './temporal/send-client';
import { createBroadcastWorkerCheck } from './temporal/worker-presence';

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
    calendar: openCalendar({ db, clock: zoneClock, now: () => Date.now() }),
    ...settingsOf(env),
    ...startersOf(temporal),
    liveHub,
    broadcastWorkerRuns: createBroadcastWorkerCheck(temporal),
    readinessChecks: readinessChecks(db, temporal),
    metrics: createMetrics({ figures: createPlatformFigures(db), watchers: () => liveHub.size() }),
    logger,
    now: () => Date.now(),
    ...{ zoneClock, conversationPorts, languageModelPorts },
    secretBox,
    webhookBots: createWebhookBots(stores.platformCredentials),
    telegramWebhook: (settings) => setTelegramWebhook({ ...settings, apiBaseUrl: env.TELEGRAM_API_BASE_URL }),
    ...afterTheAnswer(stores, logger),
    inlineReplies: createInlineReplies({
      sends: createInlineSends(db),
      now: () => Date.now(),
      limit: env.TWILIO_REPLY_IN_TWIML ? ANSWERS_THAT_WAIT : 0,
    }),
    availableChannels,
    defaultChannel: availableChannels.includes('twilio') ? 'twilio' : 'simulator',
    stopping,
  };
}

/** What is as the settings say for as long as the process lives. */
function settingsOf(env: Env) {
  return {
    accessTokens: createAccessTokens({ secret: env.JWT_SECRET ?? null, now: () => Date.now() }),
    rateLimits: createRateLimits(rateLimitSettings(env), () => Date.now()),
    otherOrigins: env.CORS_ORIGINS,
    trustedProxies: env.TRUSTED_PROXIES,
    broadcastSettings: broadcastSettings(env),
    publicBaseUrl: publicBaseUrlOf(env),
    workflowPage: workflowPages(env),
    webhookSecrets: webhookSecretsOf(env),
    shopCurrency: env.SHOP_CURRENCY,
    sendsEmail: env.SMTP_URL !== undefined && env.ALERT_FROM !== undefined,
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
    broadcastStarter: createBroadcastClient(temporal),
    checkoutStarter: createCheckoutClient(temporal),
    conversationStarter: createConversationClient(temporal),
    enrollmentStarter: createEnrollmentClient(temporal),
    sendStarter: createSendClient(temporal),
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
  };
}

/** Every repository the routes read and write through. */
export function repositories(db: Database, secretBox: SecretBox, suppressedAddresses: SuppressedAddresses) {
  const enrollments = createEnrollments(db);
  return {
    ...accountRepositories(db),
    agentVersions: createAgentVersions(db),
    ...alertRepositories(db, secretBox),
    analyticsReports: createAnalyticsReports(db),
    auditLog: createAuditLog(db),
    bots: createBots(db),
    botSecrets: createBotSecrets(db, secretBox),
    broadcastRecipients: createBroadcastRecipients(db),
    broadcasts: createBroadcasts(db),
    bulkContacts: createBulkContacts(db, suppressedAddresses),
    carts: createCarts(db),
    consent: createConsent(db),
    contacts: createContacts(db, suppressedAddresses),
    contactTags: createContactTags(db),
    dayScenarios: createDayScenarios(db),
    decisions: createDecisions(db),
    dialogs: createDialogs(db),
    dialogLists: createDialogLists(db),
    enrollments,
    inboundMessages: createInboundMessages(db),
    languageModels: createLanguageModels(db, secretBox),
    listStatistics: createListStatistics(db),
    liveEvents: createLiveEvents(db),
    mediaFiles: createMediaFiles(db),
    modelUsage: createModelUsage(db),
    operators: createOperators(db),
    operatorSessions: createOperatorSessions(db),
    orders: createOrders(db),
    parkedMessages: createParkedMessages(db),
    payments: createPayments(db),
    platformCredentials: createPlatformCredentials(db, secretBox),
    products: createProducts(db),
    programContacts: createProgramContacts(db),
    programs: createPrograms(db),
    progressReports: createProgressReports(db, enrollments),
    runReports: createRunReports(db),
    scenarios: createScenarios(db),
    sendLedger: createSendLedger(db),
    sendLists: createSendLists(db),
    sendQueue: createSendQueue(db),
    shopUsers: createShopUsers(db),
    signInFailures: createSignInFailures(db),
    simulatorMessages: createSimulatorMessages(db),
    unwantedRecipients: createUnwantedRecipients(db),
    testTill: createTestTill(db),
  };
}

function accountRepositories(db: Database) {
  return { accounts: createAccounts(db), business: createBusiness(db) };
}

function alertRepositories(db: Database, secretBox: SecretBox) {
  return {
    alertActions: createAlertActions(db),
    alertChecks: createAlertChecks(db),
    alertRules: createAlertRules(db),
    alerts: createAlerts(db),
    alertSecrets: createAlertSecrets(db, secretBox),
    webhookRefusals: createWebhookRefusals(db),
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
