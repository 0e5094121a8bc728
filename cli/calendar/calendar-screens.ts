import type { z } from 'zod';
import type { appointmentView, calendarView, slotsView } from '../../api/routes/calendar/calendar.schema';
import type { Styles } from '../terminal/styles';
import { facts, table } from '../terminal/table';
import { timeText } from '../terminal/times';

type Appointment = z.output<typeof appointmentView>;

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export function calendarText(calendar: z.output<typeof calendarView>, styles: Styles): string {
  const { hours, zone } = calendar;
  const days = DAYS.map((name, n): [string, string] => {
    const open = (hours[String(n + 1) as keyof typeof hours] ?? []).map(({ from, to }) => `${from}–${to}`);
    return [name, open.length === 0 ? styles.dim('closed') : open.join(', ')];
  });
  const rules: [string, string][] = [
    ['title', calendar.title],
    ['zone', zone],
    ['slots', `${calendar.slotMinutes} min, ${calendar.bufferMinutes} min between two`],
    [
      'booked',
      `${calendar.noticeMinutes} min before at the latest, ${calendar.horizonDays} days ahead at most`,
    ],
  ];
  return facts([...rules, ...days], styles);
}

/** Times are those of the calendar's zone, which is where people come to. */
export function slotsText({ zone, items }: z.output<typeof slotsView>): string {
  if (items.length === 0) return 'No slot is free then.';
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, timeStyle: 'short' });
  const days = Map.groupBy(items, ({ startsAt }) => day.format(new Date(startsAt)));
  const lines = [...days].map(
    ([date, slots]) => `${date}  ${slots.map(({ startsAt }) => time.format(new Date(startsAt))).join('  ')}`,
  );
  return [...lines, '', `Times of ${zone}.`].join('\n');
}

export function appointmentsTable(appointments: readonly Appointment[], styles: Styles): string {
  const columns = ['begins', 'ends', 'state', 'contact', 'note', 'id'].map((title) => ({
    title,
  }));
  const rows = appointments.map((appointment) => [
    ...[timeText(appointment.startsAt), timeText(appointment.endsAt)],
    appointment.state === 'booked' ? styles.green('booked') : styles.dim('cancelled'),
    styles.dim(appointment.contactId),
    appointment.note ?? '',
    styles.dim(appointment.id),
  ]);
  return table(columns, rows, styles);
}
