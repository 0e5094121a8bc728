import type { Client } from '@temporalio/client';
import type { Env } from '../config/env';
import { secretKeysOf } from '../config/secret-keys';
import type { createDataSource } from '../db/data-source';
import { checkDatabase, createMigrationsCheck } from '../db/readiness';
import { createAccounts } from '../db/repositories/accounts';
import { createBotSecrets } from '../db/repositories/bot-secrets';
import { createBots } from '../db/repositories/bots';
import { createContacts } from '../db/repositories/contacts';
import { createDecisions } from '../db/repositories/decisions';
import { createDialogs } from '../db/repositories/dialogs';
import { createEnrollments } from '../db/repositories/enrollments';
import { createInboundMessages } from '../db/repositories/inbound-messages';
import { createPlatformCredentials } from '../db/repositories/platform-credentials';
import { createProgramContacts } from '../db/repositories/program-contacts';
import { createPrograms } from '../db/repositories/programs';
import { createProgressReports } from '../db/repositories/progress-reports';
import { createRunReports } from '../db/repositories/run-reports';
import { createScenarios } from '../db/repositories/scenarios';
import { createSendLedger } from '../db/repositories/send-ledger';
import { createSendLists } from '../db/repositories/send-lists';
import { createSimulatorMessages } from '../db/repositories/simulator-messages';
import type { ConversationPorts } from '../domain/conversations/ports';
import { createSecretBox, type SecretBox } from '../db/secrets/secret-box';
import type { ChannelName } from '../domain/messaging/channel-name';
import type { ZoneClock } from '../domain/time/moments';
import type { Logger } from '../observability/logger';
import { createMetrics } from '../observability/metrics';
import type { ApiDeps } from './api-deps';
import type { ReadinessCheck } from './health';
import { createConversationClient } from './temporal/conversation-client';
import { createEnrollmentClient } from './temporal/enrollment-client';
import { createSendClient } from './temporal/send-client';

type Database = ReturnType<typeof createDataSource>;

/** What a process must already have to serve the API. */
export interface ApiParts {
  env: Env;
  db: Database;
  temporal: Client;
  logger: Logger;
  zoneClock: ZoneClock;
  conversationPorts: ConversationPorts;
  stopping: AbortSignal;
}

const TEMPORAL_CHECK_MS = 1500;

/** Builds what the routes need, once a process. */
export function composeApiDeps({
  env,
  db,
  temporal,
  logger,
  zoneClock,
  conversationPorts,
  stopping,
}: ApiParts): ApiDeps {
  const availableChannels = channelsOf(env);
  const secretBox = createSecretBox(secretKeysOf(env));
  return {
    ...repositories(db, secretBox),
    conversationStarter: createConversationClient(temporal),
    enrollmentStarter: createEnrollmentClient(temporal),
    sendStarter: createSendClient(temporal),
    readinessChecks: readinessChecks(db, temporal),
    metrics: createMetrics(() => createSendLists(db).platformSummary()),
    logger,
    now: () => Date.now(),
    zoneClock,
    conversationPorts,
    publicBaseUrl: (env.PUBLIC_BASE_URL ?? `http://${env.HILO_HOST}:${env.HILO_PORT}`).replace(/\/+$/, ''),
    webhookSecrets: {
      twilioAuthToken: env.TWILIO_AUTH_TOKEN ?? null,
      botpressSecret: env.BOTPRESS_WEBHOOK_SECRET ?? null,
    },
    secretBox,
    availableChannels,
    defaultChannel: availableChannels.includes('twilio') ? 'twilio' : 'simulator',
    stopping,
  };
}

/** Every repository the routes read and write through. */
export function repositories(db: Database, secretBox: SecretBox) {
  const enrollments = createEnrollments(db);
  return {
    accounts: createAccounts(db),
    bots: createBots(db),
    botSecrets: createBotSecrets(db, secretBox),
    contacts: createContacts(db),
    decisions: createDecisions(db),
    dialogs: createDialogs(db),
    enrollments,
    inboundMessages: createInboundMessages(db),
    platformCredentials: createPlatformCredentials(db, secretBox),
    programContacts: createProgramContacts(db),
    programs: createPrograms(db),
    progressReports: createProgressReports(db, enrollments),
    runReports: createRunReports(db),
    scenarios: createScenarios(db),
    sendLedger: createSendLedger(db),
    sendLists: createSendLists(db),
    simulatorMessages: createSimulatorMessages(db),
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
