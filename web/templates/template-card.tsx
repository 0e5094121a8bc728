import { ActionIcon, Code, CopyButton, Group, Text, Title, Tooltip } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { TemplateState } from './template-state';
import { isHeldBack, type Template } from './templates-data';
import { templatesMessages } from './templates.messages';
import styles from './templates.module.css';

const PLACE = /(\{\{\w+\}\})/;

/** One template: its words, whether it may be sent, and what to do where it may not. */
export function TemplateCard({ template, sender }: { template: Template; sender: string }) {
  const t = useMessages(templatesMessages);
  const { moment } = useFormats();
  const { name, language, category, status, quality, toldAt } = template;
  const kind = category === null ? [] : [t.category(category)];
  return (
    <article className={styles['card']} aria-label={`${name} (${language})`}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div className={styles['called']}>
          <Title order={2} size="h5">
            {name}
          </Title>
          <Text size="sm" c="dimmed">
            {[language, ...kind, sender].join(' · ')}
          </Text>
        </div>
        <TemplateState status={status} />
      </Group>
      <Advice template={template} />
      <Words template={template} />
      <Called template={template} />
      <Text size="xs" c="dimmed">
        {t.qualities[quality]} · {t.told(moment(toldAt))}
      </Text>
    </article>
  );
}

/** What stands in the way, why, and what to do. */
function Advice({ template }: { template: Template }) {
  const t = useMessages(templatesMessages);
  const { status, reason } = template;
  if (t.advice[status] === '') return null;
  return (
    <div className={styles['advice']} data-held={isHeldBack(template)}>
      <Text size="sm">{t.advice[status]}</Text>
      {reason !== null && (
        <Text size="sm" mt={4}>
          {t.reason}: <Code>{reason}</Code>
        </Text>
      )}
    </div>
  );
}

/** As they were approved; where a variable stands is marked. */
function Words({ template: { body } }: { template: Template }) {
  const t = useMessages(templatesMessages);
  if (body === null) return <Text c="dimmed">{t.noWords}</Text>;
  return (
    <div className={styles['body']}>
      {body
        .split(PLACE)
        .map((part, index) => (index % 2 === 1 ? <mark key={index}>{part.slice(2, -2)}</mark> : part))}
    </div>
  );
}

/** What a broadcast or a program calls it. */
function Called({ template: { template, name } }: { template: Template }) {
  const t = useMessages(templatesMessages);
  return (
    <Group gap="xs" wrap="nowrap" justify="space-between">
      <Code className={styles['called'] ?? ''}>{template}</Code>
      <CopyButton value={template}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? t.copied : t.copy(name)}>
            <ActionIcon variant="default" aria-label={t.copy(name)} onClick={copy}>
              {copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Group>
  );
}
