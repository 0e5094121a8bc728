import { TELEGRAM_BLOCK } from '../../db/repositories/consent';
import type { EpochMs } from '../../domain/time/moments';
import type { ApiDeps } from '../api-deps';
import { tellOptOut, type ConsentDeps } from './consent';

/** A person stopped a bot on Telegram, or let it in again. */
export interface Block {
  accountId: string;
  kind: 'blocked' | 'unblocked';
  /** Telegram's id of the person. */
  from: string;
  at: EpochMs;
}

/** Blocking a bot is an opt-out, and unblocking it takes that back; a person we do not know has nothing to stop. */
export async function receiveBlock(
  { accountId, kind, from, at }: Block,
  deps: ConsentDeps & Pick<ApiDeps, 'contacts' | 'inboundQueue'>,
): Promise<void> {
  const contactId = await deps.contacts.findByAddress(accountId, 'telegram', from);
  if (contactId === null) return;
  const change = { accountId, contactId, at: new Date(at) };
  if (kind === 'unblocked') {
    await deps.consent.unblock({ ...change, source: 'telegram unblock' });
    return;
  }
  const news = await deps.consent.optOut({ ...change, source: TELEGRAM_BLOCK });
  if (news) deps.inboundQueue.add(contactId, () => tellOptOut({ accountId, contactId, at }, deps));
}
