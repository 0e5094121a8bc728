import { Anchor, Badge, Card, Group, Table, Text } from '@mantine/core';
import { Link } from 'wouter';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { ConfirmButton } from '../parts/confirm-button';
import { EmptyState } from '../parts/empty-state';
import { ListTable } from '../parts/list-table';
import { ProblemAlert } from '../parts/problem-alert';
import { ShowMore } from '../parts/show-more';
import { Shown } from '../parts/shown';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { NewScenario } from './new-scenario';
import { useActivate, useRemoveScenario, useScenarios, type ListedScenario } from './scenarios-data';
import { scenariosMessages } from './scenarios.messages';

/** The scenarios of a bot, and which of them it follows. */
export function ScenariosPanel({ botId }: { botId: string }) {
  const t = useMessages(scenariosMessages);
  const mayWrite = may(useOperator(), 'admin');
  const scenarios = useScenarios(botId);
  return (
    <Card withBorder radius="lg" padding="lg">
      <Group justify="space-between" mb="md">
        <Text c="dimmed">{t.lead}</Text>
        {mayWrite && <NewScenario botId={botId} />}
      </Group>
      <Shown query={scenarios}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <EmptyState title={t.none} />;
          return <Scenarios scenarios={items} mayWrite={mayWrite} />;
        }}
      </Shown>
      <ShowMore query={scenarios} />
    </Card>
  );
}

interface ScenariosProps {
  scenarios: readonly ListedScenario[];
  mayWrite: boolean;
}

function Scenarios({ scenarios, mayWrite }: ScenariosProps) {
  const t = useMessages(scenariosMessages);
  const { moment } = useFormats();
  return (
    <ListTable columns={[t.name, t.newest, t.published, t.what]}>
      {scenarios.map((scenario) => (
        <Table.Tr key={scenario.id}>
          <Table.Td>
            <Anchor component={Link} href={`/bots/${scenario.botId}/scenarios/${scenario.id}`} fw={600}>
              {scenario.name}
            </Anchor>
            <Text size="sm" c="dimmed" lineClamp={2}>
              {scenario.description}
            </Text>
          </Table.Td>
          <Table.Td className="tabular">{t.version(String(scenario.version))}</Table.Td>
          <Table.Td>{moment(scenario.updatedAt)}</Table.Td>
          <Table.Td>
            <Deeds scenario={scenario} mayWrite={mayWrite} />
          </Table.Td>
        </Table.Tr>
      ))}
    </ListTable>
  );
}

function Deeds({
  scenario: { id, name, isActive },
  mayWrite,
}: {
  scenario: ListedScenario;
  mayWrite: boolean;
}) {
  const t = useMessages(scenariosMessages);
  const activate = useActivate();
  const remove = useRemoveScenario();
  if (isActive) {
    return (
      <Badge variant="light" tt="none">
        {t.followed}
      </Badge>
    );
  }
  if (!mayWrite) return null;
  const failed = activate.error ?? remove.error;
  return (
    <>
      <Group gap="xs" wrap="nowrap">
        <ConfirmButton
          label={t.activate}
          aria-label={`${t.activate}: ${name}`}
          size="xs"
          says={t.activateSays(name)}
          loading={activate.isPending}
          onConfirm={() => activate.mutate(id)}
        />
        <ConfirmButton
          label={t.remove}
          aria-label={`${t.remove}: ${name}`}
          size="xs"
          color="red"
          says={t.removeSays(name)}
          loading={remove.isPending}
          onConfirm={() => remove.mutate(id)}
        />
      </Group>
      {failed && <ProblemAlert error={failed} />}
    </>
  );
}
