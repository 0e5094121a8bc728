import type { DataSource } from 'typeorm';
import { createBroadcastsActivities } from '../activities/broadcasts.activities';
import { luxonZoneClock } from '../activities/zone-clock';
import { createBroadcastRecipients } from '../db/repositories/broadcast-recipients';
import { createBroadcastSends } from '../db/repositories/broadcast-sends';
import { createBroadcasts } from '../db/repositories/broadcasts';
import { createRateLeases } from '../db/repositories/rate-leases';
import type { composeActivities } from './compose-activities';

/** Broadcasts go out by the same ledger, channels and look-ups as every other send. */
export function composeBroadcasts(
  db: DataSource,
  parts: ReturnType<typeof composeActivities>,
  checkDelays: readonly number[],
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
  });
}
