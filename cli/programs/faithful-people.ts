import { setTimeout as pause } from 'node:timers/promises';
import type { Channel } from '../../channels/channel';
import { SIMULATOR_CAPABILITIES } from '../../channels/simulator/capabilities';
import { answerDay, type Behaviour } from '../../domain/programs/behaviour';
import { localDateAt } from '../../domain/programs/calendar';
import type { ComparedTrace } from '../../domain/programs/compare-traces';
import type { Stage } from '../../domain/programs/enrollment';
import { currentDay } from '../../domain/programs/position';
import { dayNumber } from '../../domain/time/civil-date';
import type { FaithfulInput } from './faithful-run';
import type { FaithfulRig } from './faithful-rig';

const POLL_MS = 10;
const MOST_TRIES = 3_000;

/** A synthetic person: what its phone got, and when it means to answer. */
export interface Person {
  contact: number;
  behaviour: Behaviour;
  contactId: string;
  enrollmentId: string;
  accountId: string;
  /** Day number of the answer to come. */
  answersOn: number | null;
  stopped?: true;
  sends: ComparedTrace['sends'];
}

/** The phones of all people, as one channel. */
export function phones(
  people: ReadonlyMap<string, Person>,
  { calendar }: FaithfulInput,
  now: () => Promise<number>,
): Channel {
  return {
    name: 'simulator',
    sender: 'faithful',
    messagesPerSecond: Number.POSITIVE_INFINITY,
    windowApplies: false,
    capabilities: SIMULATOR_CAPABILITIES,
    async send({ to, attemptId, content }) {
      const person = people.get(to);
      if (!person || content.kind !== 'text')
        throw new Error('A message that the simulation did not ask for');
      if (person.behaviour.kind === 'refuse-delivery') {
        return { kind: 'rejected', code: 'refused', detail: 'refused by the simulation', optedOut: false };
      }
      const [session = 0, day = 0] = content.text.split(' ').map(Number);
      const attempt = person.sends.filter((send) => send.session === session && send.day === day).length + 1;
      const date = localDateAt(calendar, await now());
      person.sends.push({ date, session, day, attempt });
      person.answersOn = answerDay(person.behaviour, attempt, dayNumber(date)) ?? person.answersOn;
      return { kind: 'accepted', providerId: `faithful-${attemptId}` };
    },
  };
}

/** Everybody does what they mean to do up to a day: answers, and asks for no more messages. */
export async function act(
  rig: FaithfulRig,
  people: readonly Person[],
  { firstDay, until }: { firstDay: number; until: number },
): Promise<void> {
  for (const person of people) {
    if (person.answersOn !== null && person.answersOn <= until) await answer(rig, person);
    const stops = person.behaviour.kind === 'stop' && firstDay + person.behaviour.onDay <= until;
    if (stops && !person.stopped) await stop(rig, person);
  }
}

async function answer(rig: FaithfulRig, person: Person): Promise<void> {
  person.answersOn = null;
  const row = await rig.enrollments.get(person.accountId, person.enrollmentId);
  const current = row && currentDay(row.state);
  if (!row || current?.status !== 1) return;
  const { session, day } = current;
  const report = { session, day, status: 2 as const, at: await rig.env.currentTimeMs() };
  await rig.progressReports.record(row, report, 'reply');
  await rig.starter.reportProgress(row.id, report);
}

async function stop(rig: FaithfulRig, person: Person): Promise<void> {
  person.stopped = true;
  const at = await rig.env.currentTimeMs();
  await rig.contacts.optOut(person.accountId, person.contactId, new Date(at));
  await rig.starter.reportOptOut(person.enrollmentId, at);
  await settled(async () => (await stageOf(rig, person)) !== 'active');
}

/** The stage that lists show. */
export async function stageOf(rig: FaithfulRig, { accountId, enrollmentId }: Person): Promise<Stage> {
  const row = await rig.enrollments.get(accountId, enrollmentId);
  if (!row) throw new Error('A simulated enrollment vanished');
  return row.stage;
}

/** Waits for what workflows are about to do; the clock of the server stands still meanwhile. */
export async function settled(done: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (await done()) return;
    await pause(POLL_MS);
  }
  throw new Error('The workflows did not come to rest: see the log above');
}
