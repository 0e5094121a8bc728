import { Autocomplete, Code, Group, Select, Table, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { ListTable } from '../parts/list-table';
import { Panel } from '../parts/panel';
import { ShowMore } from '../parts/show-more';
import { Shown } from '../parts/shown';
import { useKeys, useOperators } from './access-data';
import { useAudit, type AuditEntry } from './audit-data';
import { auditMessages } from './audit.messages';
import { settingsMessages } from './settings.messages';
import styles from './settings.module.css';

/** What was done to the account, and by whom. */
export function AuditSection() {
  const t = useMessages(auditMessages);
  const { parts } = useMessages(settingsMessages);
  const [action, setAction] = useState('');
  const [actorId, setActorId] = useState<string | null>(null);
  const [settled] = useDebouncedValue(action.trim(), 250);
  const audit = useAudit({ action: settled, actorId });
  const seen = audit.data?.pages.flatMap(({ items }) => items.map((entry) => entry.action)) ?? [];
  return (
    <Panel title={parts.audit}>
      <Text c="dimmed" size="sm" mb="md">
        {t.lead}
      </Text>
      <Group mb="md" align="flex-end">
        <Autocomplete
          label={t.action}
          description={t.actionHint}
          maxLength={80}
          data={[...new Set(seen)].toSorted()}
          value={action}
          onChange={setAction}
        />
        <Actor actorId={actorId} onChoose={setActorId} />
      </Group>
      <Shown query={audit}>
        {({ pages }) => <AuditTable entries={pages.flatMap(({ items }) => items)} />}
      </Shown>
      <ShowMore query={audit} />
    </Panel>
  );
}

function Actor({ actorId, onChoose }: { actorId: string | null; onChoose: (id: string | null) => void }) {
  const t = useMessages(auditMessages);
  const operators = useOperators().data ?? [];
  const keys = useKeys().data ?? [];
  return (
    <Select
      label={t.who}
      placeholder={t.anybody}
      clearable
      searchable
      data={[
        { group: t.kinds.operator, items: operators.map(({ id, login }) => ({ value: id, label: login })) },
        { group: t.kinds.key, items: keys.map(({ id, name }) => ({ value: id, label: name })) },
      ]}
      value={actorId}
      onChange={onChoose}
    />
  );
}

function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  const t = useMessages(auditMessages);
  if (entries.length === 0) return <EmptyState title={t.none} />;
  return (
    <ListTable columns={[t.when, t.who, t.what, t.about, t.outcome]}>
      {entries.map((entry) => (
        <AuditRow key={entry.id} entry={entry} />
      ))}
    </ListTable>
  );
}

const FIRST_REFUSAL = 400;

function AuditRow({ entry }: { entry: AuditEntry }) {
  const t = useMessages(auditMessages);
  const { moment } = useFormats();
  const { at, actor, action, status } = entry;
  const isRefused = status === null || status >= FIRST_REFUSAL;
  return (
    <Table.Tr>
      <Table.Td className={`tabular ${styles['moment'] ?? ''}`}>{moment(at)}</Table.Td>
      <Table.Td>
        {actor.name}
        <Text size="xs" c="dimmed">
          {t.kinds[actor.kind]}
        </Text>
      </Table.Td>
      <Table.Td>
        <Code>{action}</Code>
      </Table.Td>
      <Table.Td>
        <About entry={entry} />
      </Table.Td>
      <Table.Td className="tabular" c={isRefused ? 'var(--mantine-color-error)' : 'inherit'}>
        {status ?? t.died}
      </Table.Td>
    </Table.Tr>
  );
}

/** The ids it was about, and what it changed. */
function About({ entry: { target, change } }: { entry: AuditEntry }) {
  const t = useMessages(auditMessages);
  const sides = [
    [t.before, change?.before],
    [t.after, change?.after],
  ] as const;
  return (
    <>
      {Object.entries(target).map(([name, value]) => (
        <Text key={name} size="xs" c="dimmed">
          {name}: {textOf(value)}
        </Text>
      ))}
      {sides
        .filter(([, value]) => value !== undefined)
        .map(([side, value]) => (
          <Text key={side} size="xs">
            {side}: <Code className={styles['value'] ?? ''}>{textOf(value)}</Code>
          </Text>
        ))}
    </>
  );
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
