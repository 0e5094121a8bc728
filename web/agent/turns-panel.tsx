import { Anchor, Badge, Group, Table, Text } from '@mantine/core';
import { Link } from 'wouter';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { ListTable } from '../parts/list-table';
import { Panel } from '../parts/panel';
import { ShowMore } from '../parts/show-more';
import { Shown } from '../parts/shown';
import { useTurns, type Turn } from './agent-data';
import { agentMessages } from './agent.messages';
import { useDollars } from './use-dollars';

const COLOURS: Record<NonNullable<Turn['outcome']>, string> = {
  answered: 'teal',
  'no-answer': 'red',
  'too-many-tools': 'orange',
  'over-budget': 'orange',
  broken: 'red',
  stopped: 'gray',
};

/** What the agent did last: tools, tokens and cost of each turn. */
export function TurnsPanel({ botId }: { botId: string }) {
  const t = useMessages(agentMessages);
  const turns = useTurns(botId);
  const words = [t.when, t.who, t.outcome, t.ran, t.model];
  const figures = [t.took, t.tokens, t.cost].map((title) => ({ title, isAmount: true }));
  return (
    <Panel title={t.turns}>
      <Shown query={turns}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <EmptyState title={t.noTurns} />;
          return (
            <ListTable columns={[...words, ...figures]}>
              {items.map((turn) => (
                <Row key={`${turn.dialogId} ${turn.startedAt}`} turn={turn} />
              ))}
            </ListTable>
          );
        }}
      </Shown>
      <ShowMore query={turns} />
    </Panel>
  );
}

function Row({ turn }: { turn: Turn }) {
  const t = useMessages(agentMessages);
  const { moment } = useFormats();
  const { dialogId, contact, outcome, startedAt } = turn;
  return (
    <Table.Tr>
      <Table.Td>{moment(startedAt)}</Table.Td>
      <Table.Td>
        <Anchor component={Link} href={`/conversations/${dialogId}`}>
          {contact.name ?? contact.phone ?? t.nobody}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <Badge variant="dot" color={outcome === null ? 'blue' : COLOURS[outcome]} tt="none" fw={500}>
          {outcome === null ? t.underWay : t.outcomes[outcome]}
        </Badge>
      </Table.Td>
      <Table.Td>
        <Tools tools={turn.tools} />
      </Table.Td>
      <Figures steps={turn.steps} />
    </Table.Tr>
  );
}

function Tools({ tools }: Pick<Turn, 'tools'>) {
  const t = useMessages(agentMessages);
  const names: Readonly<Record<string, string>> = t.toolNames;
  return (
    <Group gap={4}>
      {tools.map(({ name, isError }, index) => (
        <Badge
          key={`${index} ${name}`}
          variant={isError ? 'outline' : 'default'}
          color={isError ? 'red' : 'gray'}
          tt="none"
          fw={500}
        >
          {names[name] ?? name}
          {isError && ` · ${t.toolFailed}`}
        </Badge>
      ))}
    </Group>
  );
}

/** Which models answered, and all that they took together. */
function Figures({ steps }: Pick<Turn, 'steps'>) {
  const t = useMessages(agentMessages);
  const { number } = useFormats();
  const dollars = useDollars();
  const sum = (figure: (step: Turn['steps'][number]) => number) =>
    steps.reduce((all, step) => all + figure(step), 0);
  const costs = steps.flatMap(({ costMicros }) => (costMicros === null ? [] : [costMicros]));
  const cost = costs.length === 0 ? t.noPrice : dollars(costs.reduce((all, each) => all + each, 0));
  return (
    <>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        {[...new Set(steps.map(({ model }) => model))].join(', ')}
        {steps.some(({ fromCache }) => fromCache) && (
          <Text size="xs" c="dimmed">
            {t.cached}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right" className="tabular">
        {number(sum(({ ms }) => ms))} ms
      </Table.Td>
      <Table.Td ta="right" className="tabular">
        {number(sum(({ inputTokens }) => inputTokens))} / {number(sum(({ outputTokens }) => outputTokens))}
      </Table.Td>
      <Table.Td ta="right" className="tabular">
        {steps.length === 0 ? '' : cost}
      </Table.Td>
    </>
  );
}
