import { Context } from '@temporalio/activity';
import type { Channel } from '../../channels/channel';
import type { Broadcast } from '../../domain/broadcasts/broadcast';
import { settledOf } from '../../domain/broadcasts/progress';
import { broadcastsLimit } from '../../domain/messaging/sender-limits';
import type { BatchInput, BatchOutcome } from '../../workflows/broadcasts/contract';
import { awaitSlots, type Slots } from './await-slots';
import { createBatchWork, type Slice } from './batch-work';
import type { BroadcastsDeps } from './broadcasts-deps';
import { callProvider, type Called } from './call-provider';
import { heedReports } from './heed-reports';
import { planSends, rulesAt } from './plan-sends';

/** A batch behind a slow rate gives the rest back after this long, so that no attempt becomes very old. */
const LONGEST_BATCH_MS = 30_000;
/** Longer than any call of a provider, so that only a dead worker's row becomes due. */
const CALL_LEASE_MS = 30_000;

type Result = Omit<BatchOutcome, 'givenBack' | 'settled'>;

/**
 * Sends one batch: slots, rows, calls and records, slice by slice. Whatever dies in between leaves rows that are
 * looked up; a batch that comes back skips every recipient who has a row.
 */
export async function sendBatch(deps: BroadcastsDeps, input: BatchInput): Promise<BatchOutcome> {
  const { accountId, broadcastId } = input;
  const { cancellationSignal } = Context.current();
  const stopAt = performance.now() + LONGEST_BATCH_MS;
  const work = createBatchWork(deps.sends, input);
  const result: Result = { accepted: 0, refused: 0, halt: null };
  let sender: Pick<SliceParts, 'broadcast' | 'channel'> | null = null;
  while (!work.isDone() && performance.now() < stopAt && !cancellationSignal.aborted) {
    const broadcast = await deps.broadcasts.get(accountId, broadcastId);
    if (!broadcast || !isRunning(broadcast)) break;
    const channel = await deps.channels.of(broadcast);
    if (!channel) {
      result.halt = `The channel ${broadcast.channel} is not set up.`;
      break;
    }
    sender = { broadcast, channel };
    const slots = await awaitSlots(deps, { broadcast, channel, most: work.remaining() });
    if (!slots) continue;
    await sendSlice(deps, { broadcast, channel, slots, work, result });
    if (result.halt !== null) break;
  }
  result.halt ??= await heedReports(deps, sender);
  const settled = settledOf(await deps.broadcasts.tally(accountId, broadcastId));
  return { ...result, givenBack: work.left(), settled };
}

function isRunning({ state }: Broadcast): boolean {
  return state === 'running' || state === 'waiting';
}

interface SliceParts {
  broadcast: Broadcast;
  channel: Channel;
  slots: Slots;
  work: ReturnType<typeof createBatchWork>;
  result: Result;
}

async function sendSlice(deps: BroadcastsDeps, parts: SliceParts): Promise<void> {
  const { broadcast, channel, slots, work, result } = parts;
  const now = await deps.clock();
  const rules = rulesAt(broadcast, channel, { now, zoneClock: deps.zoneClock });
  const slice: Slice = await work.read(slots.count, {
    channel: broadcast.channel,
    capDays: broadcast.frequencyCap?.days ?? null,
    now,
  });
  const planned = planSends(broadcast, slice.turns, rules);
  const { accountId, id: broadcastId, botId } = broadcast;
  const claimed = await deps.sends.claim(
    { accountId, broadcastId, channel: broadcast.channel, botId },
    planned,
    {
      now,
      checkAt: Math.max(now, slots.startAt) + slots.count * slots.intervalMs + CALL_LEASE_MS,
      fresh: slice.fresh,
    },
  );
  const ours = planned.filter(({ sendId }) => claimed.has(sendId));
  const called = await callProvider(deps, { accountId, channel, slots }, ours);
  await deps.sends.record(accountId, called, await deps.clock());
  work.advance(slice);
  await learn(deps, { broadcast, channel, called });
  for (const { outcome } of called) {
    if (outcome.kind === 'accepted') result.accepted += 1;
    if (outcome.kind === 'rejected') result.refused += 1;
    result.halt ??= haltOf(outcome);
  }
}

function haltOf(outcome: Called['outcome']): string | null {
  if (outcome.kind !== 'rejected' || outcome.blames === undefined) return null;
  return `${outcome.detail}.`;
}

/** What answers say beyond their own message: slow down, and write to this contact no more. */
async function learn(
  deps: BroadcastsDeps,
  { broadcast, channel, called }: { broadcast: Broadcast; channel: Channel; called: readonly Called[] },
): Promise<void> {
  const { accountId } = broadcast;
  const now = await deps.clock();
  const limit = broadcastsLimit(channel);
  const throttled = called.flatMap(({ outcome }) =>
    outcome.kind === 'not-sent' && outcome.throttled ? [outcome] : [],
  );
  if (limit && throttled.length > 0) {
    const rests = throttled.map(({ wholeSender, retryAfterMs }) => (wholeSender ? retryAfterMs : 0));
    await deps.leases.slowDown(accountId, limit, { now, restMs: Math.max(...rests) });
  }
  for (const { outcome, contactId } of called) {
    if (outcome.kind === 'rejected' && outcome.optedOut) {
      await deps.contacts.optOut(accountId, contactId, new Date(now));
    }
  }
}
