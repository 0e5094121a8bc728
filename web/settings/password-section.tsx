import { Button, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMessages } from '../language/language';
import { Panel } from '../parts/panel';
import { ProblemAlert } from '../parts/problem-alert';
import { useChangePassword } from './access-data';
import { accessMessages } from './access.messages';
import { settingsMessages } from './settings.messages';

/** The password of whoever looks. */
export function PasswordSection() {
  const t = useMessages(accessMessages);
  const { parts, missing } = useMessages(settingsMessages);
  const change = useChangePassword();
  const required = (value: string) => (value === '' ? missing : null);
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: { currentPassword: required, newPassword: required },
  });
  const onSubmit = form.onSubmit((given) =>
    change.mutate(given, {
      onSuccess: () => {
        form.reset();
        notifications.show({ message: t.changed });
      },
    }),
  );
  return (
    <Panel title={parts.password}>
      <form onSubmit={onSubmit} noValidate>
        <Stack align="flex-start" maw={400}>
          <PasswordInput
            w="100%"
            label={t.current}
            autoComplete="current-password"
            {...form.getInputProps('currentPassword')}
          />
          <PasswordInput
            w="100%"
            label={t.next}
            description={t.nextHint}
            autoComplete="new-password"
            {...form.getInputProps('newPassword')}
          />
          <Button type="submit" loading={change.isPending}>
            {t.change}
          </Button>
        </Stack>
        {change.isError && <ProblemAlert error={change.error} />}
      </form>
    </Panel>
  );
}
