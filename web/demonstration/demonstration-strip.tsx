import { Button, Group, Text } from '@mantine/core';
import { useMessages } from '../language/language';
import { ConfirmButton } from '../parts/confirm-button';
import { ProblemAlert } from '../parts/problem-alert';
import { useSignOut } from '../session/session';
import { useRemoveDemonstration } from './demonstration-data';
import { demonstrationMessages } from './demonstration.messages';
import styles from './demonstration.module.css';

/** Over every page of the demonstration: that it is one, and how to be rid of it. */
export default function DemonstrationStrip() {
  const t = useMessages(demonstrationMessages);
  const signOut = useSignOut();
  const remove = useRemoveDemonstration({ isInside: true });
  return (
    <aside className={styles['strip']} aria-label={t.title}>
      <Group justify="space-between" gap="sm">
        <Text size="sm">{t.here}</Text>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => signOut.mutate()}>
            {t.leave}
          </Button>
          <ConfirmButton
            size="xs"
            color="red"
            label={t.remove}
            says={t.removeSays}
            loading={remove.isPending}
            onConfirm={() => remove.mutate()}
          />
        </Group>
      </Group>
      {remove.isError && <ProblemAlert error={remove.error} />}
    </aside>
  );
}
