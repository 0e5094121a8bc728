import { Button, Group, Loader, Select, Stack, Text } from '@mantine/core';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { PageHeader } from '../parts/page-header';
import { Panel } from '../parts/panel';
import { ProblemAlert } from '../parts/problem-alert';
import { ShowMore } from '../parts/show-more';
import { Shown } from '../parts/shown';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { SendersPanel } from './senders-panel';
import { TemplateCard } from './template-card';
import {
  isWaiting,
  useSyncTemplates,
  useTemplates,
  useTemplateSenders,
  type TemplateSender,
  type TemplateStatus,
  type WantedTemplates,
} from './templates-data';
import { templatesMessages } from './templates.messages';
import styles from './templates.module.css';
import { useSenderName } from './use-sender-name';

/** The templates of every WhatsApp sender, and whether each may be sent. */
export default function TemplatesPage() {
  const t = useMessages(templatesMessages);
  const [before, setBefore] = useState<readonly TemplateSender[] | null>(null);
  const senders = useTemplateSenders(before);
  const sync = useSyncTemplates();
  const maySync = may(useOperator(), 'admin') && (senders.data ?? []).length > 0;
  const onSync = () => sync.mutate(undefined, { onSuccess: () => setBefore(senders.data ?? []) });
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} back={{ href: '/broadcasts', label: t.broadcasts }}>
        {isWaiting(senders.data ?? [], before) && <Waiting />}
        {maySync && (
          <Button leftSection={<RefreshCw size={16} aria-hidden />} loading={sync.isPending} onClick={onSync}>
            {t.sync}
          </Button>
        )}
      </PageHeader>
      {sync.isError && <ProblemAlert error={sync.error} />}
      <Shown query={senders}>
        {(found) => (found.length === 0 ? <NoSenders /> : <Templates senders={found} />)}
      </Shown>
    </>
  );
}

function Waiting() {
  const t = useMessages(templatesMessages);
  return (
    <Group gap="xs" role="status">
      <Loader size="xs" aria-hidden />
      <Text size="sm" c="dimmed">
        {t.syncing}
      </Text>
    </Group>
  );
}

function NoSenders() {
  const t = useMessages(templatesMessages);
  return (
    <Panel title={t.senders}>
      <EmptyState title={t.noSenders}>
        <Button component={Link} href="/bots" variant="light">
          {t.toBots}
        </Button>
      </EmptyState>
    </Panel>
  );
}

function Templates({ senders }: { senders: readonly TemplateSender[] }) {
  const t = useMessages(templatesMessages);
  const [wanted, setWanted] = useState<WantedTemplates>({ status: null, botId: null });
  const templates = useTemplates(wanted, senders);
  const nameOf = useSenderName(senders);
  const isEverything = wanted.status === null && wanted.botId === null;
  return (
    <Stack gap="lg">
      <SendersPanel senders={senders} />
      <Which senders={senders} wanted={wanted} onChoose={setWanted} />
      <Shown query={templates}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <EmptyState title={isEverything ? t.none : t.noneFound} />;
          return (
            <ul className={styles['cards']} aria-label={t.title}>
              {items.map((template) => (
                <li key={template.id}>
                  <TemplateCard template={template} sender={nameOf(template)} />
                </li>
              ))}
            </ul>
          );
        }}
      </Shown>
      <div>
        <ShowMore query={templates} />
      </div>
    </Stack>
  );
}

interface WhichProps {
  senders: readonly TemplateSender[];
  wanted: WantedTemplates;
  onChoose: (wanted: WantedTemplates) => void;
}

function Which({ senders, wanted, onChoose }: WhichProps) {
  const t = useMessages(templatesMessages);
  const bots = new Map(
    senders.flatMap(({ botId, botName }) => (botId === null ? [] : [[botId, botName ?? botId]])),
  );
  const statuses = Object.entries<string>(t.statuses);
  return (
    <Group>
      <Select
        aria-label={t.status}
        placeholder={t.anyStatus}
        clearable
        w={220}
        data={statuses.map(([value, label]) => ({ value: value as TemplateStatus, label }))}
        value={wanted.status}
        onChange={(status) => onChoose({ ...wanted, status })}
      />
      {bots.size > 0 && senders.length > 1 && (
        <Select
          aria-label={t.sender}
          placeholder={t.anySender}
          clearable
          w={220}
          data={[...bots].map(([value, label]) => ({ value, label }))}
          value={wanted.botId}
          onChange={(botId) => onChoose({ ...wanted, botId })}
        />
      )}
    </Group>
  );
}
