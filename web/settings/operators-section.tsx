import { Badge, Button, Group, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { ConfirmButton } from '../parts/confirm-button';
import { ListTable } from '../parts/list-table';
import { Panel } from '../parts/panel';
import { ProblemAlert } from '../parts/problem-alert';
import { SecretOnce } from '../parts/secret-once';
import { Shown } from '../parts/shown';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import {
  useInvite,
  useOperators,
  useRemoveOperator,
  useResetPassword,
  useSetRole,
  type Operator,
  type Role,
} from './access-data';
import { accessMessages } from './access.messages';
import { useRoles } from './roles';
import { settingsMessages } from './settings.messages';

/** Who may sign in, and as what. */
export function OperatorsSection() {
  const t = useMessages(accessMessages);
  const { parts } = useMessages(settingsMessages);
  const [token, setToken] = useState<string | null>(null);
  return (
    <Stack gap="lg">
      <Panel title={t.inviteTitle}>
        <Invite onToken={setToken} />
      </Panel>
      <Panel title={parts.operators}>
        <Shown query={useOperators()}>
          {(operators) => <OperatorsTable operators={operators} onToken={setToken} />}
        </Shown>
      </Panel>
      <SecretOnce
        title={t.invitation}
        hint={t.invitationHint}
        secret={token === null ? null : `${window.location.origin}/invitation#${token}`}
        onClose={() => setToken(null)}
      />
    </Stack>
  );
}

interface Tokens {
  /** Is given what lets an operator choose a password. */
  onToken: (token: string) => void;
}

function Invite({ onToken }: Tokens) {
  const t = useMessages(accessMessages);
  const { missing } = useMessages(settingsMessages);
  const roles = useRoles();
  const invite = useInvite();
  const form = useForm<{ login: string; role: Role }>({
    initialValues: { login: '', role: 'agent' },
    validate: { login: (login) => (login.trim() === '' ? missing : null) },
  });
  const onSubmit = form.onSubmit((given) =>
    invite.mutate(given, {
      onSuccess: ({ token }) => {
        form.reset();
        onToken(token);
      },
    }),
  );
  return (
    <form onSubmit={onSubmit} noValidate>
      <Group align="flex-end">
        <TextInput label={t.login} autoComplete="off" {...form.getInputProps('login')} />
        <Select label={t.role} allowDeselect={false} data={roles} {...form.getInputProps('role')} />
        <Button type="submit" loading={invite.isPending}>
          {t.invite}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mt="sm">
        {t.roleHint}
      </Text>
      {invite.isError && <ProblemAlert error={invite.error} />}
    </form>
  );
}

function OperatorsTable({ operators, onToken }: Tokens & { operators: readonly Operator[] }) {
  const t = useMessages(accessMessages);
  const { actions } = useMessages(settingsMessages);
  return (
    <ListTable columns={[t.login, t.role, t.lastSignIn, actions]}>
      {operators.map((operator) => (
        <OperatorRow key={operator.id} operator={operator} onToken={onToken} />
      ))}
    </ListTable>
  );
}

function OperatorRow({ operator, onToken }: Tokens & { operator: Operator }) {
  const t = useMessages(accessMessages);
  const { never } = useMessages(settingsMessages);
  const { moment } = useFormats();
  const me = useOperator();
  const { id, login, role, hasPassword, lastSignInAt } = operator;
  const mayManage = me.id !== id && (me.isSuperAdmin || may(me, role));
  return (
    <Table.Tr>
      <Table.Td fw={600}>
        <Group gap="xs">
          {login}
          {me.id === id && <Badge tt="none">{t.you}</Badge>}
        </Group>
        {!hasPassword && (
          <Text size="sm" c="dimmed">
            {t.invited}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <RoleField operator={operator} mayManage={mayManage} />
      </Table.Td>
      <Table.Td>{lastSignInAt === null ? never : moment(lastSignInAt)}</Table.Td>
      <Table.Td>{mayManage && <OperatorHands operator={operator} onToken={onToken} />}</Table.Td>
    </Table.Tr>
  );
}

interface RoleFieldProps {
  operator: Operator;
  mayManage: boolean;
}

function RoleField({ operator: { id, login, role }, mayManage }: RoleFieldProps) {
  const t = useMessages(accessMessages);
  const roles = useRoles();
  const setRole = useSetRole(id);
  if (!mayManage) return roles.find(({ value }) => value === role)?.label;
  return (
    <>
      <Select
        aria-label={t.roleOf(login)}
        w={180}
        allowDeselect={false}
        data={roles}
        value={setRole.isPending ? setRole.variables : role}
        disabled={setRole.isPending}
        onChange={(next) => next !== null && setRole.mutate(next)}
      />
      {setRole.isError && <ProblemAlert error={setRole.error} />}
    </>
  );
}

function OperatorHands({ operator: { id, login }, onToken }: Tokens & { operator: Operator }) {
  const t = useMessages(accessMessages);
  const reset = useResetPassword(id);
  const remove = useRemoveOperator(id);
  const failed = reset.error ?? remove.error;
  return (
    <>
      <Group gap="xs" wrap="nowrap">
        <ConfirmButton
          label={t.reset}
          aria-label={t.resetOf(login)}
          says={t.resetSays(login)}
          size="xs"
          loading={reset.isPending}
          onConfirm={() => reset.mutate(undefined, { onSuccess: ({ token }) => onToken(token) })}
        />
        <ConfirmButton
          label={t.remove}
          aria-label={t.removeOf(login)}
          says={t.removeSays(login)}
          size="xs"
          color="red.9"
          loading={remove.isPending}
          onConfirm={() => remove.mutate(undefined)}
        />
      </Group>
      {failed && <ProblemAlert error={failed} />}
    </>
  );
}
