import { Table } from '@mantine/core';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { ListTable } from '../parts/list-table';
import { ShowMore } from '../parts/show-more';
import { Shown } from '../parts/shown';
import { useRejectedRows } from './broadcasts-data';
import { broadcastsMessages } from './broadcasts.messages';
import { useRefusalWords } from './use-refusal-words';

interface RefusedRow {
  line: number;
  /** As it is written in the list. */
  phone: string;
  reason: string;
  detail: string;
}

/** The rows of a list that get no message, and why. */
export function RejectedTable({ id }: { id: string }) {
  const t = useMessages(broadcastsMessages);
  const rejected = useRejectedRows(id);
  return (
    <>
      <Shown query={rejected}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          return rows.length === 0 ? <EmptyState title={t.noneRejected} /> : <RefusedRows rows={rows} />;
        }}
      </Shown>
      <ShowMore query={rejected} />
    </>
  );
}

/** Rows with what is wrong with each. */
export function RefusedRows({ rows }: { rows: readonly RefusedRow[] }) {
  const t = useMessages(broadcastsMessages);
  const { number } = useFormats();
  const wordsOf = useRefusalWords();
  const reasons: Readonly<Record<string, string>> = t.refusals;
  return (
    <ListTable columns={[t.written, { title: t.line, isAmount: true }, t.reason, t.detail]}>
      {rows.map(({ line, phone, reason, detail }) => (
        <Table.Tr key={line}>
          <Table.Td>{phone}</Table.Td>
          <Table.Td ta="right">{number(line)}</Table.Td>
          <Table.Td>{reasons[reason] ?? reason}</Table.Td>
          <Table.Td>{wordsOf({ reason, detail })}</Table.Td>
        </Table.Tr>
      ))}
    </ListTable>
  );
}
