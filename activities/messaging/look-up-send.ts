import type { Channel, SentMessage } from '../../channels/channel';
import type { Contacts } from '../../db/repositories/contacts';
import type { SendLedger } from '../../db/repositories/send-ledger';
import type { Send } from '../../domain/messaging/send';
import { settleLookup, type Lookup, type Settlement } from '../../domain/messaging/settlement';
import type { EpochMs } from '../../domain/time/moments';

export interface LookUpDeps {
  ledger: SendLedger;
  contacts: Contacts;
  channel: Channel | null;
  now: EpochMs;
  checkDelays: readonly number[];
}

/** Looks a send up whose answer was lost, and says how its row goes on. */
export async function lookUpSend(deps: LookUpDeps, send: Send): Promise<Settlement> {
  const plan = {
    now: deps.now,
    checkDelays: deps.checkDelays,
    canLook: deps.channel?.findSent !== undefined,
  };
  return settleLookup(send, await lookUp(deps, send), plan);
}

async function lookUp({ ledger, contacts, channel }: LookUpDeps, send: Send): Promise<Lookup> {
  if (!channel?.findSent || send.dispatchedAt === null) return { kind: 'cannot-look' };
  const { address } = await contacts.gateFacts(send.accountId, send.contactId, send.channel);
  if (address === null) return { kind: 'cannot-look' };
  try {
    const shown = await channel.findSent({
      to: address,
      content: send.content,
      dispatchedAt: send.dispatchedAt,
    });
    const free = await withoutOwner(ledger, send, shown);
    return free ? { kind: 'found', providerId: free.providerId } : { kind: 'not-found' };
  } catch (error) {
    return {
      kind: 'failed',
      detail: `the look-up failed: ${error instanceof Error ? error.name : 'unknown'}`,
    };
  }
}

/** The earliest matching message that no other row owns. */
async function withoutOwner(
  ledger: SendLedger,
  send: Send,
  shown: readonly SentMessage[],
): Promise<SentMessage | null> {
  const matching = shown.filter((message) => message.matches);
  const owned = await ledger.ownedProviderIds(
    send.channel,
    matching.map((message) => message.providerId),
  );
  const free = matching.filter((message) => !owned.has(message.providerId));
  free.sort((a, b) => a.createdAt - b.createdAt);
  return free[0] ?? null;
}
