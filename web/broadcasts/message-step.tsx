import { Button, Grid, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMessages } from '../language/language';
import { TemplateField } from '../templates/template-field';
import type { StepProps } from './new-broadcast-page';
import { Preview } from './preview';
import { columnOf, placeOf, placesIn } from './template-words';
import { useSenders } from './wizard-data';
import { wizardMessages } from './wizard.messages';

/** Channels whose providers send only templates that they approved. */
const APPROVED_ONLY = ['twilio', 'whatsapp-cloud'] as const;

/** What it says, as it is written and as the first people of the list will read it. */
export function MessageStep({ plan, onChange }: StepProps) {
  const t = useMessages(wizardMessages);
  const senders = useSenders().data?.items ?? [];
  const chosen = senders.find(({ sender }) => sender === plan.sender) ?? senders[0];
  const approved = APPROVED_ONLY.find((channel) => channel === chosen?.channel);
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack>
          <TextInput
            label={t.name}
            description={t.nameHint}
            maxLength={120}
            value={plan.title}
            onChange={({ currentTarget }) => onChange({ title: currentTarget.value })}
          />
          {approved !== undefined && (
            <TemplateField
              label={t.template}
              description={t.templateHints[approved]}
              sender={{ channel: approved, botId: chosen?.bot?.id ?? null }}
              value={plan.template}
              onChange={(template) => onChange({ template })}
              onKnown={({ body }) => body !== null && onChange({ body })}
            />
          )}
          <Words plan={plan} onChange={onChange} field={approved === undefined ? 'template' : 'body'} />
          <Places plan={plan} onChange={onChange} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Preview plan={plan} />
      </Grid.Col>
    </Grid>
  );
}

function Words({ plan, onChange, field }: StepProps & { field: 'template' | 'body' }) {
  const t = useMessages(wizardMessages);
  const columns = (plan.list?.columns ?? []).filter((column) => placeOf(column) !== '');
  const insert = (column: string) => {
    const place = placeOf(column);
    const variables = { ...plan.variables, [place]: column };
    onChange({ [field]: `${plan[field]}{{${place}}}`, variables });
  };
  return (
    <div>
      <Textarea
        label={field === 'template' ? t.text : t.body}
        description={field === 'template' ? t.textHint : t.bodyHint}
        autosize
        minRows={4}
        maxRows={12}
        value={plan[field]}
        onChange={({ currentTarget }) => onChange({ [field]: currentTarget.value })}
      />
      <Group gap={6} mt={8}>
        <Text size="sm" c="dimmed">
          {t.insert}
        </Text>
        {columns.map((column) => (
          <Button key={column} size="compact-xs" variant="default" onClick={() => insert(column)}>
            {column}
          </Button>
        ))}
      </Group>
    </div>
  );
}

/** Where each place of the text has its value from. */
function Places({ plan, onChange }: StepProps) {
  const t = useMessages(wizardMessages);
  const columns = plan.list?.columns ?? [];
  const places = placesIn(plan.body === '' ? plan.template : plan.body);
  return places.map((place) => {
    const column = columnOf(place, columns, plan.variables);
    return (
      <Select
        key={place}
        label={t.valueOf(`{{${place}}}`)}
        data={columns.filter((name) => name !== '')}
        allowDeselect={false}
        value={column}
        error={column === null && t.noColumn}
        onChange={(chosen) => {
          if (chosen !== null) onChange({ variables: { ...plan.variables, [place]: chosen } });
        }}
      />
    );
  });
}
