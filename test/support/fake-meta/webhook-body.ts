import type { Change } from './webhook-events';

type Lists = Partial<Record<'messages' | 'contacts' | 'statuses', object[]>>;

/** Changes in one entry: more make another entry, so that batches are nested as deep as Meta's. */
const CHANGES_AN_ENTRY = 2;

/** One webhook of Meta's: entries of changes, and neighbours of one kind together in one change. */
export function webhookBody(accountId: string, changes: readonly Change[]) {
  const joined = changes.reduce<Change[]>(join, []);
  const count = Math.ceil(joined.length / CHANGES_AN_ENTRY);
  const entry = Array.from({ length: count }, (_, index) => ({
    id: accountId,
    changes: joined.slice(index * CHANGES_AN_ENTRY, (index + 1) * CHANGES_AN_ENTRY),
  }));
  return { object: 'whatsapp_business_account', entry };
}

function join(done: Change[], next: Change): Change[] {
  const last = done.at(-1);
  if (last?.field !== 'messages' || next.field !== 'messages') return [...done, next];
  const one = last.value as Lists;
  const other = next.value as Lists;
  if (one.statuses && other.statuses) {
    return [...done.slice(0, -1), holding(last, { statuses: [...one.statuses, ...other.statuses] })];
  }
  if (one.messages && other.messages) {
    const contacts = [...(one.contacts ?? []), ...(other.contacts ?? [])];
    return [
      ...done.slice(0, -1),
      holding(last, { contacts, messages: [...one.messages, ...other.messages] }),
    ];
  }
  return [...done, next];
}

function holding(change: Change, lists: Lists): Change {
  return { ...change, value: { ...change.value, ...lists } };
}
