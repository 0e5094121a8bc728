import { uuidv7 } from 'uuidv7';
import { keyText, randomKeyParts } from '../../cli/account/fresh-key';
import { checkTemporal } from '../../cli/doctor/check-temporal';
import { listReleases, promoteRelease } from '../../cli/releases/worker-releases';
import { readEnv } from '../../config/env';
import { createAccounts } from '../../db/repositories/accounts';
import { DEFAULT_POLICY } from '../../domain/programs/definition';
import { conversationWorkflowId } from '../../workflows/conversations/contract';
import { enrollmentWorkflowId, pauseEnrollment } from '../../workflows/programs/contract';
import { attachSimulator, createEchoBot } from '../support/conversations/echo-bots';
import { enrollMany } from '../support/enroll-many';
import { until } from '../support/pace';
import { startPlatform, type Platform, type PlatformProcess } from '../support/platform';
import { smallProgram } from '../support/programs/small-program';

const [ANA, BEA] = ['+573001112233', '+573001112244'];
const HOUR_MS = 3_600_000;

let platform: Platform;
let key: string;
let old: PlatformProcess;
let enrollmentId: string;

beforeAll(async () => {
  const secretKey = keyText(randomKeyParts());
  platform = await startPlatform({ HILO_SECRET_KEY: secretKey });
  const { accountId, botId } = await createEchoBot(platform.db, secretKey, []);
  await attachSimulator(platform.db, accountId, botId);
  ({ key } = await createAccounts(platform.db).issueKey(accountId, 'test'));
  await platform.startApi();
});
afterAll(() => platform.stop());

/** Writes, and waits for the bot's answer. */
async function talk(phone: string, text: string): Promise<void> {
  const answers = async () => {
    const [row] = await platform.db.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM send JOIN contact ON contact.id = send.contact_id
        WHERE contact.phone = $1 AND send.state = 'accepted'`,
      [phone],
    );
    return row?.count ?? 0;
  };
  const before = await answers();
  await fetch(`${platform.apiUrl}/api/simulator/${encodeURIComponent(phone)}/messages`, {
    method: 'POST',
    headers: { 'x-api-key': key, 'content-type': 'application/json' },
    body: JSON.stringify({ id: uuidv7(), text }),
  });
  await until({ for: 'an answer', look: answers, is: (count) => count > before });
}

async function conversationOf(phone: string): Promise<string> {
  const [row] = await platform.db.query<{ id: string }[]>(
    'SELECT id FROM bot_dialog_state WHERE platform_chat_id = $1',
    [phone],
  );
  return conversationWorkflowId(row?.id ?? '');
}

/** The workflow tasks of one run that are over. */
async function tasksOf(workflowId: string, runId?: string) {
  const { events } = await platform.client.workflow.getHandle(workflowId, runId).fetchHistory();
  return (events ?? []).flatMap(({ workflowTaskCompletedEventAttributes: done }) => done ?? []);
}

/** The releases that took the tasks of one run, in order, each once. */
async function releasesOf(workflowId: string, runId?: string): Promise<string[]> {
  const tasks = await tasksOf(workflowId, runId);
  return [...new Set(tasks.flatMap(({ deploymentVersion }) => deploymentVersion?.buildId ?? []))];
}

/** The same once there are some: an answer goes out within a task, which the server hears of when the task is over. */
function releasesSeen(workflowId: string): Promise<string[]> {
  const look = () => releasesOf(workflowId);
  return until({ for: `a task of ${workflowId} on a release`, look, is: (found) => found.length > 0 });
}

async function runOf(workflowId: string): Promise<string> {
  return (await platform.client.workflow.getHandle(workflowId).describe()).runId;
}

async function newRun(workflowId: string, former: string): Promise<void> {
  await until({ for: 'a new run', look: () => runOf(workflowId), is: (run) => run !== former });
}

/** Workers are known to the server some moments after they ask for the first time. */
async function promoted(buildId: string): Promise<void> {
  const look = () => promoteRelease(platform.client, buildId);
  await until({ for: `release ${buildId}`, look, is: (isCurrent) => isCurrent });
}

/** How many workflows are under way on a release. */
async function underWayOn(buildId: string): Promise<number> {
  const query = `TemporalWorkerDeploymentVersion = "hilo:${buildId}" AND ExecutionStatus = "Running"`;
  return (await platform.client.workflow.count(query)).count;
}

describe('the first release with a build id', () => {
  it('takes over what is under way on workers without one', async () => {
    const unversioned = await platform.startWorker();
    await talk(ANA, 'hola');
    const look = async () => (await tasksOf(await conversationOf(ANA))).length;
    await until({ for: 'its first task to be over', look, is: (count) => count > 0 });
    expect(await releasesOf(await conversationOf(ANA))).toEqual([]);
    old = await platform.startWorker({ HILO_BUILD_ID: 'n' });
    await promoted('n');
    await unversioned.stop();
    await talk(ANA, 'otra vez');
    expect(await releasesSeen(await conversationOf(ANA))).toEqual(['n']);
  });
});

describe('a release that follows another', () => {
  it('takes what begins after its promotion, and leaves alone what is under way', async () => {
    const definition = { ...smallProgram(), policy: { ...DEFAULT_POLICY, dayLength: 86_400 } };
    const dueAt = Date.now() + HOUR_MS;
    const enrolled = await enrollMany(platform, { definition, channel: 'simulator', count: 1, dueAt });
    enrollmentId = enrolled.ids[0] ?? '';
    await platform.startWorker({ HILO_BUILD_ID: 'n-plus-1' });
    await promoted('n-plus-1');

    await talk(BEA, 'hola');
    expect(await releasesSeen(await conversationOf(BEA))).toEqual(['n-plus-1']);
    expect(await releasesOf(await conversationOf(ANA))).toEqual(['n']);
    expect(await releasesSeen(enrollmentWorkflowId(enrollmentId))).toEqual(['n']);
    expect(await listReleases(platform.client)).toEqual(
      expect.arrayContaining([{ buildId: 'n-plus-1', state: 'current' }]),
    );
  });

  it('counts as workers that poll, for hilo doctor', async () => {
    const env = readEnv({ TEMPORAL_ADDRESS: platform.temporalAddress });
    const embedded = { postgres: true, temporal: false };
    const found = await checkTemporal({ env, dataDir: platform.dataDir, running: null, embedded });
    expect(found.find(({ check }) => check === 'workers')?.verdict).toBe('ok');
  });

  it('has a conversation under way finish its turn on the release before, and go on with a new run', async () => {
    const workflowId = await conversationOf(ANA);
    const first = await runOf(workflowId);
    await talk(ANA, 'sigo aquí');
    await newRun(workflowId, first);
    expect(await releasesOf(workflowId, first)).toEqual(['n']);
    expect(await releasesSeen(workflowId)).toEqual(['n-plus-1']);
  });

  it('has an enrollment take what an operator asks on the release before, and go on with a new run', async () => {
    const workflowId = enrollmentWorkflowId(enrollmentId);
    const first = await runOf(workflowId);
    await platform.client.workflow
      .getHandle(workflowId)
      .executeUpdate(pauseEnrollment, { args: [{ reason: 'test' }] });
    await newRun(workflowId, first);
    expect(await releasesOf(workflowId, first)).toEqual(['n']);
  });

  it('leaves the one before with nothing to do, so that its workers can go', async () => {
    await until({ for: 'the old release to drain', look: () => underWayOn('n'), is: (count) => count === 0 });
    await old.stop();
    await talk(ANA, 'y ahora');
    await talk(BEA, 'y yo');
  });

  it('is not promoted while none of its workers polls', async () => {
    expect(await promoteRelease(platform.client, 'never-started')).toBe(false);
  });
});
