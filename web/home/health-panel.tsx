import { Group, Stack, Text } from '@mantine/core';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { useMessages } from '../language/language';
import { Panel } from '../parts/panel';
import { Shown } from '../parts/shown';
import { useHealth } from './home-data';
import { homeMessages } from './home.messages';

/** What everything else needs, and whether it is there. */
export function HealthPanel() {
  const t = useMessages(homeMessages);
  const names: Readonly<Record<string, string>> = t.checks;
  return (
    <Panel title={t.health}>
      <Shown query={useHealth()}>
        {(checks) => (
          <Stack gap="xs">
            {checks.map(([name, state]) => (
              <Group key={name} justify="space-between">
                <Text>{names[name] ?? name}</Text>
                <Group gap={6}>
                  {state === 'ok' ? (
                    <CircleCheck size={16} color="var(--mantine-color-teal-6)" aria-hidden />
                  ) : (
                    <CircleAlert size={16} color="var(--mantine-color-red-6)" aria-hidden />
                  )}
                  <Text size="sm">{state === 'ok' ? t.healthOk : t.healthAway}</Text>
                </Group>
              </Group>
            ))}
          </Stack>
        )}
      </Shown>
    </Panel>
  );
}
