import type { AcceptedRow, RejectedRow } from '../../../domain/broadcasts/list-row';
import type { Unwanted } from '../../../db/repositories/unwanted-recipients';
import type { ApiDeps } from '../../api-deps';
import type { OpenList } from './open-list';

/** So many rows of a list, each one way or the other. */
export interface SortedRows {
  accepted: AcceptedRow[];
  rejected: RejectedRow[];
}

/** A statement for so many is quickest, and so many cost no memory. */
const AT_ONCE = 1000;

const DETAILS: Record<Unwanted, string> = {
  'opted-out': 'the contact wants no more messages',
  excluded: 'a program excluded the contact for good',
};

/** The rows of a list, some 1,000 at a time, those who must not be written to among the rejected. */
export async function* sortRows(
  accountId: string,
  list: OpenList,
  deps: Pick<ApiDeps, 'unwantedRecipients'>,
): AsyncGenerator<SortedRows> {
  let rows: SortedRows = { accepted: [], rejected: [] };
  for await (const read of list.rows()) {
    for (const row of read) {
      if (row.kind === 'accepted') rows.accepted.push(row);
      else rows.rejected.push(row);
      if (rows.accepted.length + rows.rejected.length < AT_ONCE) continue;
      yield await withoutUnwanted(accountId, list, { rows, deps });
      rows = { accepted: [], rejected: [] };
    }
  }
  yield await withoutUnwanted(accountId, list, { rows, deps });
}

async function withoutUnwanted(
  accountId: string,
  { sender }: OpenList,
  { rows, deps }: { rows: SortedRows; deps: Pick<ApiDeps, 'unwantedRecipients'> },
): Promise<SortedRows> {
  const addresses = rows.accepted.map(({ address }) => address);
  const unwanted = await deps.unwantedRecipients.among({ accountId, channel: sender.channel, addresses });
  const rejected = rows.accepted.flatMap((row) => {
    const reason = unwanted.get(row.address);
    return reason === undefined ? [] : [rejection(row, reason, DETAILS[reason])];
  });
  return {
    accepted: rows.accepted.filter(({ address }) => !unwanted.has(address)),
    rejected: [...rows.rejected, ...rejected],
  };
}

/** A row that reads well and gets no message all the same. */
export function rejection(row: AcceptedRow, reason: RejectedRow['reason'], detail: string): RejectedRow {
  return { kind: 'rejected', line: row.line, written: row.address, reason, detail };
}
