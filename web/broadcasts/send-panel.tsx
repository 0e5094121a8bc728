import { Alert, Button, Divider, Group, Stack, Text, TextInput } from '@mantine/core';
import { CalendarClock, Play, Send } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { ConfirmButton } from '../parts/confirm-button';
import { Panel } from '../parts/panel';
import { ProblemAlert } from '../parts/problem-alert';
import { useTestSend, type useAct } from './broadcast-acts';
import type { Broadcast } from './broadcasts-data';
import { broadcastsMessages } from './broadcasts.messages';

interface SendPanelProps {
  broadcast: Broadcast;
  act: ReturnType<typeof useAct>;
}

/** What is done with a draft: tried on a number of one's own, started, or given a time. */
export function SendPanel({ broadcast, act }: SendPanelProps) {
  const t = useMessages(broadcastsMessages);
  const { number, moment } = useFormats();
  const { title, state, scheduledAt, progress } = broadcast;
  const people = number(progress.total);
  return (
    <Panel title={t.ready(people)}>
      <Stack gap="lg">
        <TestSend broadcast={broadcast} />
        <Divider />
        {scheduledAt !== null && state === 'scheduled' && (
          <Alert color="blue" role="status" title={t.startsAt(moment(scheduledAt))} />
        )}
        <Schedule broadcast={broadcast} act={act} />
        {state === 'draft' && (
          <>
            <Divider />
            <Group>
              <ConfirmButton
                label={t.start}
                leftSection={<Play size={16} aria-hidden />}
                question={t.startQuestion(title)}
                says={t.startSays(people)}
                color="hilo"
                variant="filled"
                loading={act.isPending && act.variables.kind === 'start'}
                onConfirm={() => act.mutate({ kind: 'start' })}
              />
            </Group>
          </>
        )}
      </Stack>
    </Panel>
  );
}

function TestSend({ broadcast: { id } }: Pick<SendPanelProps, 'broadcast'>) {
  const t = useMessages(broadcastsMessages);
  const test = useTestSend(id);
  const [phone, setPhone] = useState('');
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    test.mutate(phone);
  };
  return (
    <form onSubmit={onSubmit}>
      <Group align="flex-end" gap="sm">
        <TextInput
          label={t.testPhone}
          placeholder="+57 300 111 2233"
          type="tel"
          value={phone}
          onChange={({ currentTarget }) => setPhone(currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          leftSection={<Send size={16} aria-hidden />}
          disabled={phone.trim() === ''}
          loading={test.isPending}
        >
          {t.test}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mt={4} role="status">
        {test.isSuccess ? t.tested : t.testHint}
      </Text>
      {test.isError && <ProblemAlert error={test.error} />}
    </form>
  );
}

function Schedule({ broadcast: { state }, act }: SendPanelProps) {
  const t = useMessages(broadcastsMessages);
  const [at, setAt] = useState('');
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    act.mutate({ kind: 'schedule', startAt: new Date(at).toISOString() });
  };
  return (
    <form onSubmit={onSubmit}>
      <Group align="flex-end" gap="sm">
        <TextInput
          label={t.startAt}
          type="datetime-local"
          value={at}
          onChange={({ currentTarget }) => setAt(currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          leftSection={<CalendarClock size={16} aria-hidden />}
          disabled={at === ''}
          loading={act.isPending && act.variables.kind === 'schedule'}
        >
          {state === 'scheduled' ? t.reschedule : t.schedule}
        </Button>
      </Group>
    </form>
  );
}
