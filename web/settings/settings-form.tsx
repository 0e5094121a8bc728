import { Button, Fieldset, Group, Stack } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactNode, SubmitEventHandler } from 'react';
import { useMessages } from '../language/language';
import { ProblemAlert } from '../parts/problem-alert';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { settingsMessages } from './settings.messages';

interface SettingsFormProps {
  onSubmit: SubmitEventHandler<HTMLFormElement>;
  put: Pick<UseMutationResult, 'error' | 'isPending'>;
  children: ReactNode;
}

/** Settings that are saved as a whole; who may not write them sees them. */
export function SettingsForm({ onSubmit, put: { error, isPending }, children }: SettingsFormProps) {
  const { save } = useMessages(settingsMessages);
  const mayWrite = may(useOperator(), 'admin');
  return (
    <form onSubmit={onSubmit} noValidate>
      <Fieldset variant="unstyled" m={0} disabled={!mayWrite}>
        <Stack gap="lg">
          {children}
          {error !== null && <ProblemAlert error={error} />}
          {mayWrite && (
            <Group>
              <Button type="submit" loading={isPending}>
                {save}
              </Button>
            </Group>
          )}
        </Stack>
      </Fieldset>
    </form>
  );
}
