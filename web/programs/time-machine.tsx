import {
  Button,
  Card,
  Checkbox,
  Group,
  NumberInput,
  SimpleGrid,
  Skeleton,
  Stack,
  Table,
  Text,
} from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { View } from '../api/views';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { Panel } from '../parts/panel';
import { ProblemAlert } from '../parts/problem-alert';
import { useDefinitionDraft } from './definition-draft';
import styles from './definition.module.css';
import { useSimulate } from './programs-data';
import { timeMachineMessages } from './time-machine.messages';

const DaysChart = lazy(() => import('./days-chart'));

const MOST_CONTACTS = 2000;

/** The whole program in a moment, with contacts that do not exist: what a day brings, and how it ends. */
export function TimeMachine({ program }: { program: View<'Program'> }) {
  const t = useMessages(timeMachineMessages);
  const [contacts, setContacts] = useState<number | string>(200);
  const { draft, isChanged } = useDefinitionDraft(program);
  const [ofDraft, setOfDraft] = useState(true);
  const simulate = useSimulate(program.id);
  const run = () =>
    simulate.mutate({
      ...{ contacts: Number(contacts), seed: Math.floor(Math.random() * 1e6) },
      ...(isChanged && ofDraft && { definition: draft }),
    });
  return (
    <Stack gap="lg">
      <Card withBorder radius="lg" padding="lg">
        <Text c="dimmed" mb="md">
          {t.lead}
        </Text>
        <Group align="flex-end">
          <NumberInput
            label={t.contacts}
            min={1}
            max={MOST_CONTACTS}
            clampBehavior="strict"
            value={contacts}
            onChange={setContacts}
          />
          <Button onClick={run} loading={simulate.isPending} disabled={contacts === ''}>
            {t.run}
          </Button>
        </Group>
        {isChanged && (
          <Checkbox
            mt="md"
            label={t.ofDraft}
            description={t.ofDraftHint(String(program.version))}
            checked={ofDraft}
            onChange={({ currentTarget }) => setOfDraft(currentTarget.checked)}
          />
        )}
        {simulate.isError && <ProblemAlert error={simulate.error} />}
      </Card>
      {simulate.data && <Outcome simulation={simulate.data} />}
    </Stack>
  );
}

function Outcome({ simulation }: { simulation: View<'Simulation'> }) {
  const t = useMessages(timeMachineMessages);
  const { number } = useFormats();
  const { contacts, messages, refusals, undeliverable, days, outcomes } = simulation;
  const figures = [
    { name: t.figures.contacts, value: contacts },
    { name: t.figures.messages, value: messages },
    { name: t.figures.days, value: days.length },
    { name: t.figures.refused, value: refusals + undeliverable },
  ];
  return (
    <>
      <SimpleGrid cols={{ base: 2, md: 4 }}>
        {figures.map(({ name, value }) => (
          <Card key={name} withBorder radius="lg" padding="md">
            <Text size="sm" c="dimmed">
              {name}
            </Text>
            <Text fz={26} fw={650} className="tabular">
              {number(value)}
            </Text>
          </Card>
        ))}
      </SimpleGrid>
      <Panel title={t.aDay}>
        <div
          className={styles['chart']}
          role="img"
          aria-label={t.chart(number(messages), number(days.length))}
        >
          <Suspense fallback={<Skeleton h="100%" />}>
            <DaysChart days={days} />
          </Suspense>
        </div>
      </Panel>
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <Panel title={t.outcomes}>
          <Outcomes outcomes={outcomes} contacts={contacts} />
        </Panel>
        <Panel title={t.byBehaviour}>
          <Behaviours behaviours={simulation.behaviours} />
        </Panel>
      </SimpleGrid>
    </>
  );
}

function Outcomes({ outcomes, contacts }: Pick<View<'Simulation'>, 'outcomes' | 'contacts'>) {
  const t = useMessages(timeMachineMessages);
  const { number, percent } = useFormats();
  return (
    <Table className="tabular">
      <Table.Tbody>
        {Object.entries(outcomes).map(([stage, count]) => (
          <Table.Tr key={stage}>
            <Table.Th scope="row" fw={400}>
              {nameOf(stage, t.stages)}
            </Table.Th>
            <Table.Td ta="right">{number(count)}</Table.Td>
            <Table.Td ta="right">{percent(count / contacts)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Behaviours({ behaviours }: Pick<View<'Simulation'>, 'behaviours'>) {
  const t = useMessages(timeMachineMessages);
  const { number } = useFormats();
  return (
    <Table className="tabular">
      <Table.Tbody>
        {behaviours.map(({ behaviour, contacts, outcomes }) => (
          <Table.Tr key={behaviour}>
            <Table.Th scope="row" fw={400}>
              {behaviour}
            </Table.Th>
            <Table.Td ta="right">{number(contacts)}</Table.Td>
            <Table.Td>
              {Object.entries(outcomes)
                .map(([stage, count]) => `${nameOf(stage, t.stages)} ${number(count)}`)
                .join(' · ')}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function nameOf(stage: string, names: Readonly<Record<string, string>>): string {
  return names[stage] ?? stage;
}
