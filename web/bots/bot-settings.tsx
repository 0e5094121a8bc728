import { notifications } from '@mantine/notifications';
import { Card, Group, Stack, Text } from '@mantine/core';
import { useLocation } from 'wouter';
import { useMessages } from '../language/language';
import { ConfirmButton } from '../parts/confirm-button';
import { ProblemAlert } from '../parts/problem-alert';
import { BotForm } from './bot-form';
import { useChangeBot, useRemoveBot, type Bot } from './bots-data';
import { botsMessages } from './bots.messages';

/** What is said of a bot, and its end. */
export function BotSettings({ bot }: { bot: Bot }) {
  const t = useMessages(botsMessages);
  const [, go] = useLocation();
  const change = useChangeBot(bot.id);
  const remove = useRemoveBot(bot.id);
  return (
    <Stack gap="lg" maw={640}>
      <Card withBorder radius="lg" padding="lg">
        <BotForm
          key={bot.updatedAt}
          bot={bot}
          action={t.save}
          isPending={change.isPending}
          error={change.error}
          onSubmit={(wish) =>
            change.mutate(wish, { onSuccess: () => notifications.show({ message: t.saved }) })
          }
        />
      </Card>
      <Card withBorder radius="lg" padding="lg">
        <Group justify="space-between">
          <Text size="sm" c="dimmed" maw={360}>
            {t.removeHint}
          </Text>
          <ConfirmButton
            label={t.remove}
            color="red"
            says={t.removeSays(bot.name)}
            loading={remove.isPending}
            onConfirm={() => remove.mutate(undefined, { onSuccess: () => go('/bots') })}
          />
        </Group>
        {remove.isError && <ProblemAlert error={remove.error} />}
      </Card>
    </Stack>
  );
}
