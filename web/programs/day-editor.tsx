import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useMessages } from '../language/language';
import { Panel } from '../parts/panel';
import { ContentFields } from './content-fields';
import { ContentPreview } from './content-preview';
import type { DayContent, DayPlace, DefinitionDraft } from './definition-draft';
import { definitionMessages } from './definition.messages';

interface DayEditorProps {
  draft: DefinitionDraft;
  place: DayPlace;
  /** The day was taken away. */
  onGone: () => void;
}

const EMPTY: { [Kind in DayContent['kind']]: Extract<DayContent, { kind: Kind }> } = {
  text: { kind: 'text', text: '' },
  template: { kind: 'template', template: '', variables: {}, preview: '' },
  'bot-trigger': { kind: 'bot-trigger' },
  scenario: { kind: 'scenario', bot: '', scenario: '' },
};
const KINDS = ['text', 'template', 'scenario', 'bot-trigger'] as const;

/** One day: what goes out, and how the contact will see it. */
export function DayEditor({ draft, place, onGone }: DayEditorProps) {
  const t = useMessages(definitionMessages);
  const session = draft.draft.sessions[place.session];
  const day = session?.days[place.day];
  if (session === undefined || day === undefined) return null;
  const { title, content } = day;
  const isLast = draft.draft.sessions.length === 1 && session.days.length === 1;
  return (
    <Panel title={t.day(String(session.number), String(day.number))}>
      <Stack gap="sm">
        <TextInput
          label={t.dayTitle}
          value={title}
          onChange={({ currentTarget }) => draft.changeDay(place, { title: currentTarget.value })}
        />
        <Select
          label={t.kind}
          allowDeselect={false}
          data={KINDS.map((value) => ({ value, label: t.kinds[value] }))}
          value={content.kind}
          onChange={(kind) => kind !== null && draft.changeDay(place, { content: EMPTY[kind] })}
        />
        <ContentFields content={content} onChange={(next) => draft.changeDay(place, { content: next })} />
        <ContentPreview content={content} />
        {!isLast && (
          <Group justify="flex-end">
            <Button
              variant="subtle"
              color="red"
              size="xs"
              onClick={() => {
                draft.removeDay(place);
                onGone();
              }}
            >
              {t.removeDay}
            </Button>
          </Group>
        )}
      </Stack>
    </Panel>
  );
}
