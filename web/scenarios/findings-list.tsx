import { Alert, Button, Group, Text } from '@mantine/core';
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { useMessages } from '../language/language';
import type { Finding } from './scenarios-data';
import styles from './scenario.module.css';
import { scenariosMessages } from './scenarios.messages';

interface FindingsListProps {
  findings: readonly Finding[];
  onChoose: (step: string) => void;
}

/** What the check found, each beside the step it is about. */
export function FindingsList({ findings, onChoose }: FindingsListProps) {
  const t = useMessages(scenariosMessages);
  if (findings.length === 0) {
    return (
      <Alert color="teal" role="status" icon={<CircleCheck aria-hidden />} title={t.sound}>
        {t.soundHint}
      </Alert>
    );
  }
  return (
    <ul className={styles['findings']} aria-label={t.findings}>
      {findings.map((finding, index) => (
        <li key={`${index} ${finding.code}`} data-severity={finding.severity}>
          <FindingLine finding={finding} />
          {finding.step !== null && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => finding.step !== null && onChoose(finding.step)}
            >
              {finding.step}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** One thing that was found. */
export function FindingLine({ finding: { severity, message } }: { finding: Finding }) {
  const t = useMessages(scenariosMessages);
  const Icon = severity === 'error' ? CircleAlert : TriangleAlert;
  return (
    <Group
      gap={6}
      wrap="nowrap"
      align="flex-start"
      className={styles['finding'] ?? ''}
      data-severity={severity}
    >
      <Icon size={16} role="img" aria-label={t.severities[severity]} />
      <Text size="sm">{message}</Text>
    </Group>
  );
}
