/** Who has waited longer than this for the bot's next words counts as not answered. */
const LONGEST_MS = 3_600_000;
/** Each bound over the one before: how far a percentile may be from the truth, at most. */
const STEP = 1.1;

/** Upper bounds of the classes that waits are counted in, in milliseconds: 1.1 ms, 1.21 ms … an hour. */
export const WAIT_BOUNDS: readonly number[] = Array.from(
  { length: Math.ceil(Math.log(LONGEST_MS) / Math.log(STEP)) },
  (_, index) => STEP ** (index + 1),
);

/** The figure under which a message without an answer is counted; the others are counted by their class. */
export const UNANSWERED = 'unanswered';

/** How many waits fall in each class, by the class's number as text. */
export type WaitCounts = Readonly<Record<string, number>>;

/** How many messages got an answer. */
export function answeredOf(counts: WaitCounts): number {
  return classesOf(counts).reduce((sum, [, count]) => sum + count, 0);
}

/** The wait that this share of the answered did not exceed, in whole milliseconds; null where nobody was answered. */
export function waitAt(share: number, counts: WaitCounts): number | null {
  const rank = Math.max(1, Math.ceil(share * answeredOf(counts)));
  let seen = 0;
  for (const [number, count] of classesOf(counts)) {
    seen += count;
    if (seen >= rank) return Math.round(WAIT_BOUNDS[number] ?? LONGEST_MS);
  }
  return null;
}

function classesOf(counts: WaitCounts): [number, number][] {
  return Object.entries(counts)
    .filter(([figure]) => figure !== UNANSWERED)
    .map(([figure, count]): [number, number] => [Number(figure), count])
    .sort(([one], [other]) => one - other);
}
