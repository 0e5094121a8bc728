import { Button, Stack, Text } from '@mantine/core';
import { Eye } from 'lucide-react';
import { useMessages } from '../language/language';
import { ProblemAlert } from '../parts/problem-alert';
import type { Operator } from '../session/session';
import { useDemonstration, useOpenDemonstration } from './demonstration-data';
import { demonstrationMessages } from './demonstration.messages';

/** The way into the demonstration; nothing where there is none. */
export function LookButton({ before }: { before: Operator | null }) {
  const t = useMessages(demonstrationMessages);
  const { data: demonstration } = useDemonstration();
  const open = useOpenDemonstration(before);
  if (demonstration?.isOpen !== true) return null;
  return (
    <Stack gap={6}>
      <Button
        variant="light"
        leftSection={<Eye size={16} aria-hidden />}
        loading={open.isPending}
        onClick={() => open.mutate()}
      >
        {t.look}
      </Button>
      <Text size="sm" c="dimmed">
        {demonstration.isReady ? t.lookHint : t.making}
      </Text>
      {open.isError && <ProblemAlert error={open.error} />}
    </Stack>
  );
}
