import { Chip, Group, Input, Stack, TextInput } from '@mantine/core';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import type { DefinitionDraft } from './definition-draft';
import { definitionMessages } from './definition.messages';

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;
/** 2 January 2023 was a Monday. */
const dateOf = (weekday: number) => `2023-01-0${weekday + 1}T12:00:00`;

/** When a program looks at each contact. */
export function ScheduleForm({ draft: { draft, change } }: { draft: DefinitionDraft }) {
  const t = useMessages(definitionMessages);
  const { weekday: nameOf } = useFormats();
  const chosen = draft.weekdays ?? [...WEEK];
  const choose = (days: string[]) => {
    if (days.length > 0) change({ weekdays: days.map(Number).toSorted((a, b) => a - b) });
  };
  return (
    <Stack gap="sm">
      <TextInput
        label={t.name}
        value={draft.name}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
      />
      <Group grow align="flex-start">
        <TextInput
          label={t.sendAt}
          type="time"
          value={draft.sendAt}
          onChange={({ currentTarget }) => change({ sendAt: currentTarget.value })}
        />
        <TextInput
          label={t.zone}
          value={draft.timezone}
          onChange={({ currentTarget }) => change({ timezone: currentTarget.value })}
        />
      </Group>
      <Input.Wrapper label={t.weekdays} component="div" role="group" aria-label={t.weekdays}>
        <Chip.Group multiple value={chosen.map(String)} onChange={choose}>
          <Group gap={6} mt={4}>
            {WEEK.map((weekday) => (
              <Chip key={weekday} value={String(weekday)} size="xs">
                {nameOf(dateOf(weekday))}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Input.Wrapper>
    </Stack>
  );
}
