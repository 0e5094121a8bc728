import { remember, tooManyFailures, type SettledSoFar } from '../../domain/broadcasts/failure-share';
import type { BatchInput, BatchOutcome, BatchWork, OrdinalRange } from '../../workflows/broadcasts/contract';
import type { BroadcastsDeps } from './broadcasts-deps';
import { sendBatch } from './send-batch';

/** Another batch is begun within so long: where the rate makes one take this long, each has an activity of its own. */
const IN_TURN_MS = 2_000;

/**
 * Sends the batches of a range one after another, as long as each is through, refusals keep within their limit and
 * it does not take long; gives back the rest.
 */
export async function sendBatches(deps: BroadcastsDeps, input: BatchInput): Promise<BatchOutcome> {
  const until = performance.now() + IN_TURN_MS;
  const moments: SettledSoFar[] = [];
  let { batch, rest } = split(input.work, input.batchSize);
  let outcome = await sendBatch(deps, { ...input, work: batch });
  moments.push(outcome.settled);
  while (rest && performance.now() < until && goesOn(outcome, moments, input)) {
    ({ batch, rest } = split({ kind: 'list', ...rest }, input.batchSize));
    const { accepted, refused } = outcome;
    outcome = await sendBatch(deps, { ...input, work: batch });
    outcome = { ...outcome, accepted: accepted + outcome.accepted, refused: refused + outcome.refused };
    moments.push(outcome.settled);
  }
  return { ...outcome, moments, givenBack: joined(outcome.givenBack, rest) };
}

/** The first batch of what is to be done, and what follows it. */
function split(work: BatchWork, batchSize: number): { batch: BatchWork; rest: OrdinalRange | null } {
  if (work.kind !== 'list' || work.to - work.from < batchSize) return { batch: work, rest: null };
  const to = work.from + batchSize - 1;
  return { batch: { ...work, to }, rest: { from: to + 1, to: work.to } };
}

function goesOn(
  { halt, givenBack }: BatchOutcome,
  moments: readonly SettledSoFar[],
  { recent = [], failureLimit = 1 }: BatchInput,
): boolean {
  if (halt !== null || givenBack !== null) return false;
  return tooManyFailures(moments.reduce(remember, recent), failureLimit) === null;
}

function joined(back: OrdinalRange | null, rest: OrdinalRange | null): OrdinalRange | null {
  return rest ? { from: back?.from ?? rest.from, to: rest.to } : back;
}
