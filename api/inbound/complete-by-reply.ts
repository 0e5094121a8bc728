import type { EnrollmentRow } from '../../db/entities/enrollment.entity';
import type { SendState } from '../../domain/messaging/send';
import type { DayContent, ProgramDefinition } from '../../domain/programs/definition';
import type { Position } from '../../domain/programs/enrollment';
import { currentDay } from '../../domain/programs/position';
import { dayAttemptKey } from '../../domain/programs/send-key';
import type { EpochMs } from '../../domain/time/moments';
import type { ApiDeps } from '../api-deps';
import { deliverProgress, type ProgressDeps } from './deliver-progress';

export type ReplyDeps = ProgressDeps & Pick<ApiDeps, 'enrollments' | 'programs' | 'sendLedger'>;

export interface ContactReply {
  accountId: string;
  contactId: string;
  at: EpochMs;
}

/** Completes the sent day of each of the contact's enrollments whose program takes any reply as completion. */
export async function completeByReply(reply: ContactReply, deps: ReplyDeps): Promise<number> {
  let completed = 0;
  for (const enrollment of await deps.enrollments.ofContact(reply.accountId, reply.contactId)) {
    const day = await answeredDay(enrollment, deps);
    if (!day) continue;
    const report = { session: day.session, day: day.day, status: 2 as const, at: reply.at };
    if (await deliverProgress({ enrollment, report, source: 'reply' }, deps)) completed += 1;
  }
  return completed;
}

async function answeredDay(enrollment: EnrollmentRow, deps: ReplyDeps): Promise<Position | null> {
  const day = currentDay(enrollment.state);
  if (!day) return null;
  const version = await deps.programs.version(enrollment.accountId, enrollment.programId, enrollment.version);
  if (version?.definition.policy.completion !== 'reply') return null;
  // A scenario's day is done at its end, not with the first answer.
  if (contentOf(version.definition, day)?.kind === 'scenario') return null;
  if (day.status === 1) return day;
  // A quick answer can arrive before the enrollment shows its message as sent; the ledger knows already.
  const key = dayAttemptKey(enrollment.id, day, day.attempts + 1);
  const send = await deps.sendLedger.findByKey(enrollment.accountId, key);
  return send && ON_ITS_WAY.has(send.state) ? day : null;
}

function contentOf({ sessions }: ProgramDefinition, { session, day }: Position): DayContent | undefined {
  const days = sessions.find(({ number }) => number === session)?.days ?? [];
  return days.find(({ number }) => number === day)?.content;
}

const ON_ITS_WAY = new Set<SendState>(['dispatching', 'accepted', 'delivered', 'read', 'unconfirmed']);
