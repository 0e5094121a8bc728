import '../../support/quiet-temporal';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createAnalyticsActivities } from '../../../activities/analytics.activities';
import { createAccounts } from '../../../db/repositories/accounts';
import type { AnalyticsRollups } from '../../../db/repositories/analytics-rollups';
import { createPlatformFigures } from '../../../db/repositories/platform-figures';
import { ensureSchedules } from '../../../workers/ensure-schedules';
import { TASK_QUEUES } from '../../../workers/task-queues';
import { ANALYTICS_SCHEDULE_ID } from '../../../workflows/analytics/contract';
import { SWEEP_SCHEDULE_ID } from '../../../workflows/sweeps/contract';
import { createAnalyticsRig, type AnalyticsRig } from '../../support/analytics/analytics-rig';
import { until } from '../../support/pace';
import { quietSweeps } from '../../support/quiet-sweeps';
import { startRigWorker, type RigWorker } from '../../support/rig-worker';
import { connectToTemporalDev } from '../../support/temporal-dev';

const YEAR = 86_400 * 365;
const NEVER = { sweepSeconds: YEAR, analyticsSeconds: YEAR, alertSeconds: YEAR, templateMinutes: YEAR };

let rig: AnalyticsRig;
let temporal: TestWorkflowEnvironment;
let worker: RigWorker;
/** Accounts that cannot be counted, and those that somebody was told of. */
const broken = new Set<string>();
const failed: string[] = [];
const onAccountFailed = (accountId: string) => void failed.push(accountId);
beforeAll(async () => {
  rig = await createAnalyticsRig();
  temporal = await connectToTemporalDev();
  const rollups: AnalyticsRollups = {
    ...rig.rollups,
    count: (hours, until) =>
      broken.has(hours.accountId) ? Promise.reject(new Error('broken')) : rig.rollups.count(hours, until),
  };
  const clock = () => Date.parse('2025-03-20T12:00:00Z');
  worker = await startRigWorker(temporal, {
    taskQueue: TASK_QUEUES.sweeps,
    activities: { ...quietSweeps, ...createAnalyticsActivities({ rollups, clock, onAccountFailed }) },
  });
  await ensureSchedules(temporal.client, NEVER);
});
afterAll(async () => {
  for (const id of [SWEEP_SCHEDULE_ID, ANALYTICS_SCHEDULE_ID]) await schedule(id).delete();
  await worker.stop();
  await temporal.teardown();
  await rig.close();
});

const schedule = (id = ANALYTICS_SCHEDULE_ID) => temporal.client.schedule.getHandle(id);

/** Has the schedule run now, and waits for what it came to. */
async function turn(): Promise<unknown> {
  const before = (await schedule().describe()).info.numActionsTaken;
  await schedule().trigger();
  await until({
    for: 'the triggered turn',
    look: async () => (await schedule().describe()).info.numActionsTaken,
    is: (taken) => taken === before + 1,
  });
  const [last] = (await schedule().describe()).info.recentActions.slice(-1);
  if (last?.action.type !== 'startWorkflow') throw new Error('The schedule started nothing');
  const { workflowId, firstExecutionRunId } = last.action.workflow;
  return temporal.client.workflow.getHandle(workflowId, firstExecutionRunId).result();
}

describe('the schedule of the analytics', () => {
  it('skips turns that would overlap and catches up on none after an outage', async () => {
    const { policies, action } = await schedule().describe();
    expect(policies).toMatchObject({ overlap: 'SKIP', catchupWindow: 10_000 });
    expect(action).toMatchObject({ workflowType: 'analyticsWorkflow', taskQueue: TASK_QUEUES.sweeps });
  });

  it('takes new settings when it is there already, and stays paused when somebody paused it', async () => {
    await schedule().pause('maintenance');
    await ensureSchedules(temporal.client, { ...NEVER, analyticsSeconds: 86_400 });
    const { spec, state } = await schedule().describe();
    expect(spec.intervals).toMatchObject([{ every: 86_400_000 }]);
    expect(state).toMatchObject({ paused: true, note: 'maintenance' });
    await schedule().unpause();
  });

  it('counts the past at first, then what is new and what came late, and adds the tallies up', async () => {
    const contact = await rig.contact();
    const send = await rig.send(contact, new Date('2025-03-18T10:30:00Z'));
    expect(await turn()).toEqual({ newHours: 51, lateHours: 0 });
    await rig.report(send, 'delivered');
    expect(await turn()).toEqual({ newHours: 3, lateHours: 1 });
    expect(await turn()).toEqual({ newHours: 3, lateHours: 0 });
    const zone = 'America/Bogota';
    expect(await rig.told('messages', { from: '2025-03-18', to: '2025-03-18', by: 'day', zone })).toEqual({
      '2025-03-18 telegram single': { out: 1, delivered: 1 },
    });
    expect(await rig.db.query('SELECT DISTINCT backend FROM platform_tally')).toEqual([{ backend: 0 }]);
    expect(await createPlatformFigures(rig.db).sends()).toMatchObject([
      { channel: 'telegram', state: 'accepted', count: 0 },
      { channel: 'telegram', state: 'delivered', count: 1 },
    ]);
  });

  it('goes on with the others where an account cannot be counted, and takes that one up again', async () => {
    const { id: other } = await createAccounts(rig.db).create('Other');
    for (const accountId of [rig.accountId, other]) {
      await rig.db.query(
        `INSERT INTO analytics_mark (account_id, hour) VALUES ($1, '2025-03-19T10:00:00Z')`,
        [accountId],
      );
    }
    broken.add(rig.accountId);
    expect(await turn()).toEqual({ newHours: 1, lateHours: 1 });
    expect(failed).toEqual([rig.accountId, rig.accountId]);
    broken.clear();
    expect(await turn()).toEqual({ newHours: 6, lateHours: 1 });
  });

  it('fails where none can be counted', async () => {
    for (const { accountId } of await rig.rollups.accounts()) broken.add(accountId);
    await expect(turn()).rejects.toMatchObject({ name: 'WorkflowFailedError' });
    broken.clear();
  });
});
