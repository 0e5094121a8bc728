import type { DeliveryStatus } from './outcome';
import type { SendState } from './send';

/**
 * How far a send is known to have come. A report moves a row only upwards, so that any order and any number
 * of reports ends in the same state. A failure outranks acceptance and loses to delivered and read.
 */
const RANK: Partial<Record<SendState, number>> = {
  reserved: 0,
  dispatching: 0,
  unconfirmed: 0,
  accepted: 1,
  rejected: 2,
  delivered: 3,
  read: 4,
};

const REPORTED: Record<DeliveryStatus, SendState> = {
  accepted: 'accepted',
  failed: 'rejected',
  delivered: 'delivered',
  read: 'read',
};

/** The state that a report alone would give. */
export function reportedState(status: DeliveryStatus): SendState {
  return REPORTED[status];
}

/** The states a report may replace; suppressed and cancelled rows never move. */
export function statesBelow(status: DeliveryStatus): SendState[] {
  const rank = RANK[REPORTED[status]] ?? 0;
  return (Object.keys(RANK) as SendState[]).filter((state) => (RANK[state] ?? 0) < rank);
}

/** The state after one more report. */
export function mergeReport(current: SendState, status: DeliveryStatus): SendState {
  return statesBelow(status).includes(current) ? REPORTED[status] : current;
}
