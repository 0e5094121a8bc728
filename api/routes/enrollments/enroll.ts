import type { ProgramView } from '../../../db/repositories/programs';
import { CHANNEL_NAMES, type ChannelName } from '../../../domain/messaging/channel-name';
import { rulesOf } from '../../../domain/programs/definition';
import type { EnrollmentState } from '../../../domain/programs/enrollment';
import { refusalAt, type EnrollRefusal } from '../../../domain/programs/enroll-refusal';
import { newEnrollment } from '../../../domain/programs/initial-state';
import type { ApiDeps } from '../../api-deps';
import { addressContact, type Who } from '../../inbound/address-contact';
import { PROBLEMS, problem, type Problem } from '../../problems';
import type { EnrollmentStarter } from '../../temporal/ports';

export interface EnrollResult {
  contactId: string | null;
  phone: string | null;
  enrollmentId: string | null;
  outcome: 'enrolled' | 'continued' | 'refused';
  reason: string | null;
  /** The reason as a code; null for who was enrolled. */
  refusal: EnrollRefusal | null;
}

export interface Enrolling {
  program: ProgramView;
  channel: ChannelName;
  who: Who;
  /** Where an imported contact stands; the start of the program when absent. */
  state?: EnrollmentState;
}

/** What enrolling works with. */
export type EnrollDeps = Pick<
  ApiDeps,
  'contacts' | 'availableChannels' | 'enrollments' | 'enrollmentStarter'
>;

const OPTED_OUT = 'The contact asked for no messages: opt it in first, with its consent.';

/** How many contacts are enrolled at once. */
const ABREAST = 10;

/** Enrolls contacts one by one: a refused one stops no other. */
export async function enrollAll(wanted: readonly Enrolling[], deps: EnrollDeps): Promise<EnrollResult[]> {
  const results: EnrollResult[] = [];
  const patient = { ...deps, enrollmentStarter: untilAway(deps.enrollmentStarter) };
  for (let next = 0; next < wanted.length; next += ABREAST) {
    const batch = wanted.slice(next, next + ABREAST);
    results.push(...(await Promise.all(batch.map((one) => enroll(one, patient)))));
  }
  return results;
}

/** Once Temporal did not answer, the rest of a list is left to the sweep at once. */
function untilAway(starter: EnrollmentStarter): EnrollmentStarter {
  let away = false;
  return {
    ...starter,
    async start(address) {
      if (away) return { kind: 'unavailable' };
      const answer = await starter.start(address);
      away = answer.kind === 'unavailable';
      return answer;
    },
  };
}

/** Writes the enrollment down, then starts its workflow; what cannot start now the worker's sweep starts. */
export async function enroll(
  { program, channel, who, state }: Enrolling,
  deps: EnrollDeps,
): Promise<EnrollResult> {
  const { id: programId, accountId } = program;
  const phone = 'phone' in who ? who.phone : null;
  const addressed = await addressFor({ program, channel, who }, deps);
  if (addressed.kind === 'problem') {
    return refused({ phone, contactId: null }, { refusal: 'unreachable', reason: addressed.detail });
  }
  const { contactId } = addressed;
  const contact = await deps.contacts.get(accountId, contactId);
  if (contact?.optedOutAt) {
    return refused({ phone, contactId }, { refusal: 'opted-out', reason: OPTED_OUT });
  }
  const { version, definition } = program.current;
  const start = state ?? newEnrollment(rulesOf(definition));
  const enrolled = await deps.enrollments.enroll({
    accountId,
    programId,
    contactId,
    version,
    channel,
    state: start,
  });
  const enrollmentId = enrolled.enrollment.id;
  if (enrolled.kind === 'refused') {
    const why = { refusal: refusalAt(enrolled.enrollment.state.stage), reason: enrolled.refusal };
    return { ...refused({ phone, contactId }, why), enrollmentId };
  }
  await startWorkflow({ accountId, programId, enrollmentId }, enrolled.enrollment.state, deps);
  const outcome = enrolled.kind === 'created' ? 'enrolled' : 'continued';
  return { contactId, phone, enrollmentId, outcome, reason: null, refusal: null };
}

/** A contact of a program with days for an external bot is addressed there too. */
async function addressFor({ program, channel, who }: Enrolling, deps: EnrollDeps) {
  const { accountId } = program;
  const availableChannels = isPlayedByBots(program) ? CHANNEL_NAMES : deps.availableChannels;
  const addressed = await addressContact({ accountId, channel, who }, { ...deps, availableChannels });
  if (addressed.kind === 'problem' || !triggersBot(program)) return addressed;
  return addressContact({ accountId, channel: 'botpress', who: { contactId: addressed.contactId } }, deps);
}

function triggersBot({ current }: ProgramView): boolean {
  return current.definition.sessions.some(({ days }) =>
    days.some((day) => day.content.kind === 'bot-trigger'),
  );
}

/** A bot brings credentials of its own; every other day leaves by the platform's channels. */
function isPlayedByBots({ current }: ProgramView): boolean {
  return current.definition.sessions.every(({ days }) =>
    days.every((day) => day.content.kind === 'scenario'),
  );
}

async function startWorkflow(
  address: { accountId: string; programId: string; enrollmentId: string },
  state: EnrollmentState,
  { enrollmentStarter, enrollments }: EnrollDeps,
): Promise<void> {
  if (state.stage !== 'active' && state.stage !== 'paused') return;
  const answer = await enrollmentStarter.start(address);
  if (answer.kind === 'started') await enrollments.markStarted(address.accountId, address.enrollmentId);
}

function refused(
  who: Pick<EnrollResult, 'phone' | 'contactId'>,
  why: Pick<EnrollResult, 'reason' | 'refusal'>,
): EnrollResult {
  return { ...who, enrollmentId: null, outcome: 'refused', ...why };
}

/** A request for one contact is refused as a whole. */
export function refusalOf({ reason }: EnrollResult): Problem {
  return problem('conflict', reason ?? PROBLEMS.conflict.title);
}
