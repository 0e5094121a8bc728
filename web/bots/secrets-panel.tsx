import { Button, Card, Code, Group, PasswordInput, Table, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { ConfirmButton } from '../parts/confirm-button';
import { EmptyState } from '../parts/empty-state';
import { ListTable } from '../parts/list-table';
import { ProblemAlert } from '../parts/problem-alert';
import { Shown } from '../parts/shown';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import styles from './bots.module.css';
import { botsMessages } from './bots.messages';
import { useForgetSecret, useKeepSecret, useSecrets, type BotSecret } from './secrets-data';

/** What the calls of a bot's scenarios may send; only the names are ever shown. */
export function SecretsPanel({ botId }: { botId: string }) {
  const t = useMessages(botsMessages);
  const mayWrite = may(useOperator(), 'admin');
  return (
    <Card withBorder radius="lg" padding="lg">
      <Text c="dimmed" mb="md">
        {t.secretsLead}
      </Text>
      {mayWrite && <NewSecret botId={botId} />}
      <Shown query={useSecrets(botId)}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t.noSecrets} />
          ) : (
            <Secrets botId={botId} secrets={items} mayWrite={mayWrite} />
          )
        }
      </Shown>
    </Card>
  );
}

function NewSecret({ botId }: { botId: string }) {
  const t = useMessages(botsMessages);
  const keep = useKeepSecret(botId);
  const form = useForm({
    initialValues: { name: '', value: '' },
    transformValues: ({ name, value }) => ({ name: name.trim().toUpperCase(), value }),
    validate: {
      name: (name) => (/^[A-Z][A-Z0-9_]{0,63}$/.test(name.trim().toUpperCase()) ? null : t.secretNameHint),
      value: (value) => (value === '' ? t.secretNeeded : null),
    },
  });
  const onSubmit = form.onSubmit((secret) => keep.mutate(secret, { onSuccess: form.reset }));
  return (
    <form onSubmit={onSubmit} noValidate>
      <div className={styles['secret']}>
        <TextInput label={t.secretName} placeholder="BOOKINGS_TOKEN" {...form.getInputProps('name')} />
        <PasswordInput label={t.secret} autoComplete="off" {...form.getInputProps('value')} />
        <Button type="submit" loading={keep.isPending}>
          {t.keep}
        </Button>
      </div>
      {keep.isError && <ProblemAlert error={keep.error} />}
    </form>
  );
}

interface SecretsProps {
  botId: string;
  secrets: readonly BotSecret[];
  mayWrite: boolean;
}

function Secrets({ botId, secrets, mayWrite }: SecretsProps) {
  const t = useMessages(botsMessages);
  const { moment } = useFormats();
  const forget = useForgetSecret(botId);
  return (
    <>
      {forget.isError && <ProblemAlert error={forget.error} />}
      <ListTable columns={[t.secretName, t.fingerprint, t.kept, ...(mayWrite ? [''] : [])]}>
        {secrets.map(({ name, fingerprint, updatedAt }) => (
          <Table.Tr key={name}>
            <Table.Td>
              <Code>{name}</Code>
            </Table.Td>
            <Table.Td>
              <Code>{fingerprint}</Code>
            </Table.Td>
            <Table.Td>{moment(updatedAt)}</Table.Td>
            {mayWrite && (
              <Table.Td>
                <Group justify="flex-end">
                  <ConfirmButton
                    label={t.forget}
                    aria-label={`${t.forget} ${name}`}
                    size="xs"
                    color="red"
                    says={t.forgetSays(name)}
                    onConfirm={() => forget.mutate(name)}
                  />
                </Group>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </ListTable>
    </>
  );
}
