import { Anchor, Text } from '@mantine/core';
import { Link } from 'wouter';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { Facts } from '../parts/facts';
import { Panel } from '../parts/panel';
import { useModels } from '../settings/models-data';
import type { Agent } from './agent-data';
import { agentMessages } from './agent.messages';
import { useDollars } from './use-dollars';

/** What no agent exceeds, and the models it asks. */
export function LimitsPanel({ limits }: Pick<Agent, 'limits'>) {
  const t = useMessages(agentMessages);
  const { number, duration } = useFormats();
  return (
    <Panel title={t.limits}>
      <Text size="sm" c="dimmed" mb="xs">
        {t.limitsHint}
      </Text>
      <Facts
        facts={[
          { name: t.toolCalls, value: number(limits.toolCallsPerTurn) },
          { name: t.modelTime, value: duration(limits.modelSecondsPerTurn) },
          { name: t.failures, value: number(limits.failuresBeforeHandoff) },
          ...useModelFacts(),
        ]}
      />
      <Anchor component={Link} href="/settings#models" size="sm" mt="sm" display="block">
        {t.toModels}
      </Anchor>
    </Panel>
  );
}

/** Of the account: which models answer, and what they used today. */
function useModelFacts() {
  const t = useMessages(agentMessages);
  const { number } = useFormats();
  const dollars = useDollars();
  const { data } = useModels();
  if (data === undefined) return [];
  const { models, budget, today } = data;
  const names = models.map(({ model }) => model);
  const within = (spent: number, most: number | null, written: (figure: number) => string) =>
    most === null ? written(spent) : t.of(written(spent), written(most));
  const { tokensPerDay, costMicrosPerDay } = budget;
  return [
    { name: t.models, value: names.length === 0 ? t.offline : names.join(', ') },
    { name: t.tokensToday, value: within(today.tokens, tokensPerDay, number) },
    { name: t.costToday, value: within(today.costMicros, costMicrosPerDay, dollars) },
  ];
}
