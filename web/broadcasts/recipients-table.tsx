import { Select, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { ListTable } from '../parts/list-table';
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
    <ListTable columns={[t.contact, { title: t.line, isAmount: true }, t.sendState, t.reason, t.when]}>
      {rows.map((row) => (
        <Row key={row.ordinal} row={row} />
      ))}
    </ListTable>
  );
}

function Row({ row }: { row: Recipient }) {
  const t = useMessages(broadcastsMessages);
  const { number, moment } = useFormats();
  const { line, name, phone, address, state, result, settledAt, dispatchedAt } = row;
  const at = settledAt ?? dispatchedAt;
  return (
    <Table.Tr>
      <Table.Td>
        {name}
        <Text size="sm" c="dimmed">
          {phone ?? address}
        </Text>
      </Table.Td>
      <Table.Td ta="right">{number(line)}</Table.Td>
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
