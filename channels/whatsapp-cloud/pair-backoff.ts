const LONGEST_MS = 3_600_000;
/** As many recipients as are remembered; the longest forgotten begins again with a short wait. */
const MOST_RECIPIENTS = 10_000;

/**
 * How long to leave one recipient alone after each refusal in a row for writing too often (131056): 4, 16, 64 …
 * seconds, as Meta asks, at most an hour.
 */
export function createPairBackoff() {
  const refusals = new Map<string, number>();
  return {
    /** Counts one more refusal; the wait in milliseconds. */
    refused(recipient: string): number {
      const count = (refusals.get(recipient) ?? 0) + 1;
      refusals.delete(recipient);
      refusals.set(recipient, count);
      const [oldest] = refusals.keys();
      if (refusals.size > MOST_RECIPIENTS && oldest !== undefined) refusals.delete(oldest);
      return Math.min(4 ** count * 1000, LONGEST_MS);
    },
    accepted(recipient: string): void {
      refusals.delete(recipient);
    },
  };
}
export type PairBackoff = ReturnType<typeof createPairBackoff>;
