import { Anchor, Badge, Card, Group, Table, Text } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import { useMessages } from '../language/language';
import { AddDialog } from '../parts/add-dialog';
import { EmptyState } from '../parts/empty-state';
import { ListTable } from '../parts/list-table';
import { PageHeader } from '../parts/page-header';
import { ShowMore } from '../parts/show-more';
import { Shown } from '../parts/shown';
import { platformsMessages } from '../platforms/platforms.messages';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { BotForm } from './bot-form';
import { useBots, useCreateBot, type Bot } from './bots-data';
import { botsMessages } from './bots.messages';

const MAKE_ONE = 'npx hilo bots create examples/scenarios/restaurant-booking.json --name Reservas';

/** Every bot of the account, where it answers and what it follows. */
export default function BotsPage() {
  const t = useMessages(botsMessages);
  const mayWrite = may(useOperator(), 'admin');
  const bots = useBots();
  return (
    <>
      <PageHeader title={t.title} lead={t.lead}>
        {mayWrite && <NewBot />}
      </PageHeader>
      <Card withBorder radius="lg" padding="md">
        <Shown query={bots}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            return items.length === 0 ? (
              <EmptyState title={t.none} command={MAKE_ONE} />
            ) : (
              <Bots bots={items} />
            );
          }}
        </Shown>
        <ShowMore query={bots} />
      </Card>
    </>
  );
}

function Bots({ bots }: { bots: readonly Bot[] }) {
  const t = useMessages(botsMessages);
  return (
    <ListTable columns={[t.name, t.state, t.platforms, t.follows]}>
      {bots.map((bot) => (
        <BotRow key={bot.id} bot={bot} />
      ))}
    </ListTable>
  );
}

function BotRow({ bot: { id, name, description, isActive, mode, platforms, scenario } }: { bot: Bot }) {
  const t = useMessages(botsMessages);
  const { names } = useMessages(platformsMessages);
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} href={`/bots/${id}`} fw={600}>
          {name}
        </Anchor>
        {description !== null && (
          <Text size="sm" c="dimmed" lineClamp={1}>
            {description}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Badge color={isActive ? 'hilo' : 'gray'} variant="light" tt="none">
          {isActive ? t.on : t.off}
        </Badge>
      </Table.Td>
      <Table.Td>
        <Group gap={4}>
          {platforms.length === 0 && <Text size="sm">{t.nowhere}</Text>}
          {platforms.map((platform) => (
            <Badge key={platform} variant="default" tt="none" fw={500}>
              {names[platform]}
            </Badge>
          ))}
        </Group>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{scenario === null ? t.modes[mode] : scenario.name}</Text>
        {scenario !== null && (
          <Text size="xs" c="dimmed">
            {t.version(String(scenario.version))}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function NewBot() {
  const t = useMessages(botsMessages);
  const [, go] = useLocation();
  const create = useCreateBot();
  return (
    <AddDialog label={t.add}>
      <BotForm
        bot={null}
        action={t.make}
        isPending={create.isPending}
        error={create.error}
        onSubmit={(wish) => create.mutate(wish, { onSuccess: ({ id }) => go(`/bots/${id}`) })}
      />
    </AddDialog>
  );
}
