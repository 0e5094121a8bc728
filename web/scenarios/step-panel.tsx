import { Group, JsonInput, Select, Stack, Text } from '@mantine/core';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { FindingLine } from './findings-list';
import type { Finding } from './scenarios-data';
import styles from './scenario.module.css';
import { scenariosMessages } from './scenarios.messages';
import type { Draft } from './use-draft';

interface StepPanelProps {
  draft: Draft;
  findings: readonly Finding[];
  chosen: string | null;
  mayWrite: boolean;
  onChoose: (step: string | null) => void;
}

/** The step that is chosen, as JSON, with what the check found there. */
export function StepPanel({ draft, findings, chosen, mayWrite, onChoose }: StepPanelProps) {
  const t = useMessages(scenariosMessages);
  if (draft.read.kind === 'broken') return <EmptyState title={t.brokenAll} />;
  const steps = Object.keys(draft.read.scenario.steps);
  const step = chosen !== null && steps.includes(chosen) ? chosen : null;
  return (
    <Stack gap="sm">
      <Select
        label={t.step}
        placeholder={t.chooseStep}
        data={steps}
        value={step}
        onChange={onChoose}
        searchable
      />
      {step !== null && (
        <>
          {findings
            .filter((finding) => finding.step === step)
            .map((finding, index) => (
              <FindingLine key={`${index} ${finding.code}`} finding={finding} />
            ))}
          <JsonInput
            aria-label={t.stepJson(step)}
            classNames={{ input: styles['json'] ?? '' }}
            autosize
            minRows={10}
            maxRows={26}
            readOnly={!mayWrite}
            value={draft.stepText(step)}
            error={draft.isUnfinished(step) ? t.notJson : null}
            onChange={(words) => draft.writeStep(step, words)}
          />
          <Group>
            <Text size="xs" c="dimmed">
              {t.stepHint}
            </Text>
          </Group>
        </>
      )}
    </Stack>
  );
}
