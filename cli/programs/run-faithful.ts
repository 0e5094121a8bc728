import { createAccounts } from '../../db/repositories/accounts';
import type { ComparedTrace } from '../../domain/programs/compare-traces';
import { rulesOf, type ProgramDefinition } from '../../domain/programs/definition';
import { newEnrollment } from '../../domain/programs/initial-state';
import { planOf } from '../../domain/programs/simulate';
import { dayNumber } from '../../domain/time/civil-date';
import { act, phones, settled, stageOf, type Person } from './faithful-people';
import { startFaithfulRig, type FaithfulRig } from './faithful-rig';
import type { FaithfulInput } from './faithful-run';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * Plays the contacts through the production workflows, activities and Postgres on the time-skipping server.
 * Only the people are synthetic: they see messages and answer or do not; every decision is the workflows'.
 */
export async function runFaithful(input: FaithfulInput): Promise<ComparedTrace[]> {
  const people = new Map<string, Person>();
  const rig = await startFaithfulRig((env) => phones(people, input, () => env.currentTimeMs()));
  try {
    const now = await rig.env.currentTimeMs();
    if (input.startsAt < now - HOUR) {
      throw new Error('--faithful plays from now on: leave --from out, or give a later date.');
    }
    if (input.startsAt > now) await rig.env.sleep(input.startsAt - now);
    await enrollEverybody(rig, input, people);
    await playDates(rig, input, people);
    return await Promise.all([...people.values()].map((person) => traceOf(rig, person)));
  } finally {
    await rig.close();
  }
}

/** The program with messages that only say which day they are. */
function numbered({ calendar }: FaithfulInput): ProgramDefinition {
  const { definition } = calendar;
  return {
    ...definition,
    sessions: definition.sessions.map((session) => ({
      ...session,
      days: session.days.map((day) => ({
        ...day,
        content: { kind: 'text', text: `${session.number} ${day.number}` },
      })),
    })),
    policy: { ...definition.policy, sendIntervalMs: 0 },
  };
}

async function enrollEverybody(
  rig: FaithfulRig,
  input: FaithfulInput,
  people: Map<string, Person>,
): Promise<void> {
  const account = await createAccounts(rig.db).create('Simulation');
  const definition = numbered(input);
  const program = await rig.programs.create(account.id, definition, new Date(input.calendar.anchor));
  if (!program) throw new Error('The simulation has a program already');
  const ids = { accountId: account.id, programId: program.id };
  for (const { contact, behaviour } of input.played) {
    const phone = `+5730011${String(contact).padStart(5, '0')}`;
    const identity = {
      accountId: account.id,
      channel: 'simulator' as const,
      address: phone,
      phone,
      name: null,
    };
    const contactId = await rig.contacts.ensure(identity);
    const state = newEnrollment(rulesOf(definition));
    const wanted = { ...ids, contactId, version: 1, channel: 'simulator' as const, state };
    const { enrollment } = await rig.enrollments.enroll(wanted);
    people.set(phone, {
      contact,
      behaviour,
      contactId,
      accountId: account.id,
      enrollmentId: enrollment.id,
      answersOn: null,
      sends: [],
    });
    await rig.starter.start({ ...ids, enrollmentId: enrollment.id });
  }
}

/** Walks from evaluation to evaluation; in between, people answer what they mean to answer by then. */
async function playDates(
  rig: FaithfulRig,
  input: FaithfulInput,
  people: ReadonlyMap<string, Person>,
): Promise<void> {
  const everybody = [...people.values()];
  let firstDay: number | null = null;
  for (const { dueAt, localDate } of planOf(input, rulesOf(input.calendar.definition))) {
    const today = dayNumber(localDate);
    firstDay ??= today;
    await act(rig, everybody, { firstDay, until: today - 1 });
    await rig.env.sleep(Math.max(1, dueAt + MINUTE - (await rig.env.currentTimeMs())));
    await evaluationsDone(rig);
    await act(rig, everybody, { firstDay, until: today });
    if (!(await anybodyGoesOn(rig, everybody))) return;
  }
}

/** Every evaluation of the date has been written down. */
async function evaluationsDone(rig: FaithfulRig): Promise<void> {
  const now = new Date(await rig.env.currentTimeMs());
  await settled(async () => (await rig.enrollments.countDue(now)) === 0);
}

/** Whether the clock has anything left to move: refused contacts stay where they are for ever. */
async function anybodyGoesOn(rig: FaithfulRig, people: readonly Person[]): Promise<boolean> {
  const stages = await Promise.all(people.map((person) => stageOf(rig, person)));
  return stages.some(
    (stage, index) => stage === 'active' && people[index]?.behaviour.kind !== 'refuse-delivery',
  );
}

async function traceOf(rig: FaithfulRig, person: Person): Promise<ComparedTrace> {
  const { contact, sends } = person;
  return { contact, sends, stage: await stageOf(rig, person) };
}
