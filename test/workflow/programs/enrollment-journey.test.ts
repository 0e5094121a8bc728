import { createProgramRig, type ProgramRig } from '../../support/program-rig';
import { smallProgram } from '../../support/programs/small-program';

const DAY = 24 * 60 * 60 * 1000;
const BOGOTA = 'America/Bogota';

describe('the journey of an enrollment', () => {
  let rig: ProgramRig;
  beforeAll(async () => {
    rig = await createProgramRig(smallProgram());
  });
  afterAll(() => rig.close());

  it('excludes a contact that never answers on the fourth evaluation, after two messages', async () => {
    const contact = await rig.enroll('+573001110001');
    await expect(contact.handle.result()).resolves.toEqual({
      stage: 'excluded',
      reason: '2 failed retries in a row',
      completedDays: 0,
      totalDays: 4,
    });
    expect(contact.texts()).toEqual(['S1D1', 'S1D1']);
    const [first, second] = contact.messages();
    expect(Math.round(((second?.at ?? 0) - (first?.at ?? 0)) / DAY)).toBe(1);
  });

  it('sends each day after the one before it was completed, and ends completed', async () => {
    await rig.sleepUntil('08:00', BOGOTA);
    const contact = await rig.enroll('+573001110002');
    for (const [session, day] of [
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 2],
    ] as const) {
      await rig.sleepUntil('10:00', BOGOTA);
      await contact.complete(session, day);
    }
    await expect(contact.handle.result()).resolves.toMatchObject({ stage: 'completed', completedDays: 4 });
    expect(contact.texts()).toEqual(['S1D1', 'S1D2', 'S2D1', 'S2D2']);
  });

  it('goes on after a late completion with the next day, at the next evaluation', async () => {
    await rig.sleepUntil('08:00', BOGOTA);
    const contact = await rig.enroll('+573001110003');
    for (let day = 0; day < 2; day += 1) await rig.sleepUntil('10:00', BOGOTA);
    expect(contact.texts()).toEqual(['S1D1', 'S1D1']);
    await contact.complete(1, 1);
    await rig.sleepUntil('10:00', BOGOTA);
    expect(contact.texts()).toEqual(['S1D1', 'S1D1', 'S1D2']);
  });

  it('counts failed retries anew after a completion that came before the exclusion', async () => {
    await rig.sleepUntil('08:00', BOGOTA);
    const contact = await rig.enroll('+573001110004');
    for (let day = 0; day < 3; day += 1) await rig.sleepUntil('10:00', BOGOTA);
    expect((await contact.row()).state.failedRetries).toBe(1);
    await contact.complete(1, 1);
    expect((await contact.row()).state.failedRetries).toBe(0);
    await expect(contact.handle.result()).resolves.toMatchObject({ stage: 'excluded', completedDays: 1 });
    expect(contact.texts()).toEqual(['S1D1', 'S1D1', 'S1D2', 'S1D2']);
  });

  it('records a completion after the exclusion and sends nothing', async () => {
    const contact = await rig.enroll('+573001110005');
    await contact.handle.result();
    await contact.completeUnsignalled(1, 1);
    await rig.env.sleep('3 days');
    expect((await contact.row()).state).toMatchObject({
      stage: 'excluded',
      days: [{ status: 2 }, {}, {}, {}],
    });
    expect(await contact.lines()).toContain('completed S1D1 (reply)');
    expect(contact.texts()).toEqual(['S1D1', 'S1D1']);
  });

  it('sends the next day, not the retry, when the completion is stored and its signal still to come', async () => {
    await rig.sleepUntil('08:00', BOGOTA);
    const contact = await rig.enroll('+573001110006');
    await rig.sleepUntil('10:00', BOGOTA);
    await contact.completeUnsignalled(1, 1);
    await rig.sleepUntil('10:00', BOGOTA);
    expect(contact.texts()).toEqual(['S1D1', 'S1D2']);
  });

  it('writes one line for each evaluation that says what was done and why', async () => {
    const contact = await rig.enroll('+573001110007');
    await contact.handle.result();
    expect(await contact.lines()).toEqual([
      'sent S1D1, attempt 1',
      'sent S1D1, attempt 2',
      'skipped: waiting for S1D1, failed retries 1',
      'excluded: 2 failed retries in a row',
    ]);
  });
});
