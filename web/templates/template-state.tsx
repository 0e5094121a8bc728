import { Badge } from '@mantine/core';
import { useMessages } from '../language/language';
import type { Template, TemplateStatus } from './templates-data';
import { templatesMessages } from './templates.messages';

const COLOURS: Record<TemplateStatus, string> = {
  unsubmitted: 'gray',
  pending: 'blue',
  approved: 'teal',
  flagged: 'orange',
  paused: 'red',
  disabled: 'red',
  rejected: 'red',
  deleted: 'gray',
};

/** Whether a template may be sent, in a word. */
export function TemplateState({ status }: Pick<Template, 'status'>) {
  const t = useMessages(templatesMessages);
  return (
    <Badge variant="dot" color={COLOURS[status]} tt="none" fw={500}>
      {t.statuses[status]}
    </Badge>
  );
}
