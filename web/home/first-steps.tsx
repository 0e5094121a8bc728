import { Button, Group, List, Stack, Text, ThemeIcon } from '@mantine/core';
import { Check, Circle } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useMessages } from '../language/language';
import { Panel } from '../parts/panel';
import { ProblemAlert } from '../parts/problem-alert';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { useFirstSteps, useMakeFirstBot } from './first-steps-data';
import { firstStepsMessages } from './first-steps.messages';

/** From nothing to a message that a bot answered; gone once that has happened. */
export function FirstSteps() {
  const t = useMessages(firstStepsMessages);
  const operator = useOperator();
  const { data: steps } = useFirstSteps();
  const make = useMakeFirstBot();
  if (!may(operator, 'admin') || steps === undefined || steps.wasAnswered) return null;
  return (
    <Panel title={t.title}>
      <Text size="sm" c="dimmed" mb="sm">
        {t.lead}
      </Text>
      <List spacing="md" listStyleType="none" center={false}>
        <Step name={t.bot} hint={t.botHint} isDone={steps.hasBot}>
          <Button size="xs" loading={make.isPending} onClick={() => make.mutate()}>
            {t.makeBot}
          </Button>
        </Step>
        <Step name={t.write} hint={t.writeHint} isDone={steps.wrote}>
          {steps.hasBot && (
            <Button size="xs" component={Link} href="/simulator">
              {t.toSimulator}
            </Button>
          )}
        </Step>
        <Step name={t.answer} hint={t.answerHint} isDone={false} />
      </List>
      {make.isError && <ProblemAlert error={make.error} />}
    </Panel>
  );
}

interface StepProps {
  name: string;
  hint: string;
  isDone: boolean;
  /** What does it. */
  children?: ReactNode;
}

function Step({ name, hint, isDone, children }: StepProps) {
  const t = useMessages(firstStepsMessages);
  return (
    <List.Item
      icon={
        <ThemeIcon size={22} radius="xl" variant={isDone ? 'filled' : 'light'} aria-hidden>
          {isDone ? <Check size={14} /> : <Circle size={10} />}
        </ThemeIcon>
      }
    >
      <Stack gap={6}>
        <Group gap="xs">
          <Text fw={500}>{name}</Text>
          {isDone && (
            <Text size="sm" c="dimmed">
              {t.done}
            </Text>
          )}
        </Group>
        {!isDone && (
          <Text size="sm" c="dimmed">
            {hint}
          </Text>
        )}
        {!isDone && <div>{children}</div>}
      </Stack>
    </List.Item>
  );
}
