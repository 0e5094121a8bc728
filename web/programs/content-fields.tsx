import { Text, Textarea, TextInput } from '@mantine/core';
import { useMessages } from '../language/language';
import type { DayContent } from './definition-draft';
import { definitionMessages } from './definition.messages';
import { placeholdersOf } from '../parts/filled-in';

interface ContentFieldsProps<Content = DayContent> {
  content: Content;
  onChange: (content: DayContent) => void;
}

/** What is written of a day's content, by its kind. */
export function ContentFields({ content, onChange }: ContentFieldsProps) {
  const t = useMessages(definitionMessages);
  switch (content.kind) {
    case 'text':
      return (
        <Textarea
          label={t.text}
          description={t.textHint}
          autosize
          minRows={4}
          maxLength={1600}
          value={content.text}
          onChange={({ currentTarget }) => onChange({ ...content, text: currentTarget.value })}
        />
      );
    case 'template':
      return <TemplateFields content={content} onChange={onChange} />;
    case 'scenario':
      return <ScenarioFields content={content} onChange={onChange} />;
    case 'bot-trigger':
      return (
        <Text size="sm" c="dimmed">
          {t.botTriggerHint}
        </Text>
      );
  }
}

function TemplateFields({
  content,
  onChange,
}: ContentFieldsProps<Extract<DayContent, { kind: 'template' }>>) {
  const t = useMessages(definitionMessages);
  const { variables, preview = '' } = content;
  return (
    <>
      <TextInput
        label={t.template}
        description={t.templateHint}
        value={content.template}
        onChange={({ currentTarget }) => onChange({ ...content, template: currentTarget.value })}
      />
      <Textarea
        label={t.approved}
        description={t.approvedHint}
        autosize
        minRows={4}
        value={preview}
        onChange={({ currentTarget }) => onChange({ ...content, preview: currentTarget.value })}
      />
      {placeholdersOf(preview, variables).map((name) => (
        <TextInput
          key={name}
          label={t.variable(name)}
          value={variables[name] ?? ''}
          onChange={({ currentTarget }) =>
            onChange({ ...content, variables: { ...variables, [name]: currentTarget.value } })
          }
        />
      ))}
    </>
  );
}

function ScenarioFields({
  content,
  onChange,
}: ContentFieldsProps<Extract<DayContent, { kind: 'scenario' }>>) {
  const t = useMessages(definitionMessages);
  return (
    <>
      <TextInput
        label={t.bot}
        value={content.bot}
        onChange={({ currentTarget }) => onChange({ ...content, bot: currentTarget.value })}
      />
      <TextInput
        label={t.scenario}
        description={t.scenarioHint}
        value={content.scenario}
        onChange={({ currentTarget }) => onChange({ ...content, scenario: currentTarget.value })}
      />
    </>
  );
}
