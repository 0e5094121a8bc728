import type { DataSource } from 'typeorm';
import { createBroadcastsActivities } from '../activities/broadcasts.activities';
import type { BroadcastsDeps } from '../activities/broadcasts/broadcasts-deps';
import { luxonZoneClock } from '../activities/zone-clock';
import { createBroadcastRecipients } from '../db/repositories/broadcast-recipients';
import { createBroadcastSends } from '../db/repositories/broadcast-sends';
import { createBroadcasts } from '../db/repositories/broadcasts';
import { createRateLeases } from '../db/repositories/rate-leases';
import type { composeActivities } from './compose-activities';

/** What an activity costs beside its messages is a third of a batch, which ten of them share. */
const BATCHES_IN_TURN = 10;

interface BroadcastTuning extends Pick<BroadcastsDeps, 'checkDelays'> {
  batchesInTurn?: number | undefined;
}

/** Broadcasts go out by the same ledger, channels and look-ups as every other send. */
export function composeBroadcasts(
  db: DataSource,
  parts: ReturnType<typeof composeActivities>,
  { checkDelays, batchesInTurn = BATCHES_IN_TURN }: BroadcastTuning,
) {
  const { ledger, contacts, channels, dispatcher, clock } = parts;
  return createBroadcastsActivities({
    broadcasts: createBroadcasts(db),
    recipients: createBroadcastRecipients(db),
    sends: createBroadcastSends(db),
    leases: createRateLeases(db),
    ledger,
    contacts,
    channels,
    dispatcher,
    zoneClock: luxonZoneClock,
    clock,
    checkDelays,
    batchesInTurn,
  });
}
