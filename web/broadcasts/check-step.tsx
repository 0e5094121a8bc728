import { Grid, NumberInput, Select, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMessages } from '../language/language';
import { Shown } from '../parts/shown';
import { broadcastsMessages } from './broadcasts.messages';
import type { StepProps } from './new-broadcast-page';
import { SurveyView } from './survey-view';
import { useSurvey } from './wizard-data';
import { wizardMessages } from './wizard.messages';

const SETTLE_MS = 500;

/** By which rules it goes, and what the whole list comes to. */
export function CheckStep({ plan, onChange }: StepProps) {
  const [settled] = useDebouncedValue(plan, SETTLE_MS);
  const survey = useSurvey(settled);
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, md: 8 }} order={{ base: 2, md: 1 }}>
        <Shown query={survey}>{(found) => <SurveyView survey={found} />}</Shown>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 4 }} order={{ base: 1, md: 2 }}>
        <Rules plan={plan} onChange={onChange} />
      </Grid.Col>
    </Grid>
  );
}

function Rules({ plan, onChange }: StepProps) {
  const t = useMessages(wizardMessages);
  const { categories, hours, contactHours, rate, ownRate } = useMessages(broadcastsMessages);
  return (
    <Stack>
      <Title order={2} size="h5">
        {t.rules}
      </Title>
      <Select
        label={t.category}
        description={t.categoryHint}
        allowDeselect={false}
        data={(['marketing', 'utility'] as const).map((value) => ({ value, label: categories[value] }))}
        value={plan.category}
        onChange={(category) => category && onChange({ category })}
      />
      <Select
        label={contactHours}
        placeholder={t.asTheBusiness}
        clearable
        data={(['any', 'co-ley-2300'] as const).map((value) => ({ value, label: hours[value] }))}
        value={plan.contactHours}
        onChange={(chosen) => onChange({ contactHours: chosen })}
      />
      <NumberInput
        label={rate}
        placeholder={ownRate}
        min={1}
        max={1000}
        value={plan.ratePerSecond ?? ''}
        onChange={(value) => onChange({ ratePerSecond: wholeOf(value) })}
      />
      <Cap plan={plan} onChange={onChange} />
    </Stack>
  );
}

/** How many broadcast messages a contact gets at most. */
function Cap({ plan, onChange }: StepProps) {
  const t = useMessages(wizardMessages);
  return (
    <Stack gap={4}>
      <NumberInput
        label={t.capMessages}
        placeholder={t.asTheBusiness}
        min={1}
        max={1000}
        allowDecimal={false}
        value={plan.capMessages ?? ''}
        onChange={(value) => onChange({ capMessages: wholeOf(value) })}
      />
      <NumberInput
        label={t.capDays}
        placeholder={t.asTheBusiness}
        min={1}
        max={365}
        allowDecimal={false}
        value={plan.capDays ?? ''}
        onChange={(value) => onChange({ capDays: wholeOf(value) })}
      />
      <Text size="xs" c="dimmed">
        {t.capHint}
      </Text>
    </Stack>
  );
}

function wholeOf(value: number | string): number | null {
  return typeof value === 'number' ? value : null;
}
