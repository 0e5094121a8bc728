/** So often a message may fail within Hilo itself before it is left alone. */
export const MOST_FAILURES = 10;

/** After so many, messages that failed together are taken one by one. */
const SUSPECT_FAILURES = MOST_FAILURES / 2;

/**
 * Those of the messages, oldest first, that one turn takes: all of them, until one has failed so often that each must
 * show by itself whether it is the one that fails.
 */
export function takenTogether<M extends { failures: number }>(messages: readonly M[]): M[] {
  return messages.some(({ failures }) => failures >= SUSPECT_FAILURES)
    ? messages.slice(0, 1)
    : messages.slice();
}
