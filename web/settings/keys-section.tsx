import {
  Badge,
  Button,
  Code,
  Group,
  MultiSelect,
  SegmentedControl,
  Stack,
  Table,
  Text,
  TextInput,
  Tooltip,
  type SegmentedControlProps,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { ConfirmButton } from '../parts/confirm-button';
import { EmptyState } from '../parts/empty-state';
import { ListTable } from '../parts/list-table';
import { Panel } from '../parts/panel';
import { ProblemAlert } from '../parts/problem-alert';
import { SecretOnce } from '../parts/secret-once';
import { Shown } from '../parts/shown';
import { useKeys, useMakeKey, useRevokeKey, type ApiKey, type Scope } from './access-data';
import { accessMessages } from './access.messages';
import { ALL_SCOPES } from './all-scopes';
import { settingsMessages } from './settings.messages';

/** The keys of programs. */
export function KeysSection() {
  const t = useMessages(accessMessages);
  const { parts } = useMessages(settingsMessages);
  const [key, setKey] = useState<string | null>(null);
  return (
    <Stack gap="lg">
      <Panel title={t.newKeyTitle}>
        <NewKey onKey={setKey} />
      </Panel>
      <Panel title={parts.keys}>
        <Shown query={useKeys()}>{(keys) => <KeysTable keys={keys} />}</Shown>
      </Panel>
      <SecretOnce title={t.newKeyTitle} hint={t.newKeyHint} secret={key} onClose={() => setKey(null)} />
    </Stack>
  );
}

interface NewKeyValues {
  name: string;
  which: 'all' | 'some';
  scopes: Scope[];
}

function NewKey({ onKey }: { onKey: (key: string) => void }) {
  const t = useMessages(accessMessages);
  const { missing } = useMessages(settingsMessages);
  const make = useMakeKey();
  const form = useForm<NewKeyValues>({
    initialValues: { name: '', which: 'all', scopes: [] },
    validate: { name: (name) => (name.trim() === '' ? missing : null) },
  });
  const onSubmit = form.onSubmit(({ name, which, scopes }) =>
    make.mutate(
      { name, scopes: which === 'all' ? 'all' : scopes },
      {
        onSuccess: ({ key }) => {
          form.reset();
          onKey(key);
        },
      },
    ),
  );
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack align="flex-start">
        <TextInput label={t.keyName} maw={400} w="100%" {...form.getInputProps('name')} />
        <WhichScopes {...form.getInputProps('which')} />
        {form.values.which === 'some' && (
          <MultiSelect
            label={t.scopes}
            description={t.scopesHint}
            w="100%"
            searchable
            data={ALL_SCOPES}
            {...form.getInputProps('scopes')}
          />
        )}
        <Button type="submit" loading={make.isPending}>
          {t.newKey}
        </Button>
      </Stack>
      {make.isError && <ProblemAlert error={make.error} />}
    </form>
  );
}

/** Everything or a choice; on a phone one below the other, as the words do not fit on a line. */
function WhichScopes(field: Pick<SegmentedControlProps, 'value' | 'onChange'>) {
  const t = useMessages(accessMessages);
  const isNarrow = useMediaQuery('(max-width: 30em)', false, { getInitialValueInEffect: false });
  return (
    <SegmentedControl
      aria-label={t.scopes}
      orientation={isNarrow ? 'vertical' : 'horizontal'}
      data={[
        { value: 'all', label: t.allScopes },
        { value: 'some', label: t.someScopes },
      ]}
      {...field}
    />
  );
}

function KeysTable({ keys }: { keys: readonly ApiKey[] }) {
  const t = useMessages(accessMessages);
  const { actions } = useMessages(settingsMessages);
  if (keys.length === 0) return <EmptyState title={t.noKeys} />;
  return (
    <ListTable columns={[t.keyName, t.key, t.may, t.created, t.lastUsed, actions]}>
      {keys.map((key) => (
        <KeyRow key={key.id} apiKey={key} />
      ))}
    </ListTable>
  );
}

function KeyRow({ apiKey: { id, name, prefix, scopes, createdAt, lastUsedAt } }: { apiKey: ApiKey }) {
  const t = useMessages(accessMessages);
  const { never } = useMessages(settingsMessages);
  const { day, moment } = useFormats();
  const revoke = useRevokeKey(id);
  return (
    <Table.Tr>
      <Table.Td fw={600}>{name}</Table.Td>
      <Table.Td>
        <Code>hilo_{prefix}_…</Code>
      </Table.Td>
      <Table.Td>
        <MayBadge scopes={scopes} />
      </Table.Td>
      <Table.Td>{day(createdAt)}</Table.Td>
      <Table.Td>{lastUsedAt === null ? never : moment(lastUsedAt)}</Table.Td>
      <Table.Td>
        <ConfirmButton
          label={t.revoke}
          aria-label={t.revokeOf(name)}
          says={t.revokeSays(name)}
          size="xs"
          color="red.9"
          loading={revoke.isPending}
          onConfirm={() => revoke.mutate()}
        />
        {revoke.isError && <ProblemAlert error={revoke.error} />}
      </Table.Td>
    </Table.Tr>
  );
}

const FEW = 3;

function MayBadge({ scopes }: Pick<ApiKey, 'scopes'>) {
  const t = useMessages(accessMessages);
  const { number } = useFormats();
  if (scopes === 'all') return <Text size="sm">{t.everything}</Text>;
  if (scopes.length > FEW) {
    return (
      <Tooltip label={scopes.join(', ')} multiline maw={400}>
        <Text size="sm" tabIndex={0} td="underline dotted" w="fit-content">
          {t.count(number(scopes.length))}
        </Text>
      </Tooltip>
    );
  }
  return (
    <Group gap={4}>
      {scopes.map((scope) => (
        <Badge key={scope} variant="default" tt="none" fw={500}>
          {scope}
        </Badge>
      ))}
    </Group>
  );
}
