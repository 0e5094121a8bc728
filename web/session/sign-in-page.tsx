import { Alert, Box, Button, Card, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { ProblemError } from '../api/problem';
import { LookButton } from '../demonstration/look-button';
import { useMessages } from '../language/language';
import { Logo } from '../parts/logo';
import { ProblemAlert } from '../parts/problem-alert';
import { usePageTitle } from '../parts/page-title';
import { Preferences } from '../shell/preferences';
import { useSignIn, type Operator } from './session';
import { signInMessages } from './sign-in.messages';
import styles from './sign-in-page.module.css';

/** Shown at whatever address somebody came to, so that signing in leads there. */
export function SignInPage({ before }: { before: Operator | null }) {
  const t = useMessages(signInMessages);
  const signIn = useSignIn(before);
  const required = (value: string) => (value === '' ? t.missing : null);
  const form = useForm({
    initialValues: { login: before?.login ?? '', password: '' },
    validate: { login: required, password: required },
  });
  usePageTitle(t.title);
  return (
    <main className={styles['page']}>
      <Card withBorder padding="xl" radius="lg" className={styles['card']}>
        <form onSubmit={form.onSubmit((given) => signIn.mutate(given))} noValidate>
          <Stack gap="md">
            <Logo size={44} />
            <div>
              <Title order={1} size="h2">
                {t.title}
              </Title>
              <Text c="dimmed">{t.lead}</Text>
            </div>
            {before && !signIn.isError && <Alert title={t.over} color="yellow" role="status" />}
            {signIn.isError && <SignInProblem error={signIn.error} />}
            <TextInput label={t.login} autoComplete="username" autoFocus {...form.getInputProps('login')} />
            <PasswordInput
              label={t.password}
              autoComplete="current-password"
              {...form.getInputProps('password')}
            />
            <Button type="submit" loading={signIn.isPending}>
              {t.signIn}
            </Button>
            <Text size="sm" c="dimmed">
              {t.firstTime}
            </Text>
          </Stack>
        </form>
        {before === null && (
          <Box mt="lg">
            <LookButton before={before} />
          </Box>
        )}
      </Card>
      <Preferences />
    </main>
  );
}

function SignInProblem({ error }: { error: Error }) {
  const t = useMessages(signInMessages);
  const { code, detail } = error instanceof ProblemError ? error.problem : { code: '', detail: '' };
  if (code === 'sign_in_refused') return <Refused title={t.wrong} hint={t.wrongHint} />;
  if (code === 'too_many_requests') return <Refused title={t.locked} hint={t.lockedHint(detail)} />;
  return <ProblemAlert error={error} />;
}

function Refused({ title, hint }: { title: string; hint: string }) {
  return (
    <Alert color="red" title={title} role="alert">
      {hint}
    </Alert>
  );
}
