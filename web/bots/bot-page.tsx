import { Badge, Group, Switch, Tabs } from '@mantine/core';
import { useParams } from 'wouter';
import { AgentPanel } from '../agent/agent-panel';
import { useMessages } from '../language/language';
import { MediaLibrary } from '../media/media-library';
import { PageHeader } from '../parts/page-header';
import { ProblemAlert } from '../parts/problem-alert';
import { Shown } from '../parts/shown';
import { PlatformsPanel } from '../platforms/platforms-panel';
import { ScenariosPanel } from '../scenarios/scenarios-panel';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { BotSettings } from './bot-settings';
import { useBot, useBotSwitch, type Bot } from './bots-data';
import { botsMessages } from './bots.messages';
import { SecretsPanel } from './secrets-panel';

/** One bot: what it follows, its agent, where it answers, its files and its secrets. */
export default function BotPage() {
  const t = useMessages(botsMessages);
  const { id } = useParams<{ id: string }>();
  return (
    <Shown query={useBot(id)}>
      {(bot) => (
        <>
          <PageHeader
            title={bot.name}
            lead={bot.description ?? t.modes[bot.mode]}
            back={{ href: '/bots', label: t.title }}
          >
            <OnOff bot={bot} />
          </PageHeader>
          <Parts bot={bot} />
        </>
      )}
    </Shown>
  );
}

function Parts({ bot }: { bot: Bot }) {
  const t = useMessages(botsMessages);
  const mayWrite = may(useOperator(), 'admin');
  return (
    <Tabs defaultValue={bot.mode === 'agent' ? 'agent' : 'scenarios'} keepMounted={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="scenarios">{t.scenarios}</Tabs.Tab>
        <Tabs.Tab value="agent">{t.agent}</Tabs.Tab>
        <Tabs.Tab value="platforms">{t.platforms}</Tabs.Tab>
        <Tabs.Tab value="files">{t.files}</Tabs.Tab>
        <Tabs.Tab value="secrets">{t.secrets}</Tabs.Tab>
        {mayWrite && <Tabs.Tab value="settings">{t.settings}</Tabs.Tab>}
      </Tabs.List>
      <Tabs.Panel value="scenarios">
        <ScenariosPanel botId={bot.id} />
      </Tabs.Panel>
      <Tabs.Panel value="agent">
        <AgentPanel bot={bot} />
      </Tabs.Panel>
      <Tabs.Panel value="platforms">
        <PlatformsPanel botId={bot.id} />
      </Tabs.Panel>
      <Tabs.Panel value="files">
        <MediaLibrary botId={bot.id} />
      </Tabs.Panel>
      <Tabs.Panel value="secrets">
        <SecretsPanel botId={bot.id} />
      </Tabs.Panel>
      <Tabs.Panel value="settings">
        <BotSettings bot={bot} />
      </Tabs.Panel>
    </Tabs>
  );
}

/** Whether it answers anybody. */
function OnOff({ bot: { id, isActive } }: { bot: Bot }) {
  const t = useMessages(botsMessages);
  const mayWrite = may(useOperator(), 'admin');
  const turn = useBotSwitch(id);
  if (!mayWrite) {
    return (
      <Badge color={isActive ? 'hilo' : 'gray'} variant="light" tt="none">
        {isActive ? t.on : t.off}
      </Badge>
    );
  }
  return (
    <Group gap="xs">
      <Switch
        label={isActive ? t.on : t.off}
        checked={isActive}
        disabled={turn.isPending}
        onChange={({ currentTarget }) => turn.mutate(currentTarget.checked)}
      />
      {turn.isError && <ProblemAlert error={turn.error} />}
    </Group>
  );
}
