import { Anchor, Text } from '@mantine/core';
import { Link } from 'wouter';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { Panel } from '../parts/panel';
import type { TemplateSender } from './templates-data';
import { templatesMessages } from './templates.messages';
import styles from './templates.module.css';
import { useSenderName } from './use-sender-name';

/** Whose templates they are, and how the last look at each list went. */
export function SendersPanel({ senders }: { senders: readonly TemplateSender[] }) {
  const t = useMessages(templatesMessages);
  const nameOf = useSenderName(senders);
  return (
    <Panel title={t.senders}>
      <ul className={styles['senders']}>
        {senders.map((sender) => (
          <li key={`${sender.channel} ${sender.botId ?? ''}`}>
            <Text fw={600}>{nameOf(sender)}</Text>
            <LastLook sender={sender} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function LastLook({ sender: { botId, templates } }: { sender: TemplateSender }) {
  const t = useMessages(templatesMessages);
  const { number, moment } = useFormats();
  const { syncedAt, count, failure } = templates;
  if (syncedAt === null) return <Text c="dimmed">{t.neverAsked}</Text>;
  if (failure === null) {
    return <Text c="dimmed">{t.listed(number(count ?? 0), moment(syncedAt))}</Text>;
  }
  return (
    <div role="alert">
      <Text size="sm" c="var(--mantine-color-error)">
        {t.failed(moment(syncedAt))} {failure}
      </Text>
      <Text size="sm" c="dimmed">
        {t.failedHint}
      </Text>
      {botId !== null && (
        <Anchor component={Link} href={`/bots/${botId}`} size="sm">
          {t.toBot}
        </Anchor>
      )}
    </div>
  );
}
