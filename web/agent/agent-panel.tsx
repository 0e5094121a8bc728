import { Alert, Button, Grid, Stack, Text } from '@mantine/core';
import { Smartphone } from 'lucide-react';
import { Link } from 'wouter';
import type { Bot } from '../bots/bots-data';
import { useMessages } from '../language/language';
import { Panel } from '../parts/panel';
import { Shown } from '../parts/shown';
import { useAgent } from './agent-data';
import { AgentForm } from './agent-form';
import { agentMessages } from './agent.messages';
import { LimitsPanel } from './limits-panel';
import { TurnsPanel } from './turns-panel';

/** The agent of a bot: what it is told, what it may do, and what it did. */
export function AgentPanel({ bot: { id, mode } }: { bot: Bot }) {
  const t = useMessages(agentMessages);
  return (
    <Shown query={useAgent(id)}>
      {(agent) => (
        <Stack gap="lg">
          {mode === 'scenario' && <Alert color="yellow">{t.idle}</Alert>}
          <Grid gap="lg">
            <Grid.Col span={{ base: 12, lg: 8 }}>
              <AgentForm key={agent.version} botId={id} agent={agent} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 4 }}>
              <Stack gap="lg">
                <LimitsPanel limits={agent.limits} />
                <Panel title={t.try}>
                  <Text size="sm" c="dimmed" mb="sm">
                    {t.tryHint}
                  </Text>
                  <Button
                    component={Link}
                    href="/simulator"
                    variant="light"
                    leftSection={<Smartphone size={16} aria-hidden />}
                  >
                    {t.toSimulator}
                  </Button>
                </Panel>
              </Stack>
            </Grid.Col>
          </Grid>
          <TurnsPanel botId={id} />
        </Stack>
      )}
    </Shown>
  );
}
