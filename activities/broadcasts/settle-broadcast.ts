import { sendsIn } from '../../domain/broadcasts/progress';
import type { Leftovers } from '../../workflows/broadcasts/contract';
import type { BroadcastsDeps } from './broadcasts-deps';

const LANES = 8;
const BATCH = 500;
/** How long one call goes on looking up; the next takes the rest. */
const SETTLING_MS = 15_000;

export interface SettleRequest {
  v: 1;
  accountId: string;
  broadcastId: string;
  /** Nothing that waits goes out any more; what was called is still settled. */
  cancelled: boolean;
}

/** Looks up what was called and never answered, and says what is still open. */
export async function settleBroadcast(deps: BroadcastsDeps, request: SettleRequest): Promise<Leftovers> {
  const { accountId, broadcastId, cancelled } = request;
  await lookUp(deps, request);
  const now = await deps.clock();
  if (cancelled) await deps.sends.cancelWaiting(request, now);
  const open = await deps.sends.open(request, now);
  const broadcast = await deps.broadcasts.get(accountId, broadcastId);
  const tally = await deps.broadcasts.tally(accountId, broadcastId);
  const incomplete = !cancelled && broadcast !== null && sendsIn(tally) < broadcast.total;
  return { ...open, unsent: incomplete ? await deps.recipients.unsent(request) : null };
}

async function lookUp({ sends, ledger, dispatcher, clock }: BroadcastsDeps, request: SettleRequest) {
  const stopAt = performance.now() + SETTLING_MS;
  const due = await sends.dueLookUps(request, await clock(), BATCH);
  const lane = async () => {
    for (let id = due.shift(); id !== undefined && performance.now() < stopAt; id = due.shift()) {
      const send = await ledger.get(id);
      // One that was shown not to have gone out waits for its batch, which asks whether it still may.
      if (send?.state === 'dispatching') await dispatcher.dispatch(send);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
