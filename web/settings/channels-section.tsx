import { Anchor, Button, Group, Table, Text } from '@mantine/core';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { Link } from 'wouter';
import { useReasonWords } from '../alerts/use-reason-words';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { ListTable } from '../parts/list-table';
import { Panel } from '../parts/panel';
import { Shown } from '../parts/shown';
import { platformsMessages } from '../platforms/platforms.messages';
import { useChannels, type ChannelHealth } from './channels-data';
import { channelsMessages } from './channels.messages';
import { settingsMessages } from './settings.messages';

/** How each channel does. */
export function ChannelsSection() {
  const t = useMessages(channelsMessages);
  const { parts } = useMessages(settingsMessages);
  return (
    <Panel title={parts.channels}>
      <Text size="sm" c="dimmed" mb="md">
        {t.lead}
      </Text>
      <Shown query={useChannels()}>
        {(channels) =>
          channels.length === 0 ? (
            <EmptyState title={t.none}>
              <Button component={Link} href="/bots" variant="light">
                {t.toBots}
              </Button>
            </EmptyState>
          ) : (
            <ChannelsTable channels={channels} />
          )
        }
      </Shown>
    </Panel>
  );
}

function ChannelsTable({ channels }: { channels: readonly ChannelHealth[] }) {
  const t = useMessages(channelsMessages);
  const names: Readonly<Record<string, string>> = useMessages(platformsMessages).names;
  const { number } = useFormats();
  return (
    <ListTable
      columns={[
        t.channel,
        t.health,
        { title: t.in, isAmount: true },
        { title: t.out, isAmount: true },
        { title: t.failed, isAmount: true },
        { title: t.unconfirmed, isAmount: true },
      ]}
    >
      {channels.map((health) => (
        <Table.Tr key={health.channel}>
          <Table.Td fw={600}>{names[health.channel] ?? health.channel}</Table.Td>
          <Table.Td>
            <Health health={health} />
          </Table.Td>
          {[health.in, health.out, health.failed, health.unconfirmed].map((figure, index) => (
            <Table.Td key={`${index} ${figure}`} ta="right">
              {number(figure)}
            </Table.Td>
          ))}
        </Table.Tr>
      ))}
    </ListTable>
  );
}

function Health({ health: { troubles } }: { health: ChannelHealth }) {
  const t = useMessages(channelsMessages);
  const wordsOf = useReasonWords();
  if (troubles.length === 0) {
    return (
      <Group gap={6} wrap="nowrap">
        <CircleCheck size={16} color="var(--mantine-color-teal-6)" aria-hidden />
        <Text size="sm">{t.fine}</Text>
      </Group>
    );
  }
  return troubles.map((alert) => (
    <Group key={alert.id} gap={6} wrap="nowrap">
      <CircleAlert size={16} color="var(--mantine-color-red-6)" aria-hidden />
      <Anchor component={Link} href="/alerts" size="sm">
        {wordsOf(alert)}
      </Anchor>
    </Group>
  ));
}
