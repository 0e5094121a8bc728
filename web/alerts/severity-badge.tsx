import { Badge } from '@mantine/core';
import { useMessages } from '../language/language';
import type { Alert } from './alerts-data';
import { alertsMessages } from './alerts.messages';

const COLOURS = { low: 'gray', medium: 'yellow', high: 'red.9' } as const;

export function SeverityBadge({ severity }: { severity: Alert['severity'] }) {
  const t = useMessages(alertsMessages);
  return (
    <Badge color={COLOURS[severity]} autoContrast tt="none" flex="none">
      {t.severities[severity]}
    </Badge>
  );
}
