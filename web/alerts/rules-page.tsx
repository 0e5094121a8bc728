import { Anchor, Badge, Button, Card, Group, Switch, Table, Text } from '@mantine/core';
import { Plus } from 'lucide-react';
import { Link } from 'wouter';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { ListTable } from '../parts/list-table';
import { PageHeader } from '../parts/page-header';
import { ProblemAlert } from '../parts/problem-alert';
import { ShowMore } from '../parts/show-more';
import { Shown } from '../parts/shown';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { alertsMessages } from './alerts.messages';
import styles from './alerts.module.css';
import { draftOf } from './rule-values';
import { useRules, useSaveRule, type Rule } from './rules-data';
import { SeverityBadge } from './severity-badge';
import { TestBox } from './test-box';
import { useConditionWords } from './use-condition-words';
import { useRuleNames } from './use-rule-names';

/** Every rule, with the box that tries a text on all of them. */
export default function RulesPage() {
  const t = useMessages(alertsMessages);
  const rules = useRules();
  const mayWrite = may(useOperator(), 'admin');
  return (
    <>
      <PageHeader title={t.rules} lead={t.rulesLead} back={{ href: '/alerts', label: t.title }}>
        {mayWrite && (
          <Button component={Link} href="/alerts/rules/new" leftSection={<Plus size={16} aria-hidden />}>
            {t.newRule}
          </Button>
        )}
      </PageHeader>
      <div className={styles['editor']}>
        <Card withBorder radius="lg" padding="md">
          <Shown query={rules}>
            {({ pages }) => <RulesTable rules={pages.flatMap(({ items }) => items)} mayWrite={mayWrite} />}
          </Shown>
          <ShowMore query={rules} />
        </Card>
        <TestBox rule={null} />
      </div>
    </>
  );
}

function RulesTable({ rules, mayWrite }: { rules: readonly Rule[]; mayWrite: boolean }) {
  const t = useMessages(alertsMessages);
  if (rules.length === 0) return <EmptyState title={t.noRules} />;
  return (
    <ListTable columns={[t.name, t.active, t.severity, t.does]}>
      {rules.map((rule) => (
        <RuleRow key={rule.id} rule={rule} mayWrite={mayWrite} />
      ))}
    </ListTable>
  );
}

function RuleRow({ rule, mayWrite }: { rule: Rule; mayWrite: boolean }) {
  const t = useMessages(alertsMessages);
  const wordsOf = useConditionWords();
  const save = useSaveRule();
  const { id, condition, severity, actions } = rule;
  const name = useRuleNames().shown(rule.name);
  const isActive = save.isPending ? save.variables.draft.isActive : rule.isActive;
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} href={`/alerts/rules/${id}`} fw={600}>
          {name}
        </Anchor>
        <Text size="sm" c="dimmed" lineClamp={2}>
          {wordsOf(condition)}
        </Text>
        {save.isError && <ProblemAlert error={save.error} />}
      </Table.Td>
      <Table.Td>
        <Switch
          aria-label={t.switchOn(name)}
          checked={isActive}
          disabled={!mayWrite || save.isPending}
          onChange={({ currentTarget }) =>
            save.mutate({ id, draft: { ...draftOf(rule), isActive: currentTarget.checked } })
          }
        />
      </Table.Td>
      <Table.Td>
        <SeverityBadge severity={severity} />
      </Table.Td>
      <Table.Td>
        {actions.length === 0 ? (
          <Text size="sm">{t.showsOnly}</Text>
        ) : (
          <Group gap={4}>
            {actions.map(({ kind }, index) => (
              <Badge key={`${index} ${kind}`} variant="default" tt="none" fw={500}>
                {t.kinds[kind]}
              </Badge>
            ))}
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
