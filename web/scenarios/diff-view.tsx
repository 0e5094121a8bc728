import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { useMessages } from '../language/language';
import { diffOf, shortened } from './line-diff';
import styles from './scenario.module.css';
import { scenariosMessages } from './scenarios.messages';

const SIGNS = { same: ' ', added: '+', removed: '−' } as const;

/** What one text has that another has not. */
export function DiffView({ name, before, after }: { name: string; before: string; after: string }) {
  const t = useMessages(scenariosMessages);
  const lines = useMemo(() => diffOf(before, after), [before, after]);
  if (lines.every(({ kind }) => kind === 'same')) {
    return (
      <Text size="sm" c="dimmed">
        {t.noDifference}
      </Text>
    );
  }
  return (
    <pre className={styles['diff']} role="region" aria-label={name} tabIndex={0}>
      {shortened(lines).map((line, index) =>
        line === null ? (
          <span key={index} className={styles['gap']}>
            {'⋯\n'}
          </span>
        ) : (
          <span key={index} data-change={line.kind}>{`${SIGNS[line.kind]} ${line.text}\n`}</span>
        ),
      )}
    </pre>
  );
}
