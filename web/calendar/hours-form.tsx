import { NumberInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMessages } from '../language/language';
import { FieldGrid } from '../parts/field-grid';
import { Panel } from '../parts/panel';
import { HoursFields } from '../settings/hours-fields';
import { SettingsForm } from '../settings/settings-form';
import { usePutCalendar, type Calendar } from './calendar-data';
import { calendarMessages } from './calendar.messages';

const RULES = ['slotMinutes', 'bufferMinutes', 'noticeMinutes', 'horizonDays', 'mostPerContact'] as const;

type Hours = { weekday: number; from: string; to: string }[];

interface CalendarValues extends Pick<Calendar, 'title' | 'zone' | (typeof RULES)[number]> {
  /** Empty for none. */
  place: string;
  hours: Hours;
}

function valuesOf({ hours, place, ...rest }: Calendar): CalendarValues {
  const days = Object.entries(hours).flatMap(([day, open]) =>
    open.map((each) => ({ weekday: Number(day), ...each })),
  );
  return { ...rest, place: place ?? '', hours: days };
}

function calendarOf({ hours, place, ...rest }: CalendarValues): Calendar {
  const days = Map.groupBy(hours, ({ weekday }) => weekday);
  const open = [...days].map(([day, each]) => [day, each.map(({ from, to }) => ({ from, to }))] as const);
  return {
    ...rest,
    place: place.trim() === '' ? null : place,
    hours: Object.fromEntries<Omit<Hours[number], 'weekday'>[]>(open),
  };
}

/** When appointments are given, and by which rules. */
export function HoursForm({ calendar }: { calendar: Calendar }) {
  const t = useMessages(calendarMessages);
  const put = usePutCalendar();
  const form = useForm<CalendarValues>({ initialValues: valuesOf(calendar) });
  const onSubmit = form.onSubmit((values) =>
    put.mutate(calendarOf(values), { onSuccess: () => notifications.show({ message: t.saved }) }),
  );
  return (
    <SettingsForm onSubmit={onSubmit} put={put}>
      <Panel title={t.hours}>
        <HoursFields form={form} hint={t.hoursHint} />
      </Panel>
      <Panel title={t.about}>
        <FieldGrid cols={{ base: 1, sm: 3 }}>
          <TextInput label={t.name} description={t.nameHint} {...form.getInputProps('title')} />
          <TextInput label={t.zone} description={t.zoneHint} {...form.getInputProps('zone')} />
          <TextInput label={t.place} {...form.getInputProps('place')} />
        </FieldGrid>
      </Panel>
      <Panel title={t.rules}>
        <FieldGrid cols={{ base: 1, sm: 2, lg: 3 }}>
          {RULES.map((rule) => (
            <NumberInput
              key={rule}
              label={t[rule]}
              min={0}
              allowDecimal={false}
              {...form.getInputProps(rule)}
            />
          ))}
        </FieldGrid>
      </Panel>
    </SettingsForm>
  );
}
