import { Button, NumberInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { Plus } from 'lucide-react';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { Panel } from '../parts/panel';
import { Shown } from '../parts/shown';
import { ModelFields, type ModelsForm } from './model-fields';
import { listOf, newModel, valuesOf, type ModelsValues } from './model-values';
import { useModels, usePutModels, type Models } from './models-data';
import { modelsMessages } from './models.messages';
import { SettingsForm } from './settings-form';
import { settingsMessages } from './settings.messages';

/** Which language models answer, in which order, and what they may cost. */
export function ModelsSection() {
  return <Shown query={useModels()}>{(models) => <ModelsEditor models={models} />}</Shown>;
}

function ModelsEditor({ models }: { models: Models }) {
  const t = useMessages(modelsMessages);
  const { saved } = useMessages(settingsMessages);
  const put = usePutModels();
  const form = useForm<ModelsValues>({ initialValues: valuesOf(models) });
  const onSubmit = form.onSubmit((values) =>
    put.mutate(listOf(values), {
      onSuccess: (now) => {
        form.setValues(valuesOf(now));
        notifications.show({ message: saved });
      },
    }),
  );
  return (
    <SettingsForm onSubmit={onSubmit} put={put}>
      <Panel title={t.list}>
        <ListFields form={form} />
      </Panel>
      <Panel title={t.budget}>
        <BudgetFields form={form} today={models.today} />
      </Panel>
    </SettingsForm>
  );
}

function ListFields({ form }: { form: ModelsForm }) {
  const t = useMessages(modelsMessages);
  return (
    <>
      <Text size="sm" c="dimmed" mb="md">
        {form.values.models.length === 0 ? t.none : t.lead}
      </Text>
      <Stack>
        {form.values.models.map(({ key }, index) => (
          <ModelFields key={key} form={form} index={index} />
        ))}
        <div>
          <Button
            variant="default"
            leftSection={<Plus size={16} aria-hidden />}
            onClick={() => form.insertListItem('models', newModel())}
          >
            {t.add}
          </Button>
        </div>
      </Stack>
    </>
  );
}

const MICROS = 1_000_000;

function BudgetFields({ form, today }: { form: ModelsForm; today: Models['today'] }) {
  const t = useMessages(modelsMessages);
  const { number } = useFormats();
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t.budgetHint} {t.today(number(today.tokens), `US$ ${number(today.costMicros / MICROS)}`)}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NumberInput label={t.tokens} min={0} {...form.getInputProps('tokensPerDay')} />
        <NumberInput label={t.dollars} min={0} decimalScale={2} {...form.getInputProps('dollarsPerDay')} />
      </SimpleGrid>
    </Stack>
  );
}
