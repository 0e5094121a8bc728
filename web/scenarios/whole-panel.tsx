import { JsonInput, Stack } from '@mantine/core';
import { useMessages } from '../language/language';
import { FindingsList } from './findings-list';
import type { Finding } from './scenarios-data';
import styles from './scenario.module.css';
import { scenariosMessages } from './scenarios.messages';
import type { Draft } from './use-draft';

interface WholePanelProps {
  draft: Draft;
  findings: readonly Finding[];
  mayWrite: boolean;
  onChoose: (step: string) => void;
}

/** All of a scenario as JSON, and all that the check found. */
export function WholePanel({ draft, findings, mayWrite, onChoose }: WholePanelProps) {
  const t = useMessages(scenariosMessages);
  const { read } = draft;
  return (
    <Stack gap="sm">
      {read.kind === 'read' && <FindingsList findings={findings} onChoose={onChoose} />}
      <JsonInput
        aria-label={t.wholeJson}
        classNames={{ input: styles['json'] ?? '' }}
        autosize
        minRows={16}
        maxRows={28}
        readOnly={!mayWrite}
        value={draft.text}
        error={read.kind === 'broken' ? `${t.notJson}: ${read.why}` : null}
        onChange={draft.writeAll}
      />
    </Stack>
  );
}
