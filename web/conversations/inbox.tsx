import { Badge, Button, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { partsMessages } from '../parts/parts.messages';
import { ProblemAlert } from '../parts/problem-alert';
import { platformsMessages } from '../platforms/platforms.messages';
import { useInbox, type Dialog } from './conversations-data';
import { conversationsMessages } from './conversations.messages';
import styles from './conversations.module.css';
import { DialogState } from './dialog-state';

type Which = 'all' | 'person' | 'bot';

const HANDED_OFF = { all: null, person: true, bot: false } as const;

/** Everybody who talks with a bot; what is written anywhere moves to the top. */
export function Inbox({ chosen }: { chosen: string | null }) {
  const t = useMessages(conversationsMessages);
  const parts = useMessages(partsMessages);
  const [search, setSearch] = useState('');
  const [which, setWhich] = useState<Which>('all');
  const [settled] = useDebouncedValue(search.trim(), 250);
  const inbox = useInbox({ search: settled, handedOff: HANDED_OFF[which] });
  const dialogs = inbox.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className={styles['pane']} aria-label={t.list}>
      <Stack gap="xs" mb="sm">
        <TextInput
          aria-label={t.search}
          placeholder={t.search}
          type="search"
          leftSection={<Search size={16} aria-hidden />}
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
        <InWhoseHands which={which} onChoose={setWhich} />
      </Stack>
      {inbox.isError && <ProblemAlert error={inbox.error} onRetry={() => void inbox.refetch()} />}
      {inbox.isSuccess && dialogs.length === 0 && <Nobody isFiltered={settled !== '' || which !== 'all'} />}
      <ul className={styles['list']}>
        {dialogs.map((dialog) => (
          <li key={dialog.id}>
            <Row dialog={dialog} isChosen={dialog.id === chosen} />
          </li>
        ))}
      </ul>
      {inbox.hasNextPage && (
        <Button
          variant="default"
          fullWidth
          mt="sm"
          loading={inbox.isFetchingNextPage}
          onClick={() => void inbox.fetchNextPage()}
        >
          {parts.more}
        </Button>
      )}
    </section>
  );
}

function InWhoseHands({ which, onChoose }: { which: Which; onChoose: (which: Which) => void }) {
  const t = useMessages(conversationsMessages);
  const data = [
    { value: 'all' as const, label: t.all },
    { value: 'person' as const, label: t.withPerson },
    { value: 'bot' as const, label: t.withBot },
  ];
  return <SegmentedControl aria-label={t.which} size="xs" value={which} onChange={onChoose} data={data} />;
}

function Nobody({ isFiltered }: { isFiltered: boolean }) {
  const t = useMessages(conversationsMessages);
  if (isFiltered) return <EmptyState title={t.noneFound} />;
  return (
    <EmptyState title={t.none}>
      <Button component={Link} href="/simulator" variant="light">
        {t.toSimulator}
      </Button>
    </EmptyState>
  );
}

function Row({ dialog, isChosen }: { dialog: Dialog; isChosen: boolean }) {
  const t = useMessages(conversationsMessages);
  const { names } = useMessages(platformsMessages);
  const { moment } = useFormats();
  const { contact, platform, lastInteractionAt } = dialog;
  const name = contact.name ?? contact.phone ?? t.nobody;
  return (
    <Link
      href={`/conversations/${dialog.id}`}
      className={styles['row'] ?? ''}
      aria-current={isChosen ? 'page' : undefined}
    >
      <Text component="span" fw={600} truncate className={styles['name']}>
        {name}
      </Text>
      <Text component="span" size="xs" c="dimmed">
        {moment(lastInteractionAt)}
      </Text>
      <DialogState dialog={dialog} />
      <Badge variant="default" size="sm" tt="none" fw={500}>
        {names[platform]}
      </Badge>
    </Link>
  );
}
