import { Select, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { ShowMore } from '../parts/show-more';
import { Shown } from '../parts/shown';
import { useRecipients, type Recipient } from './broadcasts-data';
import { broadcastsMessages } from './broadcasts.messages';

/** Everybody on the list, with what became of each and why. */
export function RecipientsTable({ id }: { id: string }) {
  const t = useMessages(broadcastsMessages);
  const [state, setState] = useState<Recipient['state'] | null>(null);
  const recipients = useRecipients(id, state);
  return (
    <>
      <Select
        aria-label={t.sendState}
        placeholder={t.anyState}
        clearable
        mb="sm"
        maw={260}
        data={Object.entries(t.sends).map(([value, label]) => ({
          value: value as Recipient['state'],
          label,
        }))}
        value={state}
        onChange={setState}
      />
      <Shown query={recipients}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          return rows.length === 0 ? <EmptyState title={t.nobody} /> : <Rows rows={rows} />;
        }}
      </Shown>
      <ShowMore query={recipients} />
    </>
  );
}

function Rows({ rows }: { rows: readonly Recipient[] }) {
  const t = useMessages(broadcastsMessages);
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th ta="right">{t.line}</Table.Th>
            <Table.Th>{t.contact}</Table.Th>
            <Table.Th>{t.sendState}</Table.Th>
            <Table.Th>{t.reason}</Table.Th>
            <Table.Th>{t.when}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Row key={row.ordinal} row={row} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ row }: { row: Recipient }) {
  const t = useMessages(broadcastsMessages);
  const { number, moment } = useFormats();
  const { line, name, phone, address, state, result, settledAt, dispatchedAt } = row;
  const at = settledAt ?? dispatchedAt;
  return (
    <Table.Tr>
      <Table.Td ta="right" className="tabular">
        {number(line)}
      </Table.Td>
      <Table.Td>
        {name}
        <Text size="sm" c="dimmed" className="tabular">
          {phone ?? address}
        </Text>
      </Table.Td>
      <Table.Td>{t.sends[state]}</Table.Td>
      <Table.Td>
        {result?.code}
        {result?.detail && (
          <Text size="sm" c="dimmed">
            {result.detail}
          </Text>
        )}
      </Table.Td>
      <Table.Td className="tabular">{at === null ? '' : moment(at)}</Table.Td>
    </Table.Tr>
  );
}
