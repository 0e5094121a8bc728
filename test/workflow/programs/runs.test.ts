import { getEnrollment, progressReported } from '../../../workflows/programs/contract';
import { createProgramRig, type ProgramRig } from '../../support/program-rig';
import { smallProgram } from '../../support/programs/small-program';
import type { RigEnrollment } from '../../support/rig-program';

const BOGOTA = 'America/Bogota';
const MOST_EVENTS = 1000;

async function walk(rig: ProgramRig, contact: RigEnrollment, shape: readonly number[]): Promise<void> {
  for (const [session, days] of shape.entries()) {
    for (let day = 1; day <= days; day += 1) {
      await rig.sleepUntil('10:00', BOGOTA);
      await contact.complete(session + 1, day);
    }
  }
}

describe('the runs of an enrollment', () => {
  const shape = [5, 5, 5, 5, 5, 5];
  let rig: ProgramRig;
  beforeAll(async () => {
    rig = await createProgramRig(smallProgram({ shape }));
  });
  afterAll(() => rig.close());

  it('are one a session, and all thirty days leave at most a thousand events', async () => {
    await rig.sleepUntil('08:00', BOGOTA);
    const contact = await rig.enroll('+573001190001');
    await walk(rig, contact, shape);
    await expect(contact.handle.result()).resolves.toMatchObject({ stage: 'completed', completedDays: 30 });
    expect(contact.texts()).toHaveLength(30);
    const runs = await contact.runs();
    expect(new Set(runs.map(({ runId }) => runId)).size).toBe(6);
    const events = runs.reduce((total, run) => total + run.events.length, 0);
    expect(events).toBeLessThanOrEqual(MOST_EVENTS);
  });

  it('hand everything on: state, count of failed retries and the next evaluation', async () => {
    const program = await rig.program(smallProgram({ name: 'Two by one', shape: [1, 1] }));
    await rig.sleepUntil('08:00', BOGOTA);
    const contact = await program.enroll('+573001190002');
    await rig.sleepUntil('10:00', BOGOTA);
    const before = await contact.handle.query(getEnrollment);
    await contact.complete(1, 1);
    await rig.env.sleep('1 minute');
    const after = await contact.handle.query(getEnrollment);
    expect(await contact.runs()).toHaveLength(2);
    expect(after.next).toEqual(before.next);
    expect(after.state.lastSendDate).toBe(before.state.lastSendDate);
    expect(after.state.days.map((day) => day.status)).toEqual([2, 0]);
  });

  it('lose no signal of a hundred that come around the boundary', async () => {
    const many = 20;
    const program = await rig.program(smallProgram({ name: 'Storm', shape: [1, many, 1] }));
    await rig.sleepUntil('08:00', BOGOTA);
    const contact = await program.enroll('+573001190003');
    await rig.sleepUntil('10:00', BOGOTA);
    const at = await rig.now();
    // The first one ends the session; the others tell each day of the next session five times.
    const storm = Array.from({ length: 100 }, (_, place) =>
      place === 20
        ? { session: 1, day: 1, status: 2 as const, at }
        : { session: 2, day: (place % many) + 1, status: 2 as const, at },
    );
    const current = rig.client.workflow.getHandle(contact.handle.workflowId);
    await Promise.all(storm.map((report) => current.signal(progressReported, report)));
    await rig.env.sleep('1 minute');
    const { state } = await current.query(getEnrollment);
    expect(state.days.map((day) => day.status)).toEqual([...Array<number>(1 + many).fill(2), 0]);
    expect((await contact.runs()).length).toBeGreaterThan(1);
  });
});

describe('a worker that remembers no workflow', () => {
  const shape = [2, 1];
  let rig: ProgramRig;
  beforeAll(async () => {
    rig = await createProgramRig(smallProgram({ shape }), { worker: { maxCachedWorkflows: 0 } });
  });
  afterAll(() => rig.close());

  it('replays every task from the start and takes a contact through the whole program', async () => {
    await rig.sleepUntil('08:00', BOGOTA);
    const contact = await rig.enroll('+573001190010');
    await walk(rig, contact, shape);
    await expect(contact.handle.result()).resolves.toMatchObject({ stage: 'completed' });
    expect(contact.texts()).toEqual(['S1D1', 'S1D2', 'S2D1']);
  });
});
