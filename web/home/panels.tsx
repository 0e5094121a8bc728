import { Anchor, Group, Progress, Stack, Text } from '@mantine/core';
import { Link } from 'wouter';
import { SeverityBadge } from '../alerts/severity-badge';
import { useRuleNames } from '../alerts/use-rule-names';
import type { View } from '../api/views';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { Panel } from '../parts/panel';
import { Shown } from '../parts/shown';
import { useFirstPrograms, useLastBroadcasts, useOpenAlerts } from './home-data';
import { homeMessages } from './home.messages';

const IMPORT_PROGRAM =
  'npx hilo import examples/enrollments-legacy.csv --program examples/programs/six-sessions.json --day-length 20s';
const SEND_BROADCAST =
  'npx hilo broadcast send examples/broadcasts/promo-10000.csv --template "Hola {{nombre}}" --title promo --rate 300';

export function ProgramsPanel() {
  const t = useMessages(homeMessages);
  return (
    <Panel title={t.programs}>
      <Shown query={useFirstPrograms()}>
        {({ items }) => (
          <Stack gap="sm">
            {items.length === 0 && <EmptyState title={t.noPrograms} command={IMPORT_PROGRAM} />}
            {items.map(({ id, name, sessions, days, sendAt, timezone }) => (
              <div key={id}>
                <Anchor component={Link} href={`/programs/${id}`} fw={500}>
                  {name}
                </Anchor>
                <Text size="sm" c="dimmed">
                  {t.shape(String(sessions), String(days))}, {t.daily(sendAt, timezone)}
                </Text>
              </div>
            ))}
          </Stack>
        )}
      </Shown>
    </Panel>
  );
}

export function BroadcastsPanel() {
  const t = useMessages(homeMessages);
  return (
    <Panel title={t.broadcasts}>
      <Shown query={useLastBroadcasts()}>
        {({ items }) => (
          <Stack gap="md">
            {items.length === 0 && <EmptyState title={t.noBroadcasts} command={SEND_BROADCAST} />}
            {items.map((broadcast) => (
              <BroadcastLine key={broadcast.id} broadcast={broadcast} />
            ))}
          </Stack>
        )}
      </Shown>
    </Panel>
  );
}

function BroadcastLine({ broadcast: { id, title, state, progress } }: { broadcast: View<'Broadcast'> }) {
  const t = useMessages(homeMessages);
  const { number } = useFormats();
  const done = t.progress(number(progress.total - progress.pending), number(progress.total));
  return (
    <div>
      <Group justify="space-between" wrap="nowrap" mb={6}>
        <Anchor component={Link} href={`/broadcasts/${id}`} fw={500} truncate>
          {title}
        </Anchor>
        <Text size="sm" c="dimmed" className="tabular" flex="none">
          {t.states[state]} · {done}
        </Text>
      </Group>
      <Progress value={progress.percent} aria-label={`${title}: ${done}`} />
    </div>
  );
}

export function AlertsPanel() {
  const t = useMessages(homeMessages);
  const { moment } = useFormats();
  const names = useRuleNames();
  return (
    <Panel title={t.alerts}>
      <Shown query={useOpenAlerts()}>
        {({ items }) => (
          <Stack gap="sm">
            {items.length === 0 && <EmptyState title={t.noAlerts} />}
            {items.map(({ id, rule, severity, message, raisedAt }) => (
              <Group key={id} justify="space-between" wrap="nowrap" align="flex-start">
                <div>
                  <Anchor component={Link} href="/alerts" fw={500}>
                    {names.shown(rule.name)}
                  </Anchor>
                  <Text size="sm" c="dimmed" lineClamp={2}>
                    {moment(raisedAt)}
                    {message?.text ? ` · ${message.text}` : ''}
                  </Text>
                </div>
                <SeverityBadge severity={severity} />
              </Group>
            ))}
          </Stack>
        )}
      </Shown>
    </Panel>
  );
}
