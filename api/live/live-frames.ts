import type { LiveEvent } from '../../db/repositories/live-events';
import type { Broadcast, SendTally } from '../../domain/broadcasts/broadcast';
import { NO_SENDS, progressOf } from '../../domain/broadcasts/progress';

/** The first thing said: from here on the client is told everything. */
export function helloFrame(position: number): string {
  return JSON.stringify({ type: 'hello', position });
}

/** What the client missed is no longer kept: it asks for the present state, and goes on from here. */
export function resetFrame(position: number): string {
  return JSON.stringify({ type: 'reset', position });
}

/** One event as it goes over the wire. */
export function eventFrame({ position, kind, at, data }: LiveEvent): string {
  const shown = kind === 'broadcast' ? presentBroadcast(data as unknown as ToldBroadcast) : data;
  return JSON.stringify({ type: 'event', position, kind, at: at.toISOString(), data: shown });
}

/** A broadcast as the database tells of it. */
interface ToldBroadcast extends Pick<Broadcast, 'id' | 'state' | 'reason' | 'total'> {
  tally: Partial<SendTally>;
}

function presentBroadcast({ id, state, reason, total, tally }: ToldBroadcast) {
  return { id, state, reason, progress: progressOf({ state, total }, { ...NO_SENDS, ...tally }) };
}
