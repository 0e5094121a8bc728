import { Table } from '@mantine/core';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { ListTable } from '../parts/list-table';
import { Shown } from '../parts/shown';
import { useRuns, type Run } from './programs-data';
import { programsMessages } from './programs.messages';

/** What each day came to, the newest first. */
export function RunsTable({ programId }: { programId: string }) {
  const t = useMessages(programsMessages);
  const titles = [t.evaluated, t.sent, t.failed, t.excluded, t.omitted];
  return (
    <Shown query={useRuns(programId)}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={t.noRuns} />
        ) : (
          <ListTable columns={[t.date, ...titles.map((title) => ({ title, isAmount: true }))]}>
            {items.map((run) => (
              <RunRow key={run.date} run={run} />
            ))}
          </ListTable>
        )
      }
    </Shown>
  );
}

function RunRow({ run: { date, evaluated, sent, failed, excluded, omitted } }: { run: Run }) {
  const { number } = useFormats();
  const alone = Object.values(omitted).reduce((sum, count) => sum + count, 0);
  return (
    <Table.Tr>
      <Table.Td>{date}</Table.Td>
      {[evaluated, sent, failed, excluded, alone].map((count, index) => (
        <Table.Td key={`${index} ${count}`} ta="right">
          {number(count)}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
