import {
  ActionIcon,
  Button,
  Group,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { Plus, Trash2 } from 'lucide-react';
import { useMessages } from '../language/language';
import { TEXTS, type BusinessValues } from './business-values';
import { businessMessages } from './business.messages';
import styles from './settings.module.css';

export type BusinessForm = UseFormReturnType<BusinessValues>;

const POLICIES = ['usual', 'any', 'co-ley-2300'] as const;

export function AboutFields({ form }: { form: BusinessForm }) {
  const t = useMessages(businessMessages);
  const known = Intl.supportedValuesOf('timeZone');
  const { timezone } = form.values;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <TextInput label={t.name} required maxLength={120} {...form.getInputProps('name')} />
      <Select
        label={t.timezone}
        searchable
        allowDeselect={false}
        data={known.includes(timezone) ? known : [timezone, ...known]}
        limit={50}
        {...form.getInputProps('timezone')}
      />
      <TagsInput
        label={t.languages}
        description={t.languagesHint}
        acceptValueOnBlur
        maxTags={20}
        {...form.getInputProps('languages')}
      />
    </SimpleGrid>
  );
}

export function PolicyFields({ form }: { form: BusinessForm }) {
  const t = useMessages(businessMessages);
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t.policyHint} {t.usualHint}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 3 }} className={styles['even'] ?? ''}>
        <Select
          label={t.contactHours}
          allowDeselect={false}
          data={POLICIES.map((value) => ({ value, label: t.contactHoursOf[value] }))}
          {...form.getInputProps('contactHours')}
        />
        <NumberInput label={t.capMessages} min={1} {...form.getInputProps('capMessages')} />
        <NumberInput label={t.capDays} min={1} {...form.getInputProps('capDays')} />
      </SimpleGrid>
      <Text size="sm" c="dimmed">
        {t.capHint}
      </Text>
    </Stack>
  );
}

export function FactFields({ form }: { form: BusinessForm }) {
  const t = useMessages(businessMessages);
  return (
    <Stack align="stretch">
      <Text size="sm" c="dimmed">
        {t.factsHint}
      </Text>
      {form.values.facts.map((_, index) => (
        <Group key={index} wrap="nowrap" align="flex-start">
          <Textarea
            flex={1}
            aria-label={t.fact(String(index + 1))}
            autosize
            maxLength={1000}
            {...form.getInputProps(`facts.${index}`)}
          />
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t.removeFact(String(index + 1))}
            onClick={() => form.removeListItem('facts', index)}
          >
            <Trash2 size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<Plus size={16} aria-hidden />}
          onClick={() => form.insertListItem('facts', '')}
        >
          {t.addFact}
        </Button>
      </div>
    </Stack>
  );
}

/** Each text in each language that the business speaks. */
export function TextFields({ form }: { form: BusinessForm }) {
  const t = useMessages(businessMessages);
  const languages = [...new Set(form.values.languages.map((language) => language.split('-')[0] ?? language))];
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t.textsHint}
      </Text>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {TEXTS.flatMap((text) =>
          languages.map((language) => (
            <Textarea
              key={`${text} ${language}`}
              label={t.textIn(t.textsOf[text], language)}
              autosize
              minRows={2}
              maxLength={1000}
              value={form.values.texts[text][language] ?? ''}
              onChange={({ currentTarget: { value } }) =>
                form.setFieldValue(`texts.${text}`, { ...form.values.texts[text], [language]: value })
              }
            />
          )),
        )}
      </SimpleGrid>
    </Stack>
  );
}
