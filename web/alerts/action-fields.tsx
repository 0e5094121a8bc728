import { Button, Group, Menu, NumberInput, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { Plus, Trash2 } from 'lucide-react';
import { useMessages } from '../language/language';
import { alertsMessages } from './alerts.messages';
import styles from './alerts.module.css';
import type { RuleForm } from './condition-fields';
import { mayDo } from './rule-values';
import { ruleMessages } from './rule.messages';
import type { Action } from './rules-data';

const NEW_ACTIONS: { [Kind in Action['kind']]: Extract<Action, { kind: Kind }> } = {
  webhook: { kind: 'webhook', url: '' },
  email: { kind: 'email', to: [] },
  handoff: { kind: 'handoff', hours: 24 },
  tag: { kind: 'tag', tag: '' },
};
const KINDS = ['webhook', 'email', 'handoff', 'tag'] as const;

/** What a rule does about each alert, beside showing it. */
export function ActionFields({ form }: { form: RuleForm }) {
  const t = useMessages(ruleMessages);
  const { kinds } = useMessages(alertsMessages);
  const { type, actions } = form.values;
  return (
    <Stack align="stretch">
      <Text size="sm" c="dimmed">
        {t.doesHint}
      </Text>
      {actions.map(({ kind }, index) => (
        <div key={`${index} ${kind}`} className={styles['action']} hidden={!mayDo(type, kind)}>
          <Group justify="space-between" mb="xs">
            <Text fw={600}>{kinds[kind]}</Text>
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              leftSection={<Trash2 size={14} aria-hidden />}
              aria-label={t.removeAction(kinds[kind], String(index + 1))}
              onClick={() => form.removeListItem('actions', index)}
            >
              {t.remove}
            </Button>
          </Group>
          <FieldsOf form={form} index={index} kind={kind} />
        </div>
      ))}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<Plus size={16} aria-hidden />}
            className={styles['add'] ?? ''}
            disabled={actions.length >= 10}
          >
            {t.add}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {KINDS.filter((kind) => mayDo(type, kind)).map((kind) => (
            <Menu.Item key={kind} onClick={() => form.insertListItem('actions', NEW_ACTIONS[kind])}>
              {kinds[kind]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Stack>
  );
}

function FieldsOf({ form, index, kind }: { form: RuleForm; index: number; kind: Action['kind'] }) {
  const t = useMessages(ruleMessages);
  const field = (name: string) => form.getInputProps(`actions.${index}.${name}`);
  switch (kind) {
    case 'webhook':
      return <TextInput label={t.url} description={t.urlHint} type="url" {...field('url')} />;
    case 'email':
      return (
        <TagsInput label={t.to} description={t.toHint} acceptValueOnBlur maxTags={20} {...field('to')} />
      );
    case 'tag':
      return <TextInput label={t.tag} {...field('tag')} />;
    case 'handoff':
      return <Hours form={form} index={index} />;
  }
}

/** Nothing stands for no end. */
function Hours({ form, index }: { form: RuleForm; index: number }) {
  const t = useMessages(ruleMessages);
  const action = form.values.actions[index];
  return (
    <NumberInput
      label={t.hours}
      description={t.hoursHint}
      min={1}
      value={action?.kind === 'handoff' ? (action.hours ?? '') : ''}
      onChange={(hours) => form.setFieldValue(`actions.${index}`, handoffFor(hours))}
    />
  );
}

const handoffFor = (hours: number | string): Action => ({
  kind: 'handoff',
  hours: hours === '' ? null : Number(hours),
});
