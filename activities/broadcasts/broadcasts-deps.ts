import type { BroadcastRecipients } from '../../db/repositories/broadcast-recipients';
import type { BroadcastSends } from '../../db/repositories/broadcast-sends';
import type { Broadcasts } from '../../db/repositories/broadcasts';
import type { Contacts } from '../../db/repositories/contacts';
import type { RateLeases } from '../../db/repositories/rate-leases';
import type { SendLedger } from '../../db/repositories/send-ledger';
import type { ZoneClock } from '../../domain/time/moments';
import type { Clock, Dispatcher, SendChannels } from '../messaging/dispatcher';

export interface BroadcastsDeps {
  broadcasts: Broadcasts;
  recipients: BroadcastRecipients;
  sends: BroadcastSends;
  leases: RateLeases;
  ledger: SendLedger;
  contacts: Contacts;
  channels: SendChannels;
  /** Looks up sends whose answer was lost. */
  dispatcher: Dispatcher;
  zoneClock: ZoneClock;
  clock: Clock;
  /** Milliseconds after dispatch at which a lost answer is looked up. */
  checkDelays: readonly number[];
  /** How many batches an activity may take, one after another. */
  batchesInTurn: number;
}
