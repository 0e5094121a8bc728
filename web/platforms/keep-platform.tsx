import { Button, Checkbox, Group } from '@mantine/core';
import { useMessages } from '../language/language';
import { ProblemAlert } from '../parts/problem-alert';
import type { usePutPlatform } from './platforms-data';
import { platformsMessages } from './platforms.messages';

interface KeepPlatformProps {
  isActive: boolean;
  onActive: (isActive: boolean) => void;
  put: ReturnType<typeof usePutPlatform>;
  /** While something is missing that has no field to say so. */
  disabled?: boolean;
}

/** The end of a form of a platform: whether the bot answers there, what was refused, and keeping it. */
export function KeepPlatform({ isActive, onActive, put, disabled = false }: KeepPlatformProps) {
  const t = useMessages(platformsMessages);
  return (
    <>
      <Checkbox
        label={t.activeLabel}
        checked={isActive}
        onChange={({ currentTarget }) => onActive(currentTarget.checked)}
      />
      {put.isError && <ProblemAlert error={put.error} />}
      <Group justify="flex-end">
        <Button type="submit" disabled={disabled} loading={put.isPending}>
          {t.keep}
        </Button>
      </Group>
    </>
  );
}
