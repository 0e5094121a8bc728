/** How many sends had settled, and how many of them were refused, at one moment of a broadcast. */
export interface SettledSoFar {
  settled: number;
  failed: number;
}

/** Refusals are judged over so many sends. */
export const JUDGED_SENDS = 200;
const MOST_MOMENTS = 64;

/** The moments to judge by, with another one: those that lie within the judged sends, and one before them. */
export function remember(moments: readonly SettledSoFar[], latest: SettledSoFar): SettledSoFar[] {
  const all = [...moments, latest];
  const from = all.findLastIndex(({ settled }) => settled <= latest.settled - JUDGED_SENDS);
  return all.slice(Math.max(0, from, all.length - MOST_MOMENTS));
}

/** Why a broadcast pauses itself over refusals; null while their share is within the limit, of which 1 means none. */
export function tooManyFailures(moments: readonly SettledSoFar[], limit: number): string | null {
  const share = failureShare(moments);
  if (share === null || limit >= 1 || share <= limit) return null;
  return `${Math.round(share * 100)} % of the last messages were refused; the limit is ${Math.round(limit * 100)} %.`;
}

/** The share of refusals among the last sends; null while there are too few to judge. */
export function failureShare(moments: readonly SettledSoFar[]): number | null {
  const latest = moments.at(-1);
  const before = moments.findLast(({ settled }) => settled <= (latest?.settled ?? 0) - JUDGED_SENDS);
  if (!latest || !before) return null;
  return (latest.failed - before.failed) / (latest.settled - before.settled);
}
