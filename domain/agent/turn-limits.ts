/** Tools that models may have run in one turn. */
export const MOST_TOOL_CALLS = 8;

/** What models may take for one turn, all its steps together; tools are not counted. */
export const MODEL_MS_A_TURN = 15_000;

/** Turns in a row that came to nothing, after which a person is called. */
export const FAILURES_BEFORE_HANDOFF = 2;

/** Messages in a burst are answered at once: when nothing more came for this long. */
export const BURST_QUIET_MS = 1_000;

/** Whoever does not stop writing is answered all the same. */
export const LONGEST_BURST_MS = 8_000;

/** How a turn of an agent ends. */
export const AGENT_OUTCOMES = [
  'answered',
  /** No model gave anything that could be used, or its time was over. */
  'no-answer',
  'too-many-tools',
  /** The account has used what it may in a day. */
  'over-budget',
  /** A step or a tool kept failing for reasons of our own. */
  'broken',
  /** A person took over, or the contact asked for silence. */
  'stopped',
] as const;
export type AgentOutcome = (typeof AGENT_OUTCOMES)[number];

/** Whether nobody answered the contact although somebody should have. */
export function isFailure(outcome: AgentOutcome): boolean {
  return outcome !== 'answered' && outcome !== 'stopped';
}

/**
 * Whether a person has to take over after a turn: at once when there will be no answer today, else when this is
 * not the first turn in a row that failed.
 */
export function needsPerson(outcome: AgentOutcome, earlier: readonly AgentOutcome[]): boolean {
  if (outcome === 'over-budget') return true;
  const streak = earlier.slice(0, FAILURES_BEFORE_HANDOFF - 1);
  return (
    isFailure(outcome) &&
    streak.length === FAILURES_BEFORE_HANDOFF - 1 &&
    streak.every((one) => isFailure(one))
  );
}
