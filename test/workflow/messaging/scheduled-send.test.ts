import { TASK_QUEUES } from '../../../workers/task-queues';
import { SEND_WORKFLOW, sendCancelled, sendWorkflowId } from '../../../workflows/messaging/contract';
import { createProgramRig, type ProgramRig } from '../../support/program-rig';
import { smallProgram } from '../../support/programs/small-program';

const HOUR_MS = 3_600_000;

describe('a message for a time', () => {
  let rig: ProgramRig;
  beforeAll(async () => {
    rig = await createProgramRig(smallProgram());
  });
  afterAll(() => rig.close());

  async function scheduled(key: string) {
    const phone = '+573001200900';
    const contactId = await rig.contacts.ensure({
      accountId: rig.accountId,
      channel: 'simulator',
      address: phone,
      phone,
      name: null,
    });
    const startAt = (await rig.now()) + HOUR_MS;
    const { send } = await rig.ledger.reserve({
      accountId: rig.accountId,
      idempotencyKey: `message:${key}`,
      contactId,
      channel: 'simulator',
      content: { kind: 'text', text: key },
      scheduledFor: startAt,
    });
    const handle = await rig.client.workflow.start(SEND_WORKFLOW, {
      workflowId: sendWorkflowId(send.id),
      taskQueue: TASK_QUEUES.programs,
      args: [{ v: 1, sendId: send.id, startAt }],
    });
    return { send, startAt, handle };
  }
  const taken = (text: string) => rig.outside.accepted.filter((one) => one.text === text);

  it('goes out at its time and not before', async () => {
    const { startAt, handle } = await scheduled('on time');
    expect(taken('on time')).toEqual([]);
    await expect(handle.result()).resolves.toEqual({ state: 'accepted' });
    expect(taken('on time')).toHaveLength(1);
    expect(taken('on time')[0]?.at).toBeGreaterThanOrEqual(startAt);
  });

  it('is over at once when it is cancelled, and never goes out', async () => {
    const { send, startAt, handle } = await scheduled('called off');
    await rig.ledger.cancel(rig.accountId, send.id, await rig.now());
    await handle.signal(sendCancelled);
    await expect(handle.result()).resolves.toEqual({ state: 'cancelled' });
    await rig.env.sleep(startAt - (await rig.now()) + HOUR_MS);
    expect(taken('called off')).toEqual([]);
  });
});
