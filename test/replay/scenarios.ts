import {
  migrateEnrollment,
  optedOut,
  pauseEnrollment,
  resumeEnrollment,
  retryDay,
} from '../../workflows/programs/contract';
import type { ProgramRig } from '../support/program-rig';
import { smallProgram } from '../support/programs/small-program';
import type { RigEnrollment } from '../support/rig-program';
import type { Run } from '../support/workflow-runs';

const BOGOTA = 'America/Bogota';

/** What an enrollment can go through; each gives the run to keep. */
export const ENROLLMENT_SCENARIOS: Record<string, (rig: ProgramRig) => Promise<Run | undefined>> = {
  async completed(rig) {
    const contact = await oneDayEach(rig, 'completed');
    await at(rig, '10:00');
    await contact.complete(2, 1);
    return lastRun(contact);
  },
  async 'continued-as-new'(rig) {
    const contact = await oneDayEach(rig, 'continued');
    return (await contact.runs())[0];
  },
  async excluded(rig) {
    return lastRun(await enroll(rig, '+573001200001'));
  },
  async 'paused-resumed'(rig) {
    const contact = await enroll(rig, '+573001200002');
    await at(rig, '10:00');
    await contact.handle.executeUpdate(pauseEnrollment, { args: [{ reason: 'on holiday' }] });
    await rig.env.sleep('2 days');
    await contact.handle.executeUpdate(resumeEnrollment);
    return lastRun(contact);
  },
  async migrated(rig) {
    const program = await rig.program(smallProgram({ name: 'Grows', shape: [1] }));
    await program.publish(smallProgram({ name: 'Grows', shape: [2] }));
    await at(rig, '08:00');
    const contact = await program.enroll('+573001200003');
    await at(rig, '10:00');
    await contact.handle.executeUpdate(migrateEnrollment, { args: [{ version: 2 }] });
    return lastRun(contact);
  },
  async 'opted-out'(rig) {
    const contact = await enroll(rig, '+573001200004');
    await at(rig, '10:00');
    await contact.handle.signal(optedOut, { at: await rig.now() });
    return lastRun(contact);
  },
  async 'withheld-at-the-gate'(rig) {
    const contact = await enroll(rig, '+573001200005');
    await rig.contacts.optOut(rig.accountId, contact.contactId, new Date(await rig.now()));
    return lastRun(contact);
  },
  async superseded(rig) {
    const contact = await enroll(rig, '+573001200006');
    await at(rig, '10:00');
    await contact.completeUnsignalled(1, 1);
    return lastRun(contact);
  },
  async 'retry-day'(rig) {
    const contact = await enroll(rig, '+573001200007');
    for (let day = 0; day < 3; day += 1) await at(rig, '10:00');
    await contact.handle.executeUpdate(retryDay);
    return lastRun(contact);
  },
  async 'asked-before-opening'(rig) {
    const contact = await enroll(rig, '+573001200008');
    await contact.handle.executeUpdate(pauseEnrollment, { args: [{ reason: 'at once' }] });
    await contact.handle.executeUpdate(resumeEnrollment);
    return lastRun(contact);
  },
};

function at(rig: ProgramRig, time: string): Promise<number> {
  return rig.sleepUntil(time, BOGOTA);
}

/** A contact of the rig's own program, enrolled in the morning. */
async function enroll(rig: ProgramRig, phone: string): Promise<RigEnrollment> {
  await at(rig, '08:00');
  return rig.enroll(phone);
}

/** A contact that has come to the second of two sessions, of one day each. */
async function oneDayEach(rig: ProgramRig, name: string): Promise<RigEnrollment> {
  const program = await rig.program(smallProgram({ name, shape: [1, 1] }));
  await at(rig, '08:00');
  const contact = await program.enroll(name === 'completed' ? '+573001200009' : '+573001200010');
  await at(rig, '10:00');
  await contact.complete(1, 1);
  await rig.env.sleep('1 minute');
  return contact;
}

/** Lets the enrollment come to its end and gives its last run. */
async function lastRun(contact: RigEnrollment): Promise<Run | undefined> {
  await contact.handle.result();
  return (await contact.runs()).at(-1);
}
