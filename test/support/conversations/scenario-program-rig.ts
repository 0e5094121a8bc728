import '../quiet-temporal';
import { mkdtemp, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEnginePorts } from '../../../activities/conversations/engine-ports';
import { luxonZoneClock } from '../../../activities/zone-clock';
import { createConversationClient } from '../../../api/temporal/conversation-client';
import { createEnrollmentClient } from '../../../api/temporal/enrollment-client';
import { createMediaLibrary } from '../../../db/media-files/media-library';
import { openMediaStore } from '../../../db/media-files/open-media-store';
import { createAccounts } from '../../../db/repositories/accounts';
import { createBots } from '../../../db/repositories/bots';
import { createDecisions } from '../../../db/repositories/decisions';
import { createDialogs } from '../../../db/repositories/dialogs';
import { createInboundMessages } from '../../../db/repositories/inbound-messages';
import { createMediaFiles } from '../../../db/repositories/media-files';
import { createScenarios } from '../../../db/repositories/scenarios';
import { createPostgresTranscripts } from '../../../db/transcripts/postgres-transcripts';
import type { Scenario } from '../../../domain/conversations/scenario';
import type { ProgramDefinition } from '../../../domain/programs/definition';
import { composeActivities } from '../../../workers/compose-activities';
import { rigCalendar } from './rig-calendar';
import { agentSettings } from '../agent/agent-settings';
import { composeConversations } from '../../../workers/compose-conversations';
import { createProgramEffects } from '../../../workers/program-effects';
import { TASK_QUEUES } from '../../../workers/task-queues';
import { createRigProgram } from '../rig-program';
import { startRigWorker } from '../rig-worker';
import { createOutside } from '../scripted-channel';
import { createTestDatabase } from '../test-database';
import { createTimeSkippingEnvironment } from '../time-skipping';
import { createRigPerson, type RigPerson } from './rig-person';

export type ScenarioProgramRig = Awaited<ReturnType<typeof createScenarioProgramRig>>;

/** A program whose days a bot plays: both workflows, their activities and Postgres as in production. */
export async function createScenarioProgramRig() {
  const database = await createTestDatabase();
  const db = database.dataSource;
  const env = await createTimeSkippingEnvironment();
  const folder = await mkdtemp(join(tmpdir(), 'hilo-media-'));
  const now = () => env.currentTimeMs();
  const outside = createOutside(now);
  const starter = createConversationClient(env.client);
  const enrollmentStarter = createEnrollmentClient(env.client);
  const parts = composeActivities(db, {
    channels: outside.channels,
    beginConversation: async (dialog, start) => (await starter.start(dialog, start)).kind === 'signalled',
    clock: now,
    checkDelays: [60_000, 300_000, 900_000],
    progressTable: null,
  });
  const files = createMediaFiles(db);
  const transcripts = createPostgresTranscripts(db);
  const conversations = composeConversations(db, parts, {
    media: { files, library: createMediaLibrary({ files, store: openMediaStore({ folder, s3: null }) }) },
    transcripts,
    ports: createEnginePorts(),
    callBackend: () => Promise.resolve({ kind: 'answered', status: 200, body: {} }),
    programs: createProgramEffects({ ...parts, enrollmentStarter, availableChannels: ['simulator'] }),
    agent: agentSettings(),
    calendar: rigCalendar(db, () => Date.now()),
    localDate: (at) => luxonZoneClock.toLocal(at, 'America/Bogota').date,
  });
  const workers = [
    await startRigWorker(env, { taskQueue: TASK_QUEUES.programs, activities: parts.activities }),
    await startRigWorker(env, { taskQueue: TASK_QUEUES.conversations, activities: conversations }),
  ];
  const account = await createAccounts(db).create('Test');
  const bots = createBots(db);
  const scenarios = createScenarios(db);
  const rig = {
    ...parts,
    env,
    client: env.client,
    database,
    outside,
    starter,
    transcripts,
    dialogs: createDialogs(db),
    inboundMessages: createInboundMessages(db),
    decisions: createDecisions(db),
    accountId: account.id,
    taskQueue: TASK_QUEUES.programs,
    now,
    /** A bot of this name with one scenario, which need not be its active one. */
    async bot(name: string, scenario: Scenario): Promise<string> {
      const bot = await bots.create(account.id, { name, description: null, mode: 'scenario' });
      if (!bot || !(await scenarios.create(account.id, bot.id, scenario))) {
        throw new Error(`The test has a bot ${name} already`);
      }
      return bot.id;
    },
    program: (definition: ProgramDefinition) =>
      createRigProgram(rig, { ...definition, name: `${definition.name} ${randomUUID()}` }),
    person: (botId: string, phone: string): Promise<RigPerson> =>
      createRigPerson(rig, { botId, phone, channel: 'simulator' }),
    fileAnswers: new Map(),
    async close(): Promise<void> {
      await Promise.all(workers.map((worker) => worker.stop()));
      await env.teardown();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return rig;
}
