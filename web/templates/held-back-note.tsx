import { Alert, Anchor, Code, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { TriangleAlert } from 'lucide-react';
import { Link } from 'wouter';
import { useMessages } from '../language/language';
import { isHeldBack, useTemplate, type SendsBy } from './templates-data';
import { templatesMessages } from './templates.messages';

const TYPED_MS = 300;

/** Says, while a template is named, that its provider refuses it, why, and where to read of it; nothing of any other. */
export function HeldBackNote({ sender, template }: { sender: SendsBy; template: string }) {
  const t = useMessages(templatesMessages);
  const [named] = useDebouncedValue(template.trim(), TYPED_MS);
  const known = useTemplate(sender, named).data ?? null;
  if (known === null || !isHeldBack(known)) return null;
  const { name, status, reason } = known;
  return (
    <Alert
      color="orange"
      role="alert"
      icon={<TriangleAlert aria-hidden />}
      title={t.heldBack(name, t.statuses[status])}
    >
      <Text size="sm">{t.advice[status]}</Text>
      {reason !== null && (
        <Text size="sm">
          {t.reason}: <Code>{reason}</Code>
        </Text>
      )}
      <Anchor component={Link} href="/broadcasts/templates" size="sm" c="inherit" underline="always">
        {t.toTemplates}
      </Anchor>
    </Alert>
  );
}
