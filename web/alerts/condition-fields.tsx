import { NumberInput, SegmentedControl, Select, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useMessages } from '../language/language';
import { FieldGrid } from '../parts/field-grid';
import { MESSAGE_CONDITIONS, PLATFORM_CONDITIONS, type RuleValues } from './rule-values';
import { ruleMessages } from './rule.messages';

export type RuleForm = UseFormReturnType<RuleValues>;

/** What a rule looks for: its kind, and the fields of that kind. */
export function ConditionFields({ form }: { form: RuleForm }) {
  const t = useMessages(ruleMessages);
  const named = <T extends RuleValues['type']>(value: T) => ({ value, label: t.conditions[value] });
  return (
    <Stack>
      <Select
        label={t.condition}
        allowDeselect={false}
        data={[
          { group: t.inMessages, items: MESSAGE_CONDITIONS.map(named) },
          { group: t.inPlatform, items: PLATFORM_CONDITIONS.map(named) },
        ]}
        {...form.getInputProps('type')}
      />
      <OfKind form={form} />
    </Stack>
  );
}

function OfKind({ form }: { form: RuleForm }) {
  const t = useMessages(ruleMessages);
  switch (form.values.type) {
    case 'keyword':
      return <KeywordFields form={form} />;
    case 'regex':
      return (
        <TextInput
          label={t.pattern}
          description={t.patternHint}
          ff="monospace"
          {...form.getInputProps('pattern')}
        />
      );
    case 'sentiment':
      return (
        <NumberInput
          label={t.atMost}
          description={t.atMostHint}
          min={-1}
          max={0}
          step={0.1}
          decimalScale={2}
          {...form.getInputProps('atMost')}
        />
      );
    default:
      return <PlatformFields form={form} />;
  }
}

function KeywordFields({ form }: { form: RuleForm }) {
  const t = useMessages(ruleMessages);
  return (
    <>
      <TagsInput
        label={t.keywords}
        description={t.keywordsHint}
        acceptValueOnBlur
        maxTags={100}
        {...form.getInputProps('keywords')}
      />
      <div>
        <Text size="sm" fw={500} mb={4}>
          {t.match}
        </Text>
        <SegmentedControl
          aria-label={t.match}
          data={(['any', 'all'] as const).map((value) => ({ value, label: t.matches[value] }))}
          {...form.getInputProps('match')}
        />
      </div>
    </>
  );
}

/** The amounts of each condition of the platform. */
const AMOUNTS = {
  'provider-down': ['failures', 'minutes'],
  'failure-rate': ['abovePercent', 'atLeastSends', 'minutes'],
  'broadcast-paused': [],
  'calendar-revoked': [],
  'webhook-signatures': ['atLeastWebhooks', 'minutes'],
  'queue-age': ['minutes'],
} as const;

function PlatformFields({ form }: { form: RuleForm }) {
  const t = useMessages(ruleMessages);
  const { type } = form.values;
  if (type === 'keyword' || type === 'regex' || type === 'sentiment') return null;
  const labels = { ...t.amounts, ...(type === 'queue-age' && { minutes: t.dueMinutes }) };
  return (
    <>
      <Text size="sm" c="dimmed">
        {t.tryPlatform}
      </Text>
      <FieldGrid cols={{ base: 1, sm: 2 }}>
        {AMOUNTS[type].map((name) => (
          <NumberInput key={name} label={labels[name]} min={0} {...form.getInputProps(name)} />
        ))}
      </FieldGrid>
    </>
  );
}
