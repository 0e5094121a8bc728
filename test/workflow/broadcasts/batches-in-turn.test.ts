import type { WorkflowHandle } from '@temporalio/client';
import { createBroadcastRig, type BroadcastRig, type BroadcastRigOptions } from '../../support/broadcast-rig';

/** How many activities sent the messages of the latest run. */
async function sendingActivities(handle: WorkflowHandle): Promise<number> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).filter(
    ({ activityTaskScheduledEventAttributes: scheduled }) => scheduled?.activityType?.name === 'sendBatch',
  ).length;
}

/** A rig that the tests of a block share. */
function rigWith(options: BroadcastRigOptions): () => BroadcastRig {
  let rig: BroadcastRig;
  beforeAll(async () => {
    rig = await createBroadcastRig(options);
  });
  afterAll(() => rig.close());
  beforeEach(() => {
    rig.outside.accepted.length = 0;
  });
  return () => rig;
}

describe('an activity that may take four batches', () => {
  const rig = rigWith({ batchesInTurn: 4 });

  it('takes them one after another, and shares the end of the list with the other lanes', async () => {
    const { id } = await rig().draft(200, { batchSize: 10, lanes: 2 });
    const handle = await rig().start(id);
    expect(await handle.result()).toMatchObject({ sent: 200 });
    // Of 40, 40, 40, 40, 20, 10 and 10 recipients; a machine on which one took two seconds gives some of it back.
    expect(await sendingActivities(handle)).toBeGreaterThanOrEqual(7);
    expect(await sendingActivities(handle)).toBeLessThan(12);
    expect(new Set(rig().outside.accepted.map(({ to }) => to)).size).toBe(200);
  });

  it('leaves a list that all lanes can have at once to all of them', async () => {
    const { id } = await rig().draft(50, { batchSize: 10, lanes: 5 });
    const handle = await rig().start(id);
    expect(await handle.result()).toMatchObject({ sent: 50 });
    expect(await sendingActivities(handle)).toBe(5);
  });
});

describe('a broadcast of one batch an activity', () => {
  const rig = rigWith({ batchesInTurn: 1 });

  it('goes on in a new run after some hundred of them, with nobody twice', async () => {
    const { id } = await rig().draft(450, { batchSize: 1 });
    const handle = await rig().start(id);
    expect(await handle.result()).toMatchObject({ sent: 450 });
    expect(rig().outside.accepted).toHaveLength(450);
    const { runId } = await rig().env.client.workflow.getHandle(handle.workflowId).describe();
    expect(runId).not.toBe(handle.firstExecutionRunId);
  });
});
