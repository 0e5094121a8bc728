import { Button, FileButton, Group, JsonInput, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { FileUp, Plus } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useLanguage, useMessages } from '../language/language';
import { partsMessages } from '../parts/parts.messages';
import { ProblemAlert } from '../parts/problem-alert';
import { firstScenario } from './first-scenario';
import { readScenario, writeJson } from './read-scenario';
import styles from './scenario.module.css';
import { useCreateScenario, type Written } from './scenarios-data';
import { scenariosMessages } from './scenarios.messages';

/** Makes a scenario of JSON that is written here or comes from a file. */
export function NewScenario({ botId }: { botId: string }) {
  const t = useMessages(scenariosMessages);
  const parts = useMessages(partsMessages);
  const [isOpen, dialog] = useDisclosure(false);
  return (
    <>
      <Button leftSection={<Plus size={16} aria-hidden />} onClick={dialog.open}>
        {t.add}
      </Button>
      <Modal
        opened={isOpen}
        onClose={dialog.close}
        title={t.add}
        size="xl"
        closeButtonProps={{ 'aria-label': parts.cancel }}
      >
        <NewScenarioForm botId={botId} />
      </Modal>
    </>
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
        <FileButton accept=".json,application/json" onChange={(file) => void file?.text().then(setText)}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<FileUp size={16} aria-hidden />}>
              {t.fromFile}
            </Button>
          )}
        </FileButton>
        <Button onClick={onMake} disabled={read.kind === 'broken'} loading={create.isPending}>
          {t.make}
        </Button>
      </Group>
    </Stack>
  );
}
