import type { createDataSource } from '../db/data-source';
import { createAccountRemoval } from '../db/repositories/account-removal';
import { createAccounts } from '../db/repositories/accounts';
import { createAgentTurnLists } from '../db/repositories/agent-turn-lists';
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
import { createDemonstrations } from '../db/repositories/demonstrations';
import { createDecisions } from '../db/repositories/decisions';
import { createDialogLists } from '../db/repositories/dialog-lists';
import { createDialogSends } from '../db/repositories/dialog-sends';
import { createDialogs } from '../db/repositories/dialogs';
import { createEnrollments } from '../db/repositories/enrollments';
import { createInboundMessages } from '../db/repositories/inbound-messages';
import { createLanguageModels } from '../db/repositories/language-models';
import { createListStatistics } from '../db/repositories/list-statistics';
import { createLiveEvents } from '../db/repositories/live-events';
import { createMediaFiles } from '../db/repositories/media-files';
import { createMessageTemplates } from '../db/repositories/message-templates';
import { createModelUsage } from '../db/repositories/model-usage';
import { createOperatorSessions } from '../db/repositories/operator-sessions';
import { createOperators } from '../db/repositories/operators';
import { createOrderTimeline } from '../db/repositories/order-timeline';
import { createOrders } from '../db/repositories/orders';
import { createParkedMessages } from '../db/repositories/parked-messages';
import { createPayments } from '../db/repositories/payments';
import { createPlatformCredentials } from '../db/repositories/platform-credentials';
import { createProducts } from '../db/repositories/products';
import { createProgramContacts } from '../db/repositories/program-contacts';
import { createPrograms } from '../db/repositories/programs';
import { createProgressReports } from '../db/repositories/progress-reports';
import { createRunReports } from '../db/repositories/run-reports';
import { createScenarios } from '../db/repositories/scenarios';
import { createSendLedger } from '../db/repositories/send-ledger';
import { createSendLists } from '../db/repositories/send-lists';
import { createSendQueue } from '../db/repositories/send-queue';
import { createSenders } from '../db/repositories/senders';
import { createShopLists } from '../db/repositories/shop-lists';
import { createShopUsers } from '../db/repositories/shop-users';
import { createSignInFailures } from '../db/repositories/sign-in-failures';
import { createSimulatorMessages } from '../db/repositories/simulator-messages';
import { createTestTill } from '../db/repositories/test-till';
import { type SuppressedAddresses } from '../db/repositories/suppressed-addresses';
import { createWebhookRefusals } from '../db/repositories/webhook-refusals';
import { createUnwantedRecipients } from '../db/repositories/unwanted-recipients';
import { type SecretBox } from '../db/secrets/secret-box';

type Database = ReturnType<typeof createDataSource>;

/** Every repository the routes read and write through. */
export function repositories(db: Database, secretBox: SecretBox, suppressedAddresses: SuppressedAddresses) {
  const enrollments = createEnrollments(db);
  return {
    ...accountRepositories(db),
    agentVersions: createAgentVersions(db),
    agentTurnLists: createAgentTurnLists(db),
    ...alertRepositories(db, secretBox),
    analyticsReports: createAnalyticsReports(db),
    auditLog: createAuditLog(db),
    bots: createBots(db),
    botSecrets: createBotSecrets(db, secretBox),
    broadcastRecipients: createBroadcastRecipients(db),
    broadcasts: createBroadcasts(db),
    bulkContacts: createBulkContacts(db, suppressedAddresses),
    consent: createConsent(db),
    contacts: createContacts(db, suppressedAddresses),
    contactTags: createContactTags(db),
    dayScenarios: createDayScenarios(db),
    decisions: createDecisions(db),
    dialogs: createDialogs(db),
    dialogLists: createDialogLists(db),
    dialogSends: createDialogSends(db),
    enrollments,
    inboundMessages: createInboundMessages(db),
    languageModels: createLanguageModels(db, secretBox),
    listStatistics: createListStatistics(db),
    liveEvents: createLiveEvents(db),
    mediaFiles: createMediaFiles(db),
    modelUsage: createModelUsage(db),
    operators: createOperators(db),
    operatorSessions: createOperatorSessions(db),
    parkedMessages: createParkedMessages(db),
    platformCredentials: createPlatformCredentials(db, secretBox),
    programContacts: createProgramContacts(db),
    programs: createPrograms(db),
    progressReports: createProgressReports(db, enrollments),
    runReports: createRunReports(db),
    scenarios: createScenarios(db),
    ...sendRepositories(db),
    ...shopRepositories(db),
    signInFailures: createSignInFailures(db),
    simulatorMessages: createSimulatorMessages(db),
    unwantedRecipients: createUnwantedRecipients(db),
  };
}

function accountRepositories(db: Database) {
  return {
    accounts: createAccounts(db),
    accountRemoval: createAccountRemoval(db),
    business: createBusiness(db),
    demonstrations: createDemonstrations(db),
  };
}

function sendRepositories(db: Database) {
  return {
    messageTemplates: createMessageTemplates(db),
    senders: createSenders(db),
    sendLedger: createSendLedger(db),
    sendLists: createSendLists(db),
    sendQueue: createSendQueue(db),
  };
}

function shopRepositories(db: Database) {
  return {
    carts: createCarts(db),
    orders: createOrders(db),
    orderTimeline: createOrderTimeline(db),
    payments: createPayments(db),
    products: createProducts(db),
    shopLists: createShopLists(db),
    shopUsers: createShopUsers(db),
    testTill: createTestTill(db),
  };
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
