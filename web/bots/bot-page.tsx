import { Badge, Group, Switch } from '@mantine/core';
import { useParams } from 'wouter';
import { AgentPanel } from '../agent/agent-panel';
import { useMessages } from '../language/language';
import { MediaLibrary } from '../media/media-library';
import { PageHeader } from '../parts/page-header';
import { ProblemAlert } from '../parts/problem-alert';
import { SectionTabs } from '../parts/section-tabs';
import { ShownPage } from '../parts/shown-page';
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
  const back = { href: '/bots', label: t.title };
  return (
    <ShownPage query={useBot(id)} back={back}>
      {(bot) => (
        <>
          <PageHeader title={bot.name} lead={bot.description ?? t.modes[bot.mode]} back={back}>
            <OnOff bot={bot} />
          </PageHeader>
          <Parts bot={bot} />
        </>
      )}
    </ShownPage>
  );
}

function Parts({ bot }: { bot: Bot }) {
  const t = useMessages(botsMessages);
  const mayWrite = may(useOperator(), 'admin');
  const settings = { name: 'settings', label: t.settings, content: <BotSettings bot={bot} /> };
  return (
    <SectionTabs
      label={t.parts}
      first={bot.mode === 'agent' ? 'agent' : 'scenarios'}
      sections={[
        { name: 'scenarios', label: t.scenarios, content: <ScenariosPanel botId={bot.id} /> },
        { name: 'agent', label: t.agent, content: <AgentPanel bot={bot} /> },
        { name: 'platforms', label: t.platforms, content: <PlatformsPanel botId={bot.id} /> },
        { name: 'files', label: t.files, content: <MediaLibrary botId={bot.id} /> },
        { name: 'secrets', label: t.secrets, content: <SecretsPanel botId={bot.id} /> },
        ...(mayWrite ? [settings] : []),
      ]}
    />
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
