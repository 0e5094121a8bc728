import { Anchor, Button, Card, Table, Text } from '@mantine/core';
import { Plus } from 'lucide-react';
import { Link } from 'wouter';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { ListTable } from '../parts/list-table';
import { PageHeader } from '../parts/page-header';
import { ShowMore } from '../parts/show-more';
import { Shown } from '../parts/shown';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { useBroadcasts, type Broadcast } from './broadcasts-data';
import { broadcastsMessages } from './broadcasts.messages';
import { ProgressBar } from './progress-bar';
import { StateBadge } from './state-badge';

/** Every broadcast of the account, the newest first, as it goes. */
export default function BroadcastsPage() {
  const t = useMessages(broadcastsMessages);
  const broadcasts = useBroadcasts();
  return (
    <>
      <PageHeader title={t.title} lead={t.lead}>
        <Button component={Link} href="/broadcasts/templates" variant="default">
          {t.templates}
        </Button>
        <NewBroadcast />
      </PageHeader>
      <Card withBorder radius="lg" padding="md">
        <Shown query={broadcasts}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            return items.length === 0 ? <EmptyState title={t.none} /> : <List broadcasts={items} />;
          }}
        </Shown>
        <ShowMore query={broadcasts} />
      </Card>
    </>
  );
}

function NewBroadcast() {
  const t = useMessages(broadcastsMessages);
  if (!may(useOperator(), 'admin')) return null;
  return (
    <Button component={Link} href="/broadcasts/new" leftSection={<Plus size={16} aria-hidden />}>
      {t.make}
    </Button>
  );
}

function List({ broadcasts }: { broadcasts: readonly Broadcast[] }) {
  const t = useMessages(broadcastsMessages);
  return (
    <ListTable columns={[t.name, t.state, t.progress, { title: t.recipients, isAmount: true }, t.made]}>
      {broadcasts.map((broadcast) => (
        <Row key={broadcast.id} broadcast={broadcast} />
      ))}
    </ListTable>
  );
}

function Row({ broadcast }: { broadcast: Broadcast }) {
  const t = useMessages(broadcastsMessages);
  const { number, moment } = useFormats();
  const { id, title, channel, state, progress, createdAt } = broadcast;
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} href={`/broadcasts/${id}`} fw={600}>
          {title}
        </Anchor>
        <Text size="xs" c="dimmed">
          {t.channels[channel]}
        </Text>
      </Table.Td>
      <Table.Td>
        <StateBadge state={state} />
      </Table.Td>
      <Table.Td>
        <ProgressBar progress={progress} size="sm" />
        <Text size="xs" c="dimmed" className="tabular" mt={4}>
          {t.doneOf(number(progress.total - progress.pending), number(progress.total))}
        </Text>
      </Table.Td>
      <Table.Td ta="right" className="tabular">
        {number(progress.total)}
      </Table.Td>
      <Table.Td>{moment(createdAt)}</Table.Td>
    </Table.Tr>
  );
}
