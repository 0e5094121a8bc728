import type { Behaviour } from '../../domain/programs/behaviour';
import type { EpochMs } from '../../domain/time/moments';

/** A message of the program as its receiver sees it. */
export interface ReceivedMessage {
  id: string;
  at: EpochMs;
  /** 1 for a day's first message, 2 for its retry …: messages since the last answer. */
  attempt: number;
  /** When the contact's first message came. */
  firstAt: EpochMs;
}

export interface PlannedReply {
  at: EpochMs;
  text: string;
}

const ANSWERS = [
  'Listo',
  'Ya quedó 👍',
  'Listo, ya lo hice',
  'Hecho. Gracias',
  'Sí, ya está',
  'Me tomó cinco minutos, listo',
];
const OPT_OUT = 'BAJA';

/** People answer after between a twentieth and a third of a program day, and in a minute at most. */
const SOONEST = 0.05;
const SPREAD = 0.28;
const LONGEST_MS = 60_000;

/**
 * When somebody of this behaviour answers a message, and with what; null when they do not. The same message
 * always gets the same answer after the same time.
 */
export function planReply(
  behaviour: Behaviour,
  message: ReceivedMessage,
  dayMs: number,
): PlannedReply | null {
  const soon = message.at + hesitation(message.id, dayMs);
  const text = ANSWERS[hashOf(message.id) % ANSWERS.length] ?? OPT_OUT;
  switch (behaviour.kind) {
    case 'never-answer':
    // The simulator cannot refuse delivery, so such a contact keeps silent.
    case 'refuse-delivery':
      return null;
    case 'always-answer':
      return { at: soon, text };
    case 'late':
      return lateReply(behaviour.after, message, { soon, text, dayMs });
    case 'stop': {
      const days = Math.round((message.at - message.firstAt) / dayMs);
      return { at: soon, text: days >= behaviour.onDay ? OPT_OUT : text };
    }
  }
}

function lateReply(
  after: number | 'retry',
  { attempt }: ReceivedMessage,
  { soon, text, dayMs }: { soon: EpochMs; text: string; dayMs: number },
): PlannedReply | null {
  if (after === 'retry') return attempt > 1 ? { at: soon, text } : null;
  // The answer to a day's first message is on its way already when the retry comes.
  return attempt === 1 ? { at: soon + after * dayMs, text } : null;
}

/** How long somebody takes to answer one message, in milliseconds. */
export function hesitation(messageId: string, dayMs: number): number {
  const share = SOONEST + SPREAD * ((hashOf(`${messageId} delay`) % 1000) / 1000);
  return Math.min(LONGEST_MS, Math.round(dayMs * share));
}

/** FNV-1a: the same text gives the same number in every run. */
export function hashOf(text: string): number {
  let hash = 2_166_136_261;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 16_777_619);
  return hash >>> 0;
}
