import { Table, Text } from '@mantine/core';
import { RotateCcw } from 'lucide-react';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { ConfirmButton } from '../parts/confirm-button';
import { EmptyState } from '../parts/empty-state';
import { ListTable } from '../parts/list-table';
import { Shown } from '../parts/shown';
import type { useAct } from './broadcast-acts';
import { useFailures, type Broadcast } from './broadcasts-data';
import { broadcastsMessages } from './broadcasts.messages';

interface FailuresTableProps {
  broadcast: Broadcast;
  /** Null for who may only look. */
  act: ReturnType<typeof useAct> | null;
}

/** Why the provider refused, how often, and sending again to whom it refused. */
export function FailuresTable({ broadcast, act }: FailuresTableProps) {
  const t = useMessages(broadcastsMessages);
  const { number } = useFormats();
  const failures = useFailures(broadcast.id);
  // A cancelled broadcast sends nothing more.
  const retry = broadcast.state === 'cancelled' ? null : act;
  const total = failures.data?.items.reduce((sum, { count }) => sum + count, 0) ?? 0;
  return (
    <Shown query={failures}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={t.noFailures} />
        ) : (
          <>
            <ListTable columns={[t.reason, { title: t.people, isAmount: true }, '']}>
              {items.map(({ code, detail, count }) => (
                <Table.Tr key={code}>
                  <Table.Td>
                    {code}
                    <Text size="sm" c="dimmed">
                      {detail}
                    </Text>
                  </Table.Td>
                  <Table.Td ta="right" className="tabular">
                    {number(count)}
                  </Table.Td>
                  <Table.Td ta="right">
                    {retry && <Retry count={count} codes={[code]} act={retry} />}
                  </Table.Td>
                </Table.Tr>
              ))}
            </ListTable>
            {retry && items.length > 1 && <Retry count={total} codes={null} act={retry} />}
          </>
        )
      }
    </Shown>
  );
}

interface RetryProps {
  count: number;
  /** Null for every reason. */
  codes: string[] | null;
  act: ReturnType<typeof useAct>;
}

function Retry({ count, codes, act }: RetryProps) {
  const t = useMessages(broadcastsMessages);
  const { number } = useFormats();
  return (
    <ConfirmButton
      label={codes === null ? t.retryAll : t.retry}
      leftSection={<RotateCcw size={16} aria-hidden />}
      question={t.retryQuestion(number(count))}
      says={t.retrySays}
      color="hilo"
      loading={act.isPending && act.variables.kind === 'retry'}
      onConfirm={() => act.mutate({ kind: 'retry', codes })}
    />
  );
}
