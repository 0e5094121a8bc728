import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useLocation } from 'wouter';
import { useMessages } from '../language/language';
import { AddDialog } from '../parts/add-dialog';
import { ProblemAlert } from '../parts/problem-alert';
import type { Session } from './definition-draft';
import { definitionMessages } from './definition.messages';
import { useCreateProgram } from './programs-data';

const USUAL = { sessions: 6, days: 5, sendAt: '09:00', zone: 'America/Bogota' };

/** Makes a program of so many sessions and days, to be written afterwards. */
export function NewProgram() {
  const t = useMessages(definitionMessages);
  return (
    <AddDialog label={t.add}>
      <NewProgramForm />
    </AddDialog>
  );
}

function NewProgramForm() {
  const t = useMessages(definitionMessages);
  const [, go] = useLocation();
  const create = useCreateProgram();
  const form = useForm({
    initialValues: { name: '', ...USUAL },
    validate: { name: (name) => (name.trim() === '' ? t.nameIt : null) },
  });
  const onSubmit = form.onSubmit(({ name, sessions, days, sendAt, zone }) =>
    create.mutate(
      { name, sendAt, timezone: zone, sessions: emptySessions(sessions, days, t) },
      { onSuccess: ({ id }) => go(`/programs/${id}`) },
    ),
  );
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <TextInput label={t.name} data-autofocus {...form.getInputProps('name')} />
        <Group grow>
          <NumberInput label={t.howMany} min={1} max={52} {...form.getInputProps('sessions')} />
          <NumberInput label={t.daysEach} min={1} max={7} {...form.getInputProps('days')} />
        </Group>
        <Group grow>
          <TextInput label={t.sendAt} type="time" {...form.getInputProps('sendAt')} />
          <TextInput label={t.zone} {...form.getInputProps('zone')} />
        </Group>
        <Text size="sm" c="dimmed">
          {t.noneGoes}
        </Text>
        {create.isError && <ProblemAlert error={create.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            {t.make}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function emptySessions(sessions: number, days: number, t: (typeof definitionMessages)['en']): Session[] {
  return Array.from({ length: sessions }, (_, session) => ({
    number: session + 1,
    title: t.session(String(session + 1)),
    days: Array.from({ length: days }, (_each, day) => ({
      number: day + 1,
      title: t.day(String(session + 1), String(day + 1)),
      content: { kind: 'text', text: t.firstText(String(session + 1), String(day + 1)) },
    })),
  }));
}
