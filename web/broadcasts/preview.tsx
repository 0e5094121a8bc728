import { ActionIcon, Group, Text, Title } from '@mantine/core';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useMessages } from '../language/language';
import styles from './broadcasts.module.css';
import { columnOf, filled } from './template-words';
import type { Plan } from './wizard-data';
import { wizardMessages } from './wizard.messages';

/** The message as one of the first people of the list will read it, while it is written. */
export function Preview({ plan }: { plan: Plan }) {
  const t = useMessages(wizardMessages);
  const [place, setPlace] = useState(0);
  const { columns = [], rows = [] } = plan.list ?? {};
  const row = rows[place] ?? [];
  const valueOf = (name: string) => {
    const column = columnOf(name, columns, plan.variables);
    return column === null ? null : (row[columns.indexOf(column)] ?? '');
  };
  const words = filled(plan.body === '' ? plan.template : plan.body, valueOf);
  return (
    <section aria-label={t.preview}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          {t.preview}
        </Title>
        <Group gap={4}>
          <ActionIcon
            variant="default"
            aria-label={t.before}
            disabled={place === 0}
            onClick={() => setPlace(place - 1)}
          >
            <ChevronLeft size={16} aria-hidden />
          </ActionIcon>
          <Text size="sm" c="dimmed" className="tabular">
            {t.row(String(place + 1), String(rows.length))}
          </Text>
          <ActionIcon
            variant="default"
            aria-label={t.after}
            disabled={place >= rows.length - 1}
            onClick={() => setPlace(place + 1)}
          >
            <ChevronRight size={16} aria-hidden />
          </ActionIcon>
        </Group>
      </Group>
      <div className={styles['bubble']}>{words.trim() === '' ? t.nothingYet : words}</div>
    </section>
  );
}
