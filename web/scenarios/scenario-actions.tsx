import { Badge, Button, Group, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Rocket } from 'lucide-react';
import { useMessages } from '../language/language';
import { ConfirmButton } from '../parts/confirm-button';
import { ProblemAlert } from '../parts/problem-alert';
import { useActivate, usePublish, type Written } from './scenarios-data';
import { scenariosMessages } from './scenarios.messages';
import type { Bench } from './use-bench';

/** Which version is out, whether its bot follows it, and what the check says of the draft. */
export function Standing({ bench: { scenario, draft, findings } }: { bench: Bench }) {
  const t = useMessages(scenariosMessages);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return (
    <Group gap="xs" mt={4}>
      <Badge variant="default" tt="none">
        {t.version(String(scenario.version))}
      </Badge>
      {scenario.isActive && (
        <Badge variant="light" tt="none">
          {t.followed}
        </Badge>
      )}
      {draft.isChanged && (
        <Badge color="blue" variant="light" tt="none">
          {t.draft}
        </Badge>
      )}
      {errors > 0 && (
        <Badge color="red" variant="light" tt="none">
          {t.errorsHere(String(errors))}
        </Badge>
      )}
    </Group>
  );
}

/** Publishing, giving up, and making it the one that is followed. */
export function ScenarioActions({ bench }: { bench: Bench }) {
  const t = useMessages(scenariosMessages);
  const { scenario, draft } = bench;
  const activate = useActivate();
  return (
    <>
      {draft.isChanged && (
        <ConfirmButton label={t.giveUp} color="red" says={t.giveUpSays} onConfirm={draft.giveUp} />
      )}
      {!scenario.isActive && (
        <ConfirmButton
          label={t.activate}
          says={t.activateSays(scenario.name)}
          loading={activate.isPending}
          onConfirm={() => activate.mutate(scenario.id)}
        />
      )}
      <PublishButton bench={bench} />
      {activate.isError && <ProblemAlert error={activate.error} />}
    </>
  );
}

function PublishButton({ bench: { scenario, draft, isPublishable } }: { bench: Bench }) {
  const t = useMessages(scenariosMessages);
  const publish = usePublish(scenario.id);
  const ready = draft.isChanged && isPublishable;
  const onPublish = () => {
    if (draft.read.kind !== 'read') return;
    publish.mutate(draft.read.scenario.whole as Written, {
      onSuccess: ({ version }) => {
        draft.giveUp();
        notifications.show({ message: t.publishedAs(String(version)) });
      },
    });
  };
  return (
    <>
      <Tooltip label={draft.isChanged ? t.publishHint : t.nothingNew}>
        <Button
          leftSection={<Rocket size={16} aria-hidden />}
          loading={publish.isPending}
          aria-disabled={!ready}
          {...(ready ? { onClick: onPublish } : { 'data-disabled': true })}
        >
          {t.publish(String(scenario.version + 1))}
        </Button>
      </Tooltip>
      {publish.isError && <ProblemAlert error={publish.error} />}
    </>
  );
}
