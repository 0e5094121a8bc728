import { NumberInput, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useMessages } from '../language/language';
import type { DefinitionDraft, Policy } from './definition-draft';
import { definitionMessages } from './definition.messages';

type Counted = 'maxAttemptsPerDay' | 'excludeAfterFailedRetries';
type Chosen = 'whenAttemptsRunOut' | 'misfire' | 'contactHours' | 'completion';

const COUNTED: readonly { name: Counted; max: number }[] = [
  { name: 'maxAttemptsPerDay', max: 10 },
  { name: 'excludeAfterFailedRetries', max: 100 },
];
const CHOICES: { [Name in Chosen]: readonly Policy[Name][] } = {
  whenAttemptsRunOut: ['wait', 'advance'],
  completion: ['reply', 'reported'],
  contactHours: ['any', 'co-ley-2300'],
  misfire: ['send-once', 'skip'],
};
const CHOSEN = ['whenAttemptsRunOut', 'completion', 'contactHours', 'misfire'] as const;

/** How a program goes on when nobody answers, and when it may write. */
export function PolicyForm({ draft: { draft, changePolicy } }: { draft: DefinitionDraft }) {
  const t = useMessages(definitionMessages);
  const { policy } = draft;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      {COUNTED.map(({ name, max }) => (
        <NumberInput
          key={name}
          label={t.policies[name]}
          min={1}
          max={max}
          value={policy[name]}
          onChange={(value) => typeof value === 'number' && changePolicy({ [name]: value })}
        />
      ))}
      {CHOSEN.map((name) => (
        <Select
          key={name}
          label={t.policies[name]}
          allowDeselect={false}
          data={CHOICES[name].map((value) => ({ value, label: t.choices[value] }))}
          value={policy[name]}
          onChange={(value) => value !== null && changePolicy({ [name]: value })}
        />
      ))}
      <TextInput
        type="time"
        label={t.policies.misfireGrace}
        value={policy.misfireGrace}
        onChange={({ currentTarget }) => changePolicy({ misfireGrace: currentTarget.value })}
      />
      <NumberInput
        label={t.policies.sendIntervalMs}
        min={0}
        max={3_600_000}
        value={policy.sendIntervalMs}
        onChange={(value) => typeof value === 'number' && changePolicy({ sendIntervalMs: value })}
      />
    </SimpleGrid>
  );
}
