import { notifications } from '@mantine/notifications';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { ConfirmButton } from '../parts/confirm-button';
import { ProblemAlert } from '../parts/problem-alert';
import { ShowMore } from '../parts/show-more';
import { Shown } from '../parts/shown';
import { DiffView } from './diff-view';
import { writeJson } from './read-scenario';
import styles from './scenario.module.css';
import { useRollback, useVersion, useVersions } from './scenarios-data';
import { scenariosMessages } from './scenarios.messages';
import type { Bench } from './use-bench';

interface VersionsPanelProps {
  bench: Bench;
  mayWrite: boolean;
}

/** Every version that was published, what is different in each, and the way back to it. */
export function VersionsPanel({ bench, mayWrite }: VersionsPanelProps) {
  const { scenario } = bench;
  const t = useMessages(scenariosMessages);
  const { moment } = useFormats();
  const [chosen, choose] = useState(scenario.version);
  const versions = useVersions(scenario.id);
  return (
    <Stack gap="sm">
      <Shown query={versions}>
        {({ pages }) => (
          <ul className={styles['versions']} aria-label={t.versions}>
            {pages
              .flatMap(({ items }) => items)
              .map(({ version, publishedAt }) => (
                <li key={version}>
                  <Button
                    size="compact-sm"
                    variant={version === chosen ? 'light' : 'subtle'}
                    aria-pressed={version === chosen}
                    onClick={() => choose(version)}
                  >
                    {t.version(String(version))}
                  </Button>
                  <Text size="xs" c="dimmed">
                    {moment(publishedAt)}
                  </Text>
                </li>
              ))}
          </ul>
        )}
      </Shown>
      <ShowMore query={versions} />
      <OneVersion key={chosen} bench={bench} mayWrite={mayWrite} version={chosen} />
    </Stack>
  );
}

function OneVersion({
  bench: { scenario, draft },
  mayWrite,
  version,
}: VersionsPanelProps & { version: number }) {
  const t = useMessages(scenariosMessages);
  const rollback = useRollback(scenario.id);
  const name = t.difference(String(version));
  return (
    <>
      <Group justify="space-between">
        <Text fw={600} size="sm">
          {name}
        </Text>
        {mayWrite && version !== scenario.version && (
          <ConfirmButton
            label={t.rollback(String(version))}
            size="xs"
            says={t.rollbackSays(String(version), String(scenario.version + 1))}
            loading={rollback.isPending}
            onConfirm={() =>
              rollback.mutate(version, {
                onSuccess: (published) => {
                  draft.giveUp();
                  notifications.show({ message: t.publishedAs(String(published.version)) });
                },
              })
            }
          />
        )}
      </Group>
      {rollback.isError && <ProblemAlert error={rollback.error} />}
      <Shown query={useVersion(scenario.id, version)}>
        {(old) => <DiffView name={name} before={writeJson(old.scenario)} after={draft.text} />}
      </Shown>
    </>
  );
}
