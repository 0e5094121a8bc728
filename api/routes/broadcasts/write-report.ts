import type { Readable } from 'node:stream';
import type { Broadcast } from '../../../domain/broadcasts/broadcast';
import type { ListedRecipient, RejectedRow } from '../../../db/repositories/broadcast-recipients';
import type { ApiDeps } from '../../api-deps';
import { writeCsv } from '../../csv/write-csv';

const COLUMNS = [
  ...(['line', 'phone', 'name', 'state', 'code', 'detail', 'provider_id'] as const),
  ...(['dispatched_at', 'settled_at'] as const),
] as const;
type ReportRow = Record<(typeof COLUMNS)[number], string>;

const AT_ONCE = 1000;

/** One row for each row of the list, recipients first, read a page at a time while they are written out. */
export function writeReport(broadcast: Broadcast, deps: Pick<ApiDeps, 'broadcastRecipients'>): Readable {
  return writeCsv(COLUMNS, reportRows(broadcast, deps));
}

async function* reportRows(
  { accountId, id: broadcastId, state }: Broadcast,
  { broadcastRecipients }: Pick<ApiDeps, 'broadcastRecipients'>,
): AsyncGenerator<ReportRow> {
  const of = { accountId, broadcastId };
  // Whose turn never came was cancelled with the broadcast.
  const unsent = state === 'cancelled' ? 'cancelled' : 'none';
  let recipients: ListedRecipient[];
  let after = 0;
  do {
    recipients = await broadcastRecipients.list({ ...of, after, limit: AT_ONCE });
    yield* recipients.map((recipient) => recipientRow(recipient, unsent));
    after = recipients.at(-1)?.ordinal ?? after;
  } while (recipients.length === AT_ONCE);
  let rejected: RejectedRow[];
  let line = 0;
  do {
    rejected = await broadcastRecipients.rejected(of, line, AT_ONCE);
    yield* rejected.map(rejectedRow);
    line = rejected.at(-1)?.line ?? line;
  } while (rejected.length === AT_ONCE);
}

function recipientRow(recipient: ListedRecipient, unsent: string): ReportRow {
  const { address, phone, name, resultCode, resultDetail, providerId } = recipient;
  return {
    line: String(recipient.line),
    phone: written(address ?? phone),
    name: written(name),
    state: recipient.state ?? unsent,
    code: written(resultCode),
    detail: written(resultDetail),
    provider_id: written(providerId),
    dispatched_at: written(recipient.dispatchedAt),
    settled_at: written(recipient.settledAt),
  };
}

function written(value: string | Date | null): string {
  return value instanceof Date ? value.toISOString() : (value ?? '');
}

function rejectedRow({ line, phone, reason, detail }: RejectedRow): ReportRow {
  const never = { name: '', provider_id: '', dispatched_at: '', settled_at: '' };
  return { line: String(line), phone, state: 'not-taken', code: reason, detail, ...never };
}
