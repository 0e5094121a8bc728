import { Button, Group, JsonInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useLanguage, useMessages } from '../language/language';
import { AddDialog } from '../parts/add-dialog';
import { ProblemAlert } from '../parts/problem-alert';
import { UploadButton } from '../parts/upload-button';
import { firstScenario } from './first-scenario';
import { readScenario, writeJson } from './read-scenario';
import styles from './scenario.module.css';
import { useCreateScenario, type Written } from './scenarios-data';
import { scenariosMessages } from './scenarios.messages';

/** Makes a scenario of JSON that is written here or comes from a file. */
export function NewScenario({ botId }: { botId: string }) {
  const t = useMessages(scenariosMessages);
  return (
    <AddDialog label={t.add} size="xl">
      <NewScenarioForm botId={botId} />
    </AddDialog>
  );
}

function NewScenarioForm({ botId }: { botId: string }) {
  const t = useMessages(scenariosMessages);
  const { language } = useLanguage();
  const [, go] = useLocation();
  const [text, setText] = useState(() => writeJson(firstScenario(language)));
  const create = useCreateScenario(botId);
  const read = readScenario(text);
  const onMake = () => {
    if (read.kind === 'broken') return;
    create.mutate(read.scenario.whole as Written, {
      onSuccess: ({ id }) => go(`/bots/${botId}/scenarios/${id}`),
    });
  };
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t.addHint}
      </Text>
      <JsonInput
        aria-label={t.wholeJson}
        classNames={{ input: styles['json'] ?? '' }}
        autosize
        minRows={12}
        maxRows={22}
        value={text}
        onChange={setText}
        error={read.kind === 'broken' ? `${t.notJson}: ${read.why}` : null}
      />
      {create.isError && <ProblemAlert error={create.error} />}
      <Group justify="space-between">
        <UploadButton
          label={t.fromFile}
          accept=".json,application/json"
          onChoose={([file]) => void file.text().then(setText)}
        />
        <Button onClick={onMake} disabled={read.kind === 'broken'} loading={create.isPending}>
          {t.make}
        </Button>
      </Group>
    </Stack>
  );
}
