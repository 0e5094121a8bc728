import type { AccessCheck } from '../channels/access-check';
import type { WebhookSet, WebhookSettings } from '../channels/telegram/set-webhook';
import type { BridgeSessions } from '../channels/whatsapp-web/sessions';
import type { MediaLibrary } from '../db/media-files/media-library';
import type { MediaLinks } from '../db/media-files/media-links';
import type { AccountRemoval } from '../db/repositories/account-removal';
import type { Accounts } from '../db/repositories/accounts';
import type { AgentTurnLists } from '../db/repositories/agent-turn-lists';
import type { AgentVersions } from '../db/repositories/agent-versions';
import type { AlertActions } from '../db/repositories/alert-actions';
import type { AlertRules } from '../db/repositories/alert-rules';
import type { AlertChecks } from '../db/repositories/alert-checks';
import type { AlertSecrets } from '../db/repositories/alert-secrets';
import type { Alerts } from '../db/repositories/alerts';
import type { AnalyticsReports } from '../db/repositories/analytics-reports';
import type { AuditLog } from '../db/repositories/audit-log';
import type { BotSecrets } from '../db/repositories/bot-secrets';
import type { Bots } from '../db/repositories/bots';
import type { BroadcastRecipients } from '../db/repositories/broadcast-recipients';
import type { Broadcasts } from '../db/repositories/broadcasts';
import type { Business } from '../db/repositories/business-settings';
import type { BulkContacts } from '../db/repositories/bulk-contacts';
import type { Carts } from '../db/repositories/carts';
import type { Consent } from '../db/repositories/consent';
import type { ContactTags } from '../db/repositories/contact-tags';
import type { Contacts } from '../db/repositories/contacts';
import type { DialogLists } from '../db/repositories/dialog-lists';
import type { DialogSends } from '../db/repositories/dialog-sends';
import type { Dialogs } from '../db/repositories/dialogs';
import type { DayScenarios } from '../db/repositories/day-scenarios';
import type { Demonstrations } from '../db/repositories/demonstrations';
import type { Decisions } from '../db/repositories/decisions';
import type { Enrollments } from '../db/repositories/enrollments';
import type { Erasure } from '../db/repositories/erasure';
import type { InboundMessages } from '../db/repositories/inbound-messages';
import type { LanguageModels } from '../db/repositories/language-models';
import type { LiveEvents } from '../db/repositories/live-events';
import type { ListStatistics } from '../db/repositories/list-statistics';
import type { MediaFiles } from '../db/repositories/media-files';
import type { MessageTemplates } from '../db/repositories/message-templates';
import type { ModelUsage } from '../db/repositories/model-usage';
import type { OperatorSessions } from '../db/repositories/operator-sessions';
import type { Operators } from '../db/repositories/operators';
import type { OperatorReplies } from '../db/repositories/operator-replies';
import type { OrderTimeline } from '../db/repositories/order-timeline';
import type { Orders } from '../db/repositories/orders';
import type { Payments } from '../db/repositories/payments';
import type { ParkedMessages } from '../db/repositories/parked-messages';
import type { PlatformCredentials } from '../db/repositories/platform-credentials';
import type { Products } from '../db/repositories/products';
import type { ProgramContacts } from '../db/repositories/program-contacts';
import type { Programs } from '../db/repositories/programs';
import type { ProgressReports } from '../db/repositories/progress-reports';
import type { RunReports } from '../db/repositories/run-reports';
import type { Scenarios } from '../db/repositories/scenarios';
import type { Senders } from '../db/repositories/senders';
import type { SendLedger } from '../db/repositories/send-ledger';
import type { SendLists } from '../db/repositories/send-lists';
import type { SendQueue } from '../db/repositories/send-queue';
import type { ShopLists } from '../db/repositories/shop-lists';
import type { ShopUsers } from '../db/repositories/shop-users';
import type { SignInFailures } from '../db/repositories/sign-in-failures';
import type { SimulatorMessages } from '../db/repositories/simulator-messages';
import type { WebhookRefusals } from '../db/repositories/webhook-refusals';
import type { UnwantedRecipients } from '../db/repositories/unwanted-recipients';
import type { TestTillRows } from '../db/repositories/test-till';
import type { Transcripts } from '../db/transcripts/transcripts';
import type { NamedCredentials } from '../domain/conversations/platform-credentials';
import type { ConversationPorts } from '../domain/conversations/ports';
import type { SecretBox } from '../db/secrets/secret-box';
import type { MessagePrices } from '../domain/broadcasts/message-prices';
import type { LanguageModelPorts } from '../domain/llm/ports';
import type { ChannelName } from '../domain/messaging/channel-name';
import type { SendEmail } from '../domain/messaging/email';
import type { Currency } from '../domain/shop/money';
import type { EpochMs, ZoneClock } from '../domain/time/moments';
import type { Logger } from '../observability/logger';
import type { Metrics } from '../observability/metrics';
import type { AccessTokens } from './access/access-tokens';
import type { RateLimits } from './access/rate-limits';
import type { ReadinessCheck } from './health';
import type { Calendar } from './calendar/open-calendar';
import type { HandledMarks } from './inbound/handled-marks';
import type { InboundQueue } from './inbound/inbound-queue';
import type { InlineReplies } from './inbound/inline-replies';
import type { WebhookBots } from './inbound/webhook-bots';
import type { LiveHub } from './live/live-hub';
import type { PaymentProviders } from './payment-providers';
import type {
  AccountWorkEnder,
  BroadcastStarter,
  CheckoutStarter,
  ConversationStarter,
  EnrollmentStarter,
  SendStarter,
  TemplateSyncer,
} from './temporal/ports';

/** The shared secrets of incoming webhooks; one that is not set lets nobody in. */
export interface WebhookSecrets {
  twilioAuthToken: string | null;
  botpressSecret: string | null;
  /** Of the bridge to WhatsApp Web. */
  whatsappWebToken: string | null;
}

/** What the lists of broadcasts may be, and how the batches made of them are sent. */
export interface BroadcastSettings {
  maxBytes: number;
  maxRows: number;
  /** Messages in a batch, and batches at once. */
  batchSize: number;
  lanes: number;
  /** Between two messages of a broadcast that names no rate; 0 for none. */
  intervalMs: number;
  /** What messages cost; null where nobody said. */
  prices: MessagePrices | null;
  /** What this process is called in its own state. */
  instanceId: string;
}

/** Everything the routes need, built once in server.ts. */
export interface ApiDeps {
  accounts: Accounts;
  accountRemoval: AccountRemoval;
  agentVersions: AgentVersions;
  agentTurnLists: AgentTurnLists;
  alertActions: AlertActions;
  alertChecks: AlertChecks;
  alertRules: AlertRules;
  alerts: Alerts;
  analyticsReports: AnalyticsReports;
  alertSecrets: AlertSecrets;
  auditLog: AuditLog;
  bots: Bots;
  botSecrets: BotSecrets;
  broadcastRecipients: BroadcastRecipients;
  broadcasts: Broadcasts;
  bulkContacts: BulkContacts;
  business: Business;
  carts: Carts;
  consent: Consent;
  contacts: Contacts;
  contactTags: ContactTags;
  decisions: Decisions;
  demonstrations: Demonstrations;
  dayScenarios: DayScenarios;
  dialogs: Dialogs;
  dialogLists: DialogLists;
  dialogSends: DialogSends;
  enrollments: Enrollments;
  erasure: Erasure;
  inboundMessages: InboundMessages;
  languageModels: LanguageModels;
  listStatistics: ListStatistics;
  liveEvents: LiveEvents;
  mediaFiles: MediaFiles;
  mediaLibrary: MediaLibrary;
  mediaLinks: MediaLinks;
  messageTemplates: MessageTemplates;
  modelUsage: ModelUsage;
  operatorReplies: OperatorReplies;
  operators: Operators;
  operatorSessions: OperatorSessions;
  orders: Orders;
  orderTimeline: OrderTimeline;
  parkedMessages: ParkedMessages;
  payments: Payments;
  platformCredentials: PlatformCredentials;
  products: Products;
  programContacts: ProgramContacts;
  programs: Programs;
  progressReports: ProgressReports;
  runReports: RunReports;
  scenarios: Scenarios;
  sendLedger: SendLedger;
  sendLists: SendLists;
  sendQueue: SendQueue;
  shopLists: ShopLists;
  shopUsers: ShopUsers;
  signInFailures: SignInFailures;
  simulatorMessages: SimulatorMessages;
  testTill: TestTillRows;
  transcripts: Transcripts;
  unwantedRecipients: UnwantedRecipients;
  webhookRefusals: WebhookRefusals;

  /** What operators carry who signed in with tokens. */
  accessTokens: AccessTokens;
  /** How often anybody may ask. */
  rateLimits: RateLimits;
  /** Whose pages may ask with a key or a token (CORS); our own need no mention. */
  otherOrigins: readonly string[];
  /** Whose word counts about where a request comes from (`x-forwarded-for`); nobody's by default. */
  trustedProxies: readonly string[];
  /** Whether the demonstration can be looked at without a password. */
  demonstrationIsOpen: boolean;
  accountWorkEnder: AccountWorkEnder;
  broadcastStarter: BroadcastStarter;
  /** Working hours and appointments, and the calendars that show them. */
  calendar: Calendar;
  /** Who takes the money for orders. */
  paymentProviders: PaymentProviders;

  checkoutStarter: CheckoutStarter;
  conversationStarter: ConversationStarter;
  enrollmentStarter: EnrollmentStarter;
  senders: Senders;
  sendStarter: SendStarter;
  templateSyncer: TemplateSyncer;

  /** Patterns and expressions of scenarios, for checking and playing them. */
  conversationPorts: ConversationPorts;
  /** Language models themselves, for trying one and for asking local servers. */
  languageModelPorts: LanguageModelPorts;

  /** Gives an email to the mail server; null where there is none. */
  sendEmail: SendEmail | null;

  broadcastSettings: BroadcastSettings;
  /** Whether some worker takes broadcasts just now. */
  broadcastWorkerRuns: () => Promise<boolean>;

  /** Who watches at this process. */
  liveHub: LiveHub;

  readinessChecks: readonly ReadinessCheck[];
  metrics: Metrics;
  logger: Logger;
  now: () => EpochMs;
  zoneClock: ZoneClock;
  /** Where providers reach this API, without a slash at the end: what their signatures are made over. */
  publicBaseUrl: string;
  webhookSecrets: WebhookSecrets;
  webhookBots: WebhookBots;
  /** Tells Telegram where to post a bot's updates. */
  telegramWebhook: (settings: Pick<WebhookSettings, 'credentials' | 'url'>) => Promise<WebhookSet>;
  /** Asks a provider whether a bot's credentials work; null where there is nothing to ask. */
  checkAccess: (named: NamedCredentials, botId: string) => Promise<AccessCheck | null>;
  /** The sessions of WhatsApp Web; null where this server was started without it. */
  bridgeSessions: BridgeSessions | null;
  /** The page of a workflow in the Temporal Web UI, by its id; null where nobody said where that is. */
  workflowPage: (workflowId: string) => string | null;
  /** What a message leads to after it was stored; `idle` before the database goes. */
  inboundQueue: InboundQueue;
  handledMarks: HandledMarks;
  /** Replies that the answer to a webhook carries. */
  inlineReplies: InlineReplies;
  /** Seals credentials and secrets; without a key it cannot. */
  secretBox: SecretBox;
  /** The channels that are set up; the simulator always is. */
  availableChannels: readonly ChannelName[];
  /** The channel of an enrollment or a send that names none. */
  defaultChannel: ChannelName;
  /** The currency of a price that names none. */
  shopCurrency: Currency;
  /** Aborts when the process is about to stop: long polls end. */
  stopping: AbortSignal;
}
