import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from '../api/api-client';
import { ApiUnreachable } from '../api/api-refusal';
import type { Enrollment } from '../enrollments/read-enrollments';
import { enrollmentsOf, getEnrollment } from '../enrollments/read-enrollments';
import { followMessages, readMessages } from '../simulator/follow-messages';
import { createAnswers } from './answers';
import type { CrowdEvent } from './crowd-event';
import type { People } from './people';
import { createStageWatch } from './stage-watch';

export interface CrowdInput {
  api: ApiClient;
  programId: string;
  people: People;
  /** Length of a program day. */
  dayMs: number;
  onEvent: (event: CrowdEvent) => void;
  onEnrollments: (enrollments: readonly Enrollment[]) => void;
  /** Ends the crowd before everybody is finished. */
  signal: AbortSignal;
}

interface Crowd extends CrowdInput {
  /** Ends everything: everybody is finished, or something failed. */
  over: AbortController;
}

const MESSAGES = '/api/simulator/messages';
const LOOK_LEAST_MS = 300;
const LOOK_MOST_MS = 2000;
/** Where a day takes an hour, half a minute. */
const LOOKS_A_SLOW_DAY = 120;
const LOOK_SELDOM_MS = 30_000;

/**
 * People of the simulator read what a program sends them and answer by their behaviour, until every enrollment
 * has ended or the signal says so. True when everybody is finished.
 */
export async function runCrowd(input: CrowdInput): Promise<boolean> {
  const over = new AbortController();
  const signal = AbortSignal.any([input.signal, over.signal]);
  const crowd: Crowd = { ...input, signal, over };
  const failures: unknown[] = [];
  const onFailure = (error: unknown) => {
    failures.push(error);
    over.abort();
  };
  const answers = createAnswers({ ...crowd, onFailure });
  const look = lookAround(crowd);
  await look();
  const { messages, cursor } = await readMessages(input.api, MESSAGES);
  const owed = input.people.takeThread(messages);
  await rememberEarlierAttempts(crowd);
  for (const [phone, reply] of owed) answers.later(phone, reply);
  await Promise.all([
    listen(crowd, { cursor, answers, look }).catch(onFailure),
    keepLooking(crowd, look).catch(onFailure),
  ]);
  if (failures.length > 0) throw failures[0];
  return !input.signal.aborted;
}

/** Reads where everybody stands, and ends the crowd when nobody is under way. */
function lookAround({ api, programId, people, onEvent, onEnrollments, over }: Crowd): () => Promise<void> {
  const stages = createStageWatch(onEvent);
  return async () => {
    const found: Enrollment[] = [];
    for await (const enrollment of enrollmentsOf(api, programId)) {
      found.push(enrollment);
      if (enrollment.phone !== null) people.join(enrollment.phone);
      stages.notice(enrollment);
    }
    onEnrollments(found);
    if (found.length > 0 && found.every(({ state }) => state !== 'active')) over.abort();
  };
}

async function keepLooking({ dayMs, signal }: Crowd, look: () => Promise<void>): Promise<void> {
  const often = Math.min(LOOK_MOST_MS, Math.max(LOOK_LEAST_MS, dayMs / 10));
  const pause = Math.max(often, Math.min(LOOK_SELDOM_MS, dayMs / LOOKS_A_SLOW_DAY));
  while (!signal.aborted) {
    await look().catch((error: unknown) => {
      if (!(error instanceof ApiUnreachable)) throw error;
    });
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}

async function listen(
  { api, people, signal, onEvent }: Crowd,
  from: { cursor: string | null; answers: ReturnType<typeof createAnswers>; look: () => Promise<void> },
): Promise<void> {
  const { cursor, answers, look } = from;
  const onAway = () => onEvent({ kind: 'away', at: new Date().toISOString() });
  for await (const message of followMessages(api, { path: MESSAGES, cursor, signal, onAway })) {
    const { phone, at, text, direction } = message;
    // Somebody may have been enrolled since the last look.
    if (!people.has(phone)) await look();
    if (direction === 'to-phone' && people.has(phone)) onEvent({ kind: 'message', at, phone, text });
    const reply = people.take(message);
    if (reply) answers.later(phone, reply);
  }
}

/** Whoever answers late needs to know which attempt a message is, also when an old script made the first. */
async function rememberEarlierAttempts({ api, programId, people }: Crowd): Promise<void> {
  for await (const { id, phone, session, day } of enrollmentsOf(api, programId, { state: 'active' })) {
    if (phone === null || people.get(phone)?.behaviour.kind !== 'late') continue;
    const current = (await getEnrollment(api, id)).grid[session - 1]?.[day - 1];
    if (current?.status === 1) people.remember(phone, current.attempts);
  }
}
