import type { Channel } from '../../channels/channel';
import type { Broadcast } from '../../domain/broadcasts/broadcast';
import { broadcastsLimit } from '../../domain/messaging/sender-limits';
import type { BroadcastsDeps } from './broadcasts-deps';

/**
 * What delivery reports brought since the broadcast was last started or resumed: most of a provider's refusals come
 * that way and not as an answer. Slows the sender down, and says why going on is senseless; null where it is not.
 */
export async function heedReports(
  { sends, leases, clock }: BroadcastsDeps,
  sender: { broadcast: Broadcast; channel: Channel } | null,
): Promise<string | null> {
  if (!sender?.channel.meaningOf) return null;
  const { broadcast, channel } = sender;
  const { accountId, id: broadcastId } = broadcast;
  const codes = await sends.reportedCodes({ accountId, broadcastId });
  const meanings = codes.map(({ code, isNew }) => ({ isNew, ...channel.meaningOf?.(code) }));
  const limit = broadcastsLimit(channel);
  if (limit && meanings.some(({ throttled, isNew }) => throttled && isNew)) {
    await leases.slowDown(accountId, limit, { now: await clock(), restMs: 0 });
  }
  const blamed = meanings.find(({ blames }) => blames !== undefined);
  return blamed?.detail === undefined ? null : `${blamed.detail}.`;
}
