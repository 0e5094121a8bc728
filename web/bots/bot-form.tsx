import { Button, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useMessages } from '../language/language';
import { ProblemAlert } from '../parts/problem-alert';
import type { Bot, BotWish } from './bots-data';
import { botsMessages } from './bots.messages';

interface BotFormProps {
  /** What is there; null for a bot to be made. */
  bot: Bot | null;
  action: string;
  isPending: boolean;
  error: Error | null;
  onSubmit: (wish: BotWish) => void;
}

const MODES = ['scenario', 'agent', 'both'] as const;

/** What can be said of a bot. */
export function BotForm({ bot, action, isPending, error, onSubmit }: BotFormProps) {
  const t = useMessages(botsMessages);
  const form = useForm({
    initialValues: valuesOf(bot),
    validate: { name: (name) => (name.trim() === '' ? t.nameIt : null) },
  });
  const submit = form.onSubmit(({ name, description, mode, orderTemplate, cartTemplate }) =>
    onSubmit({
      ...{ name, mode },
      description: orNull(description),
      orderTemplate: orNull(orderTemplate),
      cartTemplate: orNull(cartTemplate),
    }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput label={t.name} data-autofocus {...form.getInputProps('name')} />
        <Textarea label={t.description} autosize minRows={2} {...form.getInputProps('description')} />
        <Select
          label={t.mode}
          data={MODES.map((value) => ({ value, label: t.modes[value] }))}
          allowDeselect={false}
          {...form.getInputProps('mode')}
        />
        {bot !== null && <TemplateFields form={form} />}
        {error && <ProblemAlert error={error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={isPending}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What reminds people of what they left unpaid; for a bot that is there already. */
function TemplateFields({ form }: { form: UseFormReturnType<ReturnType<typeof valuesOf>> }) {
  const t = useMessages(botsMessages);
  return (
    <>
      <TextInput
        label={t.orderTemplate}
        description={t.orderTemplateHint}
        {...form.getInputProps('orderTemplate')}
      />
      <TextInput
        label={t.cartTemplate}
        description={t.cartTemplateHint}
        {...form.getInputProps('cartTemplate')}
      />
    </>
  );
}

const EMPTY = { name: '', description: '', mode: 'scenario', orderTemplate: '', cartTemplate: '' } as const;

function valuesOf(bot: Bot | null) {
  const { name, description, mode, orderTemplate, cartTemplate } = bot ?? EMPTY;
  const words = (text: string | null): string => text ?? '';
  return {
    ...{ name: words(name), description: words(description), mode },
    orderTemplate: words(orderTemplate),
    cartTemplate: words(cartTemplate),
  };
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text;
}
