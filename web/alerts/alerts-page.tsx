import { Button, Group, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { PageHeader } from '../parts/page-header';
import { Panel } from '../parts/panel';
import { ShowMore } from '../parts/show-more';
import { Shown } from '../parts/shown';
import { AlertItem } from './alert-item';
import { useAlerts, type Wanted } from './alerts-data';
import { alertsMessages } from './alerts.messages';
import styles from './alerts.module.css';

const FIRST_SEEN: Wanted = { state: 'open', severity: null };

/** What needs somebody, as it happens. */
export default function AlertsPage() {
  const t = useMessages(alertsMessages);
  const [wanted, setWanted] = useState(FIRST_SEEN);
  const alerts = useAlerts(wanted);
  return (
    <>
      <PageHeader title={t.title} lead={t.lead}>
        <Button component={Link} href="/alerts/rules" variant="default">
          {t.rules}
        </Button>
      </PageHeader>
      <Which wanted={wanted} onChoose={setWanted} />
      <Shown query={alerts}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Nothing wanted={wanted} />;
          return (
            <ul className={styles['alerts']} aria-label={t.title}>
              {items.map((alert) => (
                <AlertItem key={alert.id} alert={alert} />
              ))}
            </ul>
          );
        }}
      </Shown>
      <ShowMore query={alerts} />
    </>
  );
}

function Which({ wanted, onChoose }: { wanted: Wanted; onChoose: (wanted: Wanted) => void }) {
  const t = useMessages(alertsMessages);
  const states = (['open', 'acknowledged', 'resolved'] as const).map((value) => ({
    value,
    label: t.states[value],
  }));
  return (
    <Group justify="space-between" mb="md">
      <SegmentedControl
        aria-label={t.which}
        value={wanted.state ?? 'all'}
        onChange={(state) => onChoose({ ...wanted, state: state === 'all' ? null : state })}
        data={[...states, { value: 'all' as const, label: t.all }]}
      />
      <Select
        aria-label={t.severity}
        placeholder={t.anySeverity}
        clearable
        w={200}
        data={(['high', 'medium', 'low'] as const).map((value) => ({ value, label: t.severities[value] }))}
        value={wanted.severity}
        onChange={(severity) => onChoose({ ...wanted, severity })}
      />
    </Group>
  );
}

function Nothing({ wanted }: { wanted: Wanted }) {
  const t = useMessages(alertsMessages);
  const isFirst = wanted.state === 'open' && wanted.severity === null;
  return (
    <Panel title={t.title}>
      <EmptyState title={isFirst ? t.none : t.noneFound}>
        {isFirst && (
          <Button component={Link} href="/alerts/rules" variant="light">
            {t.toRules}
          </Button>
        )}
      </EmptyState>
    </Panel>
  );
}
