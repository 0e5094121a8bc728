import '../quiet-temporal';
import { randomUUID } from 'node:crypto';
import type { WorkerOptions } from '@temporalio/worker';
import { createEnginePorts } from '../../../activities/conversations/engine-ports';
import type { ConversationsDeps } from '../../../activities/conversations/conversations-deps';
import { createConversationsActivities } from '../../../activities/conversations.activities';
import { luxonZoneClock } from '../../../activities/zone-clock';
import { createConversationClient } from '../../../api/temporal/conversation-client';
import type { BotMode } from '../../../db/entities/bot.entity';
import { createAccounts } from '../../../db/repositories/accounts';
import { createAgentVersions } from '../../../db/repositories/agent-versions';
import { createBots } from '../../../db/repositories/bots';
import { createDialogs } from '../../../db/repositories/dialogs';
import { createInboundMedia } from '../../../db/repositories/inbound-media';
import { createInboundMessages } from '../../../db/repositories/inbound-messages';
import { createScenarios } from '../../../db/repositories/scenarios';
import { createTurnDialogs } from '../../../db/repositories/turn-dialogs';
import { createTurnMessages } from '../../../db/repositories/turn-messages';
import { createTurnSends } from '../../../db/repositories/turn-sends';
import { createPostgresTranscripts } from '../../../db/transcripts/postgres-transcripts';
import { DEFAULT_AGENT, type AgentConfiguration } from '../../../domain/agent/configuration';
import type { Scenario } from '../../../domain/conversations/scenario';
import { silentLogger } from '../framework-deps';
import { createFakeStarters } from '../fake-starters';
import { composeActivities } from '../../../workers/compose-activities';
import { composeSweeps, type SweepSettings } from '../../../workers/compose-sweeps';
import { composeAgents, type AgentSettings } from '../../../workers/compose-agents';
import { TASK_QUEUES } from '../../../workers/task-queues';
import { agentSettings } from '../agent/agent-settings';
import { startRigWorker } from '../rig-worker';
import { createOutside } from '../scripted-channel';
import { createTestDatabase } from '../test-database';
import { createTimeSkippingEnvironment } from '../time-skipping';
import { createScriptedWorld } from './scripted-world';
import { createRigPerson, type RigPerson } from './rig-person';

export interface ConversationRigOptions {
  worker?: Partial<WorkerOptions>;
  agent?: Partial<AgentSettings>;
}

export interface Who {
  phone?: string;
  /** Of the scripted channels, `twilio` can list what it took and `simulator` cannot. */
  channel?: 'simulator' | 'twilio';
}

export type ConversationRig = Awaited<ReturnType<typeof createConversationRig>>;

/** Conversations as they run in production: real workflow, activities and Postgres, scripted outside. */
export async function createConversationRig(options: ConversationRigOptions = {}) {
  const database = await createTestDatabase();
  const db = database.dataSource;
  const env = await createTimeSkippingEnvironment();
  const now = () => env.currentTimeMs();
  const outside = createOutside(now);
  const parts = composeActivities(db, {
    channels: outside.channels,
    clock: now,
    checkDelays: [60_000, 300_000, 900_000],
    progressTable: null,
  });
  const account = await createAccounts(db).create('Test');
  const scripted = createScriptedWorld(createInboundMedia(db));
  const dialogs = createDialogs(db);
  const scenarios = createScenarios(db);
  const bots = createBots(db);
  const transcripts = createPostgresTranscripts(db);
  const versions = createAgentVersions(db);
  const conversations: ConversationsDeps = {
    dialogs: createTurnDialogs(db),
    scenarios,
    messages: createTurnMessages(db),
    sends: createTurnSends(db),
    transcripts,
    dispatcher: parts.dispatcher,
    channels: parts.channels,
    ports: createEnginePorts(),
    callBackend: scripted.callBackend,
    arrange: scripted.arrange,
    fetchFile: scripted.fetchFile,
    programs: scripted.programs,
    clock: now,
    localDate: (at, zone) => luxonZoneClock.toLocal(at, zone).date,
  };
  const activities = {
    ...createConversationsActivities(conversations),
    ...composeAgents(db, conversations, agentSettings(options.agent)),
  };
  const startWorker = () =>
    startRigWorker(env, { taskQueue: TASK_QUEUES.conversations, activities, ...options.worker });
  let worker = await startWorker();
  const starter = createConversationClient(env.client);
  const makeBot = async (mode: BotMode) => {
    const bot = await bots.create(account.id, { name: randomUUID(), description: null, mode });
    if (!bot) throw new Error('The name of a test bot is taken');
    return bot;
  };
  const tell = (botId: string, told: Partial<AgentConfiguration>) =>
    versions.publish(account.id, botId, { ...DEFAULT_AGENT.configuration, ...told });
  const rig = {
    ...parts,
    ...scripted,
    env,
    activities,
    client: env.client,
    database,
    outside,
    dialogs,
    scenarios,
    bots,
    transcripts,
    inboundMessages: createInboundMessages(db),
    turnMessages: conversations.messages,
    starter,
    accountId: account.id,
    now,
    /** Publishes the next version of a bot's agent. */
    tell,
    /** A bot that its agent answers for, as it is told to be. */
    async agentBot(told: Partial<AgentConfiguration> = {}): Promise<string> {
      const bot = await makeBot('agent');
      await tell(bot.id, told);
      return bot.id;
    },
    /** A bot with one active scenario. */
    async bot(scenario: Scenario, mode: BotMode = 'scenario') {
      const bot = await makeBot(mode);
      const row = await scenarios.create(account.id, bot.id, scenario);
      if (!row) throw new Error('The name of a test scenario is taken');
      await scenarios.activate(account.id, row.id);
      return { botId: bot.id, scenarioId: row.id };
    },
    person: (botId: string, { phone = anyPhone(), channel = 'simulator' }: Who = {}): Promise<RigPerson> =>
      createRigPerson(rig, { botId, phone, channel }),
    /** What the platform's sweep does for sends. */
    async sweepSends(): Promise<void> {
      for (const id of await parts.ledger.dueForSweep(await now(), 100)) {
        const send = await parts.ledger.get(id);
        if (send) await parts.dispatcher.dispatch(send);
      }
    },
    /** What the platform's sweep does for messages; nobody here is in a program. */
    async sweepMessages(): Promise<void> {
      const settings: Partial<SweepSettings> = {
        ...createFakeStarters(),
        ...{ conversationStarter: starter, transcripts, logger: silentLogger(), clock: now },
      };
      await composeSweeps(db, parts, settings as SweepSettings).handleMessages();
    },
    async restartWorker(): Promise<void> {
      await worker.stop();
      worker = await startWorker();
    },
    async close(): Promise<void> {
      await worker.stop();
      await env.teardown();
      await database.drop();
    },
  };
  return rig;
}

function anyPhone(): string {
  return `+5730${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
}
