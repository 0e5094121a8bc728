import {
  ActionIcon,
  Button,
  Group,
  PasswordInput,
  Select,
  SimpleGrid,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { ProblemAlert } from '../parts/problem-alert';
import { PROVIDERS, takesKey, wishOf, type ModelsValues } from './model-values';
import { useTryModel } from './models-data';
import { modelsMessages } from './models.messages';
import styles from './settings.module.css';

export type ModelsForm = UseFormReturnType<ModelsValues>;

interface ModelFieldsProps {
  form: ModelsForm;
  index: number;
}

/** One model of the list: who runs it, with what it is asked, its place, and a test call. */
export function ModelFields({ form, index }: ModelFieldsProps) {
  const t = useMessages(modelsMessages);
  const field = (name: string) => form.getInputProps(`models.${index}.${name}`);
  return (
    <div className={styles['model']}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} mb="sm">
        <Select
          label={t.provider}
          allowDeselect={false}
          data={PROVIDERS.map((value) => ({ value, label: t.providers[value] }))}
          {...field('provider')}
        />
        <TextInput label={t.model} {...field('model')} />
      </SimpleGrid>
      <CredentialFields form={form} index={index} />
      <ModelHands form={form} index={index} />
    </div>
  );
}

function CredentialFields({ form, index }: ModelFieldsProps) {
  const t = useMessages(modelsMessages);
  const field = (name: string) => form.getInputProps(`models.${index}.${name}`);
  const model = form.values.models[index];
  if (!model) return null;
  const { provider, fingerprint } = model;
  const hint = fingerprint === null ? '' : t.kept(fingerprint);
  if (takesKey(provider)) {
    return (
      <PasswordInput label={t.apiKey} description={hint} autoComplete="off" mb="sm" {...field('apiKey')} />
    );
  }
  if (provider !== 'vertex') return null;
  return (
    <>
      <Text size="sm" c="dimmed" mb="xs">
        {t.vertexHint} {hint}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} mb="sm">
        <TextInput label={t.project} {...field('project')} />
        <TextInput label={t.location} placeholder="us-central1" {...field('location')} />
        <TextInput label={t.clientEmail} {...field('clientEmail')} />
        <Textarea label={t.privateKey} autoComplete="off" maxRows={3} autosize {...field('privateKey')} />
      </SimpleGrid>
    </>
  );
}

function ModelHands({ form, index }: ModelFieldsProps) {
  const t = useMessages(modelsMessages);
  const { number } = useFormats();
  const trial = useTryModel();
  const model = form.values.models[index];
  if (!model) return null;
  const name = model.model || t.nameless;
  return (
    <>
      <Group justify="space-between">
        <Button
          variant="light"
          size="xs"
          loading={trial.isPending}
          aria-label={t.testOf(name)}
          onClick={() => trial.mutate(wishOf(model))}
        >
          {t.test}
        </Button>
        <PlaceHands form={form} index={index} name={name} />
      </Group>
      <Text size="sm" mt="xs" role="status">
        {trial.data?.ok === true && t.answered(trial.data.reply ?? '', number(trial.data.ms))}
        {trial.data?.ok === false && t.unanswered(trial.data.failure ?? '')}
      </Text>
      {trial.isError && <ProblemAlert error={trial.error} />}
    </>
  );
}

/** Its place in the order, and the way out of it. */
function PlaceHands({ form, index, name }: ModelFieldsProps & { name: string }) {
  const t = useMessages(modelsMessages);
  const last = form.values.models.length - 1;
  const move = (to: number) => form.reorderListItem('models', { from: index, to });
  return (
    <Group gap="xs">
      <ActionIcon
        variant="default"
        aria-label={t.up(name)}
        disabled={index === 0}
        onClick={() => move(index - 1)}
      >
        <ArrowUp size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        aria-label={t.down(name)}
        disabled={index === last}
        onClick={() => move(index + 1)}
      >
        <ArrowDown size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        aria-label={t.remove(name)}
        onClick={() => form.removeListItem('models', index)}
      >
        <Trash2 size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
