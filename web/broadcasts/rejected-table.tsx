import { Table } from '@mantine/core';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { ShowMore } from '../parts/show-more';
import { Shown } from '../parts/shown';
import { useRejectedRows } from './broadcasts-data';
import { broadcastsMessages } from './broadcasts.messages';

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
  const reasons: Readonly<Record<string, string>> = t.refusals;
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th ta="right">{t.line}</Table.Th>
            <Table.Th>{t.written}</Table.Th>
            <Table.Th>{t.reason}</Table.Th>
            <Table.Th>{t.detail}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ line, phone, reason, detail }) => (
            <Table.Tr key={line}>
              <Table.Td ta="right" className="tabular">
                {number(line)}
              </Table.Td>
              <Table.Td className="tabular">{phone}</Table.Td>
              <Table.Td>{reasons[reason] ?? reason}</Table.Td>
              <Table.Td>{detail}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
