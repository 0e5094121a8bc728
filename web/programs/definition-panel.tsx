import { Button, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Rocket } from 'lucide-react';
import { useState } from 'react';
import type { View } from '../api/views';
import { useMessages } from '../language/language';
import { ConfirmButton } from '../parts/confirm-button';
import { Panel } from '../parts/panel';
import { ProblemAlert } from '../parts/problem-alert';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { DayEditor } from './day-editor';
import { useDefinitionDraft, type DayPlace, type DefinitionDraft } from './definition-draft';
import { definitionMessages } from './definition.messages';
import styles from './definition.module.css';
import { PolicyForm } from './policy-form';
import { usePublishProgram } from './programs-data';
import { ScheduleForm } from './schedule-form';
import { SessionGrid } from './session-grid';

const FIRST: DayPlace = { session: 0, day: 0 };

/** What a program says on which day, and how it goes on when nobody answers. */
export function DefinitionPanel({ program }: { program: View<'Program'> }) {
  const t = useMessages(definitionMessages);
  const mayWrite = may(useOperator(), 'admin');
  const draft = useDefinitionDraft(program);
  const [chosen, choose] = useState(FIRST);
  return (
    <Stack gap="lg">
      {mayWrite && <Publish program={program} draft={draft} />}
      <fieldset disabled={!mayWrite} className={styles['fields']}>
        <div className={styles['days']}>
          <Panel title={t.days}>
            <SessionGrid draft={draft} chosen={chosen} onChoose={choose} mayWrite={mayWrite} />
          </Panel>
          <DayEditor
            key={`${chosen.session} ${chosen.day}`}
            draft={draft}
            place={chosen}
            onGone={() => choose(FIRST)}
          />
        </div>
        <div className={styles['rules']}>
          <Panel title={t.schedule}>
            <ScheduleForm draft={draft} />
          </Panel>
          <Panel title={t.policy}>
            <PolicyForm draft={draft} />
          </Panel>
        </div>
      </fieldset>
    </Stack>
  );
}

function Publish({ program: { id, version }, draft }: { program: View<'Program'>; draft: DefinitionDraft }) {
  const t = useMessages(definitionMessages);
  const publish = usePublishProgram(id);
  const onPublish = () =>
    publish.mutate(draft.draft, {
      onSuccess: (published) => {
        draft.giveUp();
        notifications.show({ message: t.publishedAs(String(published.version)) });
      },
    });
  return (
    <div>
      <Group justify="flex-end">
        {draft.isChanged && (
          <ConfirmButton label={t.giveUp} color="red" says={t.giveUpSays} onConfirm={draft.giveUp} />
        )}
        <Button
          leftSection={<Rocket size={16} aria-hidden />}
          disabled={!draft.isChanged}
          loading={publish.isPending}
          onClick={onPublish}
        >
          {t.publish(String(version + 1))}
        </Button>
      </Group>
      {publish.isError && <ProblemAlert error={publish.error} />}
    </div>
  );
}
