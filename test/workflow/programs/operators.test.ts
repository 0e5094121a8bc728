import { WorkflowUpdateFailedError } from '@temporalio/client';
import {
  excludeEnrollment,
  getEnrollment,
  migrateEnrollment,
  pauseEnrollment,
  resumeEnrollment,
  retryDay,
} from '../../../workflows/programs/contract';
import { until } from '../../support/pace';
import { createProgramRig, type ProgramRig } from '../../support/program-rig';
import type { RigEnrollment } from '../../support/rig-program';
import { smallProgram } from '../../support/programs/small-program';

const BOGOTA = 'America/Bogota';

describe('operators of an enrollment', () => {
  let rig: ProgramRig;
  beforeAll(async () => {
    rig = await createProgramRig(smallProgram());
  });
  afterAll(() => rig.close());

  const pause = (contact: RigEnrollment, reason = 'on holiday') =>
    contact.handle.executeUpdate(pauseEnrollment, { args: [{ reason }] });
  const resume = (contact: RigEnrollment) => contact.handle.executeUpdate(resumeEnrollment);
  const at = (time: string) => rig.sleepUntil(time, BOGOTA);
  const enrollAtEight = async (phone: string) => {
    await at('08:00');
    return rig.enroll(phone);
  };

  /** Only what was read can be refused by the rules before there is an event of it. */
  const untilRead = ({ handle }: RigEnrollment) =>
    until({
      for: 'the enrollment to be read',
      look: () => handle.query(getEnrollment),
      is: (view) => view.state.stage === 'active',
      everyMs: 20,
    });

  /** The refusal's words; the history keeps no event of such an update. */
  async function refusal(contact: RigEnrollment, ask: () => Promise<unknown>): Promise<string> {
    const before = await updatesIn(contact);
    const error = await ask().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof WorkflowUpdateFailedError)) throw new Error('The update was not refused');
    expect(await updatesIn(contact)).toBe(before);
    return error.cause?.message ?? '';
  }

  async function updatesIn(contact: RigEnrollment): Promise<number> {
    const { events } = await contact.handle.fetchHistory();
    return (events ?? []).filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes).length;
  }

  it('sends nothing while paused, and goes on with the same day once resumed', async () => {
    const contact = await enrollAtEight('+573001120001');
    await at('10:00');
    await expect(pause(contact)).resolves.toMatchObject({ state: { stage: 'paused', reason: 'on holiday' } });
    await rig.env.sleep('5 days');
    expect(contact.texts()).toEqual(['S1D1']);
    expect(await contact.row()).toMatchObject({ stage: 'paused', nextEvaluationAt: null });
    await at('12:00');
    await resume(contact);
    await at('13:00');
    expect(contact.texts()).toEqual(['S1D1', 'S1D1']);
    expect(await contact.lines()).toEqual([
      'sent S1D1, attempt 1',
      'paused: on holiday',
      'resumed',
      'sent S1D1, attempt 2',
    ]);
  });

  it('sends no second message on one date, however often it is paused and resumed', async () => {
    const contact = await enrollAtEight('+573001120002');
    await at('10:00');
    for (let round = 0; round < 3; round += 1) {
      await pause(contact);
      await contact.complete(1, 1);
      await resume(contact);
    }
    await at('20:00');
    expect(contact.texts()).toEqual(['S1D1']);
    await at('10:00');
    expect(contact.texts()).toEqual(['S1D1', 'S1D2']);
  });

  it('takes a completion in while paused', async () => {
    const contact = await enrollAtEight('+573001120003');
    await at('10:00');
    await pause(contact);
    await contact.complete(1, 1);
    await expect(contact.handle.query(getEnrollment)).resolves.toMatchObject({
      state: { stage: 'paused', days: [{ status: 2 }, {}, {}, {}] },
    });
  });

  it('ends at once when it is excluded, with the reason given', async () => {
    const contact = await enrollAtEight('+573001120004');
    await at('10:00');
    await contact.handle.executeUpdate(excludeEnrollment, { args: [{ reason: 'asked by phone' }] });
    await expect(contact.handle.result()).resolves.toMatchObject({
      stage: 'excluded',
      reason: 'asked by phone',
    });
    expect(await contact.row()).toMatchObject({ stage: 'excluded', reason: 'asked by phone' });
  });

  it('sends a day again when an operator retries it after its attempts were used up', async () => {
    const contact = await enrollAtEight('+573001120005');
    for (let day = 0; day < 3; day += 1) await at('10:00');
    expect(contact.texts()).toEqual(['S1D1', 'S1D1']);
    await contact.handle.executeUpdate(retryDay);
    await at('10:00');
    expect(contact.texts()).toEqual(['S1D1', 'S1D1', 'S1D1']);
    expect((await contact.lines()).at(-1)).toBe('sent S1D1, attempt 3');
  });

  it('takes a request in that comes before the enrollment was read', async () => {
    const contact = await enrollAtEight('+573001120009');
    await expect(pause(contact)).resolves.toMatchObject({ state: { stage: 'paused' } });
    await rig.env.sleep('2 days');
    expect(contact.texts()).toEqual([]);
  });

  it('turns away what the rules refuse, in their words, and leaves no event of it', async () => {
    const contact = await enrollAtEight('+573001120006');
    await untilRead(contact);
    const { handle } = contact;
    await expect(refusal(contact, () => resume(contact))).resolves.toBe(
      'The enrollment is active: there is nothing to resume.',
    );
    await expect(refusal(contact, () => handle.executeUpdate(retryDay))).resolves.toMatch(
      /^Nothing was sent/,
    );
    await pause(contact);
    await expect(refusal(contact, () => pause(contact))).resolves.toBe(
      'The enrollment is already paused: resume it first.',
    );
    await expect(refusal(contact, () => handle.executeUpdate(retryDay))).resolves.toMatch(/resume it/);
  });

  it('turns away a move to the version it is on, or to a number that is no version', async () => {
    const contact = await enrollAtEight('+573001120007');
    await untilRead(contact);
    const migrate = (version: number) =>
      contact.handle.executeUpdate(migrateEnrollment, { args: [{ version }] });
    await expect(refusal(contact, () => migrate(1))).resolves.toBe('The enrollment is on version 1 already.');
    await expect(refusal(contact, () => migrate(0))).resolves.toMatch(/^Versions are whole numbers from 1/);
  });

  it('refuses a move to a version that was never published, and stays on its own', async () => {
    const contact = await enrollAtEight('+573001120008');
    const migrate = contact.handle.executeUpdate(migrateEnrollment, { args: [{ version: 99 }] });
    await expect(migrate).rejects.toMatchObject({
      cause: { cause: { message: 'The program has no version 99: publish it first.' } },
    });
    await expect(contact.handle.query(getEnrollment)).resolves.toMatchObject({ version: 1 });
    await at('10:00');
    expect(contact.texts()).toEqual(['S1D1']);
  });
});

describe('moving an enrollment to another version', () => {
  let rig: ProgramRig;
  beforeAll(async () => {
    rig = await createProgramRig(smallProgram({ shape: [2, 2] }));
    const later = smallProgram({ shape: [3], sendAt: '17:00' });
    await rig.publish(later);
  });
  afterAll(() => rig.close());

  it('keeps the days both versions have, drops the others and sends by the new calendar', async () => {
    await rig.sleepUntil('08:00', BOGOTA);
    const contact = await rig.enroll('+573001120020');
    await rig.sleepUntil('10:00', BOGOTA);
    await contact.complete(1, 1);
    const moved = await contact.handle.executeUpdate(migrateEnrollment, { args: [{ version: 2 }] });
    expect(moved).toMatchObject({ version: 2, state: { days: [{ status: 2 }, { day: 2 }, { day: 3 }] } });
    expect(await contact.row()).toMatchObject({ version: 2, state: { days: [{ status: 2 }, {}, {}] } });
    // It had its message today.
    await rig.sleepUntil('18:00', BOGOTA);
    expect(contact.texts()).toEqual(['S1D1']);
    for (const day of [2, 3]) {
      await rig.sleepUntil('18:00', BOGOTA);
      await contact.complete(1, day);
    }
    await expect(contact.handle.result()).resolves.toMatchObject({ stage: 'completed', totalDays: 3 });
    expect(contact.texts()).toEqual(['S1D1', 'S1D2', 'S1D3']);
  });

  it('sends earlier from the next day on, where the new version does', async () => {
    const program = await rig.program(smallProgram({ name: 'Earlier' }));
    await program.publish(smallProgram({ name: 'Earlier', sendAt: '06:00' }));
    await rig.sleepUntil('08:00', BOGOTA);
    const contact = await program.enroll('+573001120023');
    await rig.sleepUntil('10:00', BOGOTA);
    await contact.handle.executeUpdate(migrateEnrollment, { args: [{ version: 2 }] });
    await rig.sleepUntil('07:00', BOGOTA);
    expect(contact.texts()).toEqual(['S1D1', 'S1D1']);
  });

  it('keeps a paused enrollment paused, and ends one that has nothing left to do', async () => {
    const paused = await rig.enroll('+573001120021');
    await rig.env.sleep('1 second');
    await paused.handle.executeUpdate(pauseEnrollment, { args: [{ reason: 'holiday' }] });
    await paused.handle.executeUpdate(migrateEnrollment, { args: [{ version: 2 }] });
    expect(await paused.row()).toMatchObject({ stage: 'paused', version: 2, nextEvaluationAt: null });

    const program = await rig.program(smallProgram({ name: 'Shrinks', shape: [2] }));
    await program.publish(smallProgram({ name: 'Shrinks', shape: [1] }));
    await rig.sleepUntil('08:00', BOGOTA);
    const done = await program.enroll('+573001120022');
    await rig.sleepUntil('10:00', BOGOTA);
    await done.complete(1, 1);
    await done.handle.executeUpdate(migrateEnrollment, { args: [{ version: 2 }] });
    await expect(done.handle.result()).resolves.toMatchObject({ stage: 'completed', totalDays: 1 });
    expect(await done.row()).toMatchObject({ stage: 'completed', nextEvaluationAt: null });
  });
});
