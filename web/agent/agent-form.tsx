import { Checkbox, NumberInput, SimpleGrid, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { FieldGrid } from '../parts/field-grid';
import { Panel } from '../parts/panel';
import { SettingsForm } from '../settings/settings-form';
import { usePutAgent, type Agent, type Told, type Tool } from './agent-data';
import { agentMessages } from './agent.messages';

interface AgentValues extends Omit<Told, 'tone' | 'facts' | 'fallbackText' | 'tools'> {
  /** Empty for none. */
  tone: string;
  fallbackText: string;
  /** A fact a line. */
  facts: string;
  hasAllTools: boolean;
  tools: Tool[];
}

type AgentFields = UseFormReturnType<AgentValues>;

function valuesOf({ tone, facts, fallbackText, tools, ...rest }: Told): AgentValues {
  const texts = { tone: tone ?? '', fallbackText: fallbackText ?? '', facts: facts.join('\n') };
  return { ...rest, ...texts, hasAllTools: tools === null, tools: tools ?? [] };
}

function toldOf({ tone, facts, fallbackText, tools, hasAllTools, ...rest }: AgentValues): Told {
  const orNone = (text: string) => (text.trim() === '' ? null : text);
  const lines = facts.split('\n').filter((fact) => fact.trim() !== '');
  return {
    ...rest,
    ...{ tone: orNone(tone), fallbackText: orNone(fallbackText), facts: lines },
    tools: hasAllTools ? null : tools,
  };
}

/** What an agent is told to be; saving it publishes the next version. */
export function AgentForm({ botId, agent }: { botId: string; agent: Agent }) {
  const t = useMessages(agentMessages);
  const { moment } = useFormats();
  const put = usePutAgent(botId);
  const form = useForm<AgentValues>({ initialValues: valuesOf(agent.configuration) });
  const { version, publishedAt } = agent;
  const onSubmit = form.onSubmit((values) =>
    put.mutate(toldOf(values), { onSuccess: () => notifications.show({ message: t.saved }) }),
  );
  return (
    <SettingsForm onSubmit={onSubmit} put={put}>
      <Panel title={t.title}>
        <Text size="sm" c="dimmed" mb="md">
          {publishedAt === null ? t.unsaid : t.version(String(version), moment(publishedAt))}
        </Text>
        <Words form={form} />
      </Panel>
      <Panel title={t.tools}>
        <Tools form={form} />
      </Panel>
    </SettingsForm>
  );
}

function Words({ form }: { form: AgentFields }) {
  const t = useMessages(agentMessages);
  return (
    <Stack>
      <Textarea
        label={t.prompt}
        required
        autosize
        minRows={4}
        maxRows={16}
        {...form.getInputProps('prompt')}
      />
      <FieldGrid cols={{ base: 1, sm: 2 }}>
        <TextInput label={t.language} description={t.languageHint} {...form.getInputProps('language')} />
        <TextInput label={t.tone} description={t.toneHint} {...form.getInputProps('tone')} />
      </FieldGrid>
      <Textarea
        label={t.facts}
        description={t.factsHint}
        autosize
        minRows={2}
        maxRows={12}
        {...form.getInputProps('facts')}
      />
      <FieldGrid cols={{ base: 1, sm: 2 }}>
        <TextInput label={t.fallback} description={t.fallbackHint} {...form.getInputProps('fallbackText')} />
        <NumberInput
          label={t.handoffHours}
          description={t.handoffHint}
          min={1}
          max={720}
          allowDecimal={false}
          {...form.getInputProps('handoffHours')}
        />
      </FieldGrid>
      <Switch label={t.answerCache} {...form.getInputProps('answerCache', { type: 'checkbox' })} />
    </Stack>
  );
}

function Tools({ form }: { form: AgentFields }) {
  const t = useMessages(agentMessages);
  const { hasAllTools, tools } = form.values;
  return (
    <Stack>
      <Switch label={t.allTools} {...form.getInputProps('hasAllTools', { type: 'checkbox' })} />
      {!hasAllTools && (
        <Checkbox.Group
          aria-label={t.tools}
          value={tools}
          onChange={(chosen) => form.setFieldValue('tools', chosen)}
        >
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} verticalSpacing="xs">
            {Object.entries<string>(t.toolNames).map(([name, label]) => (
              <Checkbox key={name} value={name} label={label} />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
      )}
    </Stack>
  );
}
