import type { Ledger, LedgerMessage } from './ledger';

interface ListDeps {
  ledger: Ledger;
  lagMs: number;
}

/** The messages a list call may see, newest first; as with Twilio, a date filter hides what was not yet sent. */
export function listMessages({ ledger, lagMs }: ListDeps, query: URLSearchParams): LedgerMessage[] {
  const to = query.get('To');
  const from = query.get('From');
  const visibleUntil = Date.now() - lagMs;
  const candidates = to === null ? ledger.all() : ledger.to(to);
  return candidates
    .filter((message) => message.createdAt <= visibleUntil)
    .filter((message) => from === null || message.from === from)
    .filter((message) => datesMatch(message, query))
    .toReversed();
}

function datesMatch({ sentAt }: LedgerMessage, query: URLSearchParams): boolean {
  const after = query.get('DateSent>');
  const before = query.get('DateSent<');
  if (after === null && before === null) return true;
  if (sentAt === null) return false;
  return (after === null || sentAt >= Date.parse(after)) && (before === null || sentAt <= Date.parse(before));
}
