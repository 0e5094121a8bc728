import { Button, Card, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { api, take } from '../api/client';
import { useMessages } from '../language/language';
import { Logo } from '../parts/logo';
import { ProblemAlert } from '../parts/problem-alert';
import { usePageTitle } from '../parts/page-title';
import { Preferences } from '../shell/preferences';
import { invitationMessages } from './invitation.messages';
import styles from './sign-in-page.module.css';

/** Where somebody who was invited chooses a password; the invitation is behind the #, which no server is told. */
export default function InvitationPage() {
  const t = useMessages(invitationMessages);
  usePageTitle(t.title);
  const accept = useMutation({
    mutationFn: (password: string) =>
      take(api.POST('/api/auth/accept', { body: { token: window.location.hash.slice(1), password } })),
  });
  return (
    <main className={styles['page']}>
      <Card withBorder padding="xl" radius="lg" className={styles['card']}>
        <Stack gap="md">
          <Logo size={44} />
          <div>
            <Title order={1} size="h2">
              {t.title}
            </Title>
            <Text c="dimmed">{accept.isSuccess ? t.done(accept.data.login) : t.lead}</Text>
          </div>
          {accept.isSuccess ? (
            <Button component="a" href="/">
              {t.signIn}
            </Button>
          ) : (
            <Choose onChoose={(password) => accept.mutate(password)} isBusy={accept.isPending} />
          )}
          {accept.isError && <ProblemAlert error={accept.error} />}
        </Stack>
      </Card>
      <Preferences />
    </main>
  );
}

function Choose({ onChoose, isBusy }: { onChoose: (password: string) => void; isBusy: boolean }) {
  const t = useMessages(invitationMessages);
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (password) => (password === '' ? t.missing : null) },
  });
  return (
    <form onSubmit={form.onSubmit(({ password }) => onChoose(password))} noValidate>
      <Stack gap="md">
        <PasswordInput
          label={t.password}
          description={t.passwordHint}
          autoComplete="new-password"
          autoFocus
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={isBusy}>
          {t.choose}
        </Button>
      </Stack>
    </form>
  );
}
