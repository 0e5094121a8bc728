import type { Channel } from '../../channels/channel';
import type { Recorded } from '../../db/repositories/broadcast-sends';
import type { SendOutcome } from '../../domain/messaging/outcome';
import { settleOutcome } from '../../domain/messaging/settlement';
import { pause, type Slots } from './await-slots';
import type { BroadcastsDeps } from './broadcasts-deps';
import type { AddressedSend } from './plan-sends';

export interface Called extends Recorded {
  contactId: string;
  outcome: SendOutcome;
}

export interface CallPlan {
  accountId: string;
  channel: Channel;
  slots: Slots;
}

/** Calls the provider for each row, at its slot and without waiting for the one before. */
export function callProvider(
  deps: BroadcastsDeps,
  { accountId, channel, slots }: CallPlan,
  rows: readonly AddressedSend[],
): Promise<Called[]> {
  return Promise.all(
    rows.map(async (row, place) => {
      const wait = slots.startAt + place * slots.intervalMs - (await deps.clock());
      if (wait > 0) await pause(wait);
      const started = performance.now();
      const outcome = await callChannel(channel, accountId, row);
      const responseMs = Math.round(performance.now() - started);
      const settlement = settleOutcome(outcome, {
        now: await deps.clock(),
        checkDelays: deps.checkDelays,
        canLook: channel.findSent !== undefined,
      });
      const { sendId, attemptId, contactId } = row;
      return { sendId, attemptId, contactId, outcome, settlement, responseMs };
    }),
  );
}

async function callChannel(channel: Channel, accountId: string, row: AddressedSend): Promise<SendOutcome> {
  const { sendId, attemptId, content, address: to } = row;
  try {
    return await channel.send({ sendId, attemptId, accountId, to, content });
  } catch (error) {
    // A defect of ours in one message must not leave the fate of the others unrecorded.
    const name = error instanceof Error ? error.name : 'unknown';
    return { kind: 'unknown', detail: `the call failed in Hilo itself: ${name}` };
  }
}
