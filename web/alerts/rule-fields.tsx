import {
  MultiSelect,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core';
import { useMessages } from '../language/language';
import { alertsMessages } from './alerts.messages';
import type { RuleForm } from './condition-fields';
import { isAboutMessages } from './rule-values';
import { ruleMessages } from './rule.messages';
import { useBots } from './rules-data';

const CHANNELS = ['simulator', 'twilio', 'whatsapp-cloud', 'whatsapp-web', 'telegram', 'botpress'] as const;

/** What a rule is called, how grave it is, and how often it speaks. */
export function RuleFields({ form }: { form: RuleForm }) {
  const t = useMessages(ruleMessages);
  const { severity, severities, isActive } = useMessages(alertsMessages);
  return (
    <Stack>
      <TextInput label={t.name} required maxLength={120} {...form.getInputProps('name')} />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Select
          label={severity}
          allowDeselect={false}
          data={(['low', 'medium', 'high'] as const).map((value) => ({ value, label: severities[value] }))}
          {...form.getInputProps('severity')}
        />
        <NumberInput label={t.cooldown} min={0} {...form.getInputProps('cooldownMinutes')} />
      </SimpleGrid>
      <Text size="sm" c="dimmed">
        {t.cooldownHint}
      </Text>
      <Switch label={isActive} {...form.getInputProps('isActive', { type: 'checkbox' })} />
    </Stack>
  );
}

/** In which messages a rule looks. */
export function ScopeFields({ form }: { form: RuleForm }) {
  const t = useMessages(ruleMessages);
  const bots = useBots();
  if (!isAboutMessages(form.values.type)) return null;
  return (
    <>
      <Select
        label={t.direction}
        allowDeselect={false}
        data={(['inbound', 'outbound', 'both'] as const).map((value) => ({
          value,
          label: t.directions[value],
        }))}
        {...form.getInputProps('direction')}
      />
      <Text size="sm" c="dimmed">
        {t.scopeHint}
      </Text>
      <MultiSelect
        label={t.bots}
        searchable
        data={bots.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
        {...form.getInputProps('scope.botIds')}
      />
      <MultiSelect label={t.channels} data={CHANNELS} {...form.getInputProps('scope.channels')} />
      <TagsInput label={t.tags} acceptValueOnBlur {...form.getInputProps('scope.tags')} />
    </>
  );
}
