import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core';
import { Plus, Trash2 } from 'lucide-react';
import { useLanguage, useMessages } from '../language/language';
import { businessMessages } from './business.messages';
import styles from './settings.module.css';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const WORKING_DAY = { from: '08:00', to: '18:00' };

/** How the API writes the end of a day, and what a time field has for it. */
const MIDNIGHT = { kept: '24:00', shown: '00:00' };

/** A Monday, from which the days of a week are counted to be named. */
const A_MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

interface Hours {
  weekday: number;
  from: string;
  to: string;
}

/** A form that has hours among its values. */
export interface HoursForm {
  values: { hours: readonly Hours[] };
  getInputProps(path: string): object;
  insertListItem(path: 'hours', hours: Hours): void;
  removeListItem(path: 'hours', index: number): void;
  setFieldValue(path: `hours.${number}.to`, time: string): void;
}

/** When somebody is there, day by day; a day may have several hours. */
export function HoursFields({ form, hint }: { form: HoursForm; hint: string }) {
  const { language } = useLanguage();
  const names = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {hint}
      </Text>
      <ul className={styles['week']}>
        {WEEKDAYS.map((weekday) => (
          <li key={weekday}>
            <Day form={form} weekday={weekday} name={names.format(A_MONDAY + (weekday - 1) * DAY_MS)} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Day({ form, weekday, name }: { form: HoursForm; weekday: number; name: string }) {
  const t = useMessages(businessMessages);
  const spans = form.values.hours.flatMap((span, index) => (span.weekday === weekday ? [index] : []));
  return (
    <div className={styles['day']}>
      <Text fw={600} tt="capitalize">
        {name}
      </Text>
      <div>
        {spans.length === 0 && (
          <Text size="sm" c="dimmed" py={6}>
            {t.closed}
          </Text>
        )}
        {spans.map((index) => (
          <Span key={index} form={form} index={index} name={name} />
        ))}
      </div>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<Plus size={14} aria-hidden />}
        aria-label={t.addTo(name)}
        onClick={() => form.insertListItem('hours', { weekday, ...WORKING_DAY })}
      >
        {t.add}
      </Button>
    </div>
  );
}

/** From when until when; `name` is the day's. */
function Span({ form, index, name }: { form: HoursForm; index: number; name: string }) {
  const t = useMessages(businessMessages);
  const until = form.values.hours[index]?.to ?? '';
  return (
    <Group gap="xs" mb={4} wrap="nowrap">
      <TextInput
        type="time"
        className={styles['time'] ?? ''}
        aria-label={t.opens(name)}
        {...form.getInputProps(`hours.${index}.from`)}
      />
      <span aria-hidden>–</span>
      <TextInput
        type="time"
        className={styles['time'] ?? ''}
        aria-label={t.closes(name)}
        {...form.getInputProps(`hours.${index}.to`)}
        value={until === MIDNIGHT.kept ? MIDNIGHT.shown : until}
        onChange={({ currentTarget: { value } }) =>
          form.setFieldValue(`hours.${index}.to`, value === MIDNIGHT.shown ? MIDNIGHT.kept : value)
        }
      />
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t.removeFrom(name)}
        onClick={() => form.removeListItem('hours', index)}
      >
        <Trash2 size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
