import { IANAZone } from 'luxon';
import { z } from 'zod';
import { APPOINTMENT_STATES } from '../../../domain/calendar/appointment';
import { minutesOf } from '../../../domain/time/civil-date';
import { pageFields, pageOf } from '../../paging';
import { CLOSING_TIME, TIME_OF_DAY } from '../../time-of-day';

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
const YEAR_DAYS = 366;
const DAY_MINUTES = 1440;

const openHours = z
  .strictObject({
    from: z.string().regex(TIME_OF_DAY, 'a time such as 09:00'),
    to: z.string().regex(CLOSING_TIME, 'a time such as 18:00'),
  })
  .refine(({ from, to }) => minutesOf(from) < minutesOf(to), { error: 'to has to be later than from' });

export const settingsBody = z.strictObject({
  title: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .meta({ description: 'What an appointment is called in calendars' }),
  place: z.string().trim().min(1).max(300).nullable().default(null),
  zone: z
    .string()
    .refine((name) => IANAZone.isValidZone(name), 'an IANA time zone, such as America/Bogota')
    .meta({ description: 'The zone the hours are meant in' }),
  hours: z
    .partialRecord(z.enum(WEEKDAYS), z.array(openHours).max(10))
    .refine((days) => Object.values(days).every((open) => !overlap(open)), 'hours of one day overlap')
    .meta({ description: 'By ISO weekday, 1 Monday to 7 Sunday; a day that is absent is closed' }),
  slotMinutes: z
    .int()
    .min(5)
    .max(DAY_MINUTES)
    .default(30)
    .meta({ description: 'Length, and distance of slots' }),
  bufferMinutes: z.int().min(0).max(DAY_MINUTES).default(0).meta({ description: 'Kept free between two' }),
  noticeMinutes: z
    .int()
    .min(0)
    .max(30 * DAY_MINUTES)
    .default(60)
    .meta({ description: 'Nobody books later' }),
  horizonDays: z.int().min(1).max(YEAR_DAYS).default(30).meta({ description: 'Nobody books further ahead' }),
  mostPerContact: z.int().min(1).max(100).default(3).meta({ description: 'Ahead, for what contacts book' }),
});

function overlap(open: readonly { from: string; to: string }[]): boolean {
  const inOrder = open.toSorted((a, b) => minutesOf(a.from) - minutesOf(b.from));
  return inOrder.some(({ from }, n) => n > 0 && minutesOf(from) < minutesOf(inOrder[n - 1]?.to ?? from));
}

export const calendarView = settingsBody.meta({ id: 'Calendar' });

const minutes = z.coerce.number().int().min(5).max(DAY_MINUTES);

export const slotsQuery = z.strictObject({
  from: z.iso.datetime({ offset: true }).optional().meta({ description: 'Now, when absent' }),
  to: z.iso.datetime({ offset: true }).optional().meta({ description: 'A week after that, when absent' }),
  minutes: minutes.optional().meta({ description: 'How long; the usual length when absent' }),
});

export const slotView = z.strictObject({ startsAt: z.iso.datetime(), endsAt: z.iso.datetime() });
export const slotsView = z
  .strictObject({ zone: z.string(), items: z.array(slotView).meta({ description: 'At most 500' }) })
  .meta({ id: 'CalendarSlots' });

export const appointmentParams = z.strictObject({ id: z.uuid() });
export const appointmentListQuery = z.strictObject({
  ...pageFields,
  from: z.iso.datetime({ offset: true }).optional().meta({ description: 'Those that end after this' }),
  to: z.iso.datetime({ offset: true }).optional().meta({ description: 'Those that begin before this' }),
  contactId: z.uuid().optional(),
  botId: z.uuid().optional().meta({ description: 'Those of contacts that talk with this bot' }),
  state: z.enum(APPOINTMENT_STATES).optional(),
});

export const bookBody = z.strictObject({
  contactId: z.uuid(),
  startsAt: z.iso.datetime({ offset: true }).meta({ description: 'The beginning of a free slot' }),
  minutes: minutes.optional(),
  note: z.string().trim().min(1).max(500).nullable().default(null),
});
export const moveBody = z.strictObject({
  startsAt: z.iso.datetime({ offset: true }).meta({ description: 'The beginning of a free slot' }),
});

export const appointmentView = z
  .strictObject({
    id: z.uuid(),
    contactId: z.uuid(),
    state: z.enum(APPOINTMENT_STATES),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    note: z.string().nullable(),
    file: z.url().meta({ description: 'The appointment as an .ics file, for whoever has the address' }),
  })
  .meta({ id: 'Appointment' });
export const listedAppointmentView = appointmentView
  .extend({
    contact: z.strictObject({ name: z.string().nullable(), phone: z.string().nullable() }),
    conversation: z
      .strictObject({ id: z.uuid(), botId: z.uuid(), botName: z.string() })
      .nullable()
      .meta({ description: 'Where the contact talked last; null for one that talks with no bot' }),
  })
  .meta({ id: 'ListedAppointment' });
export const appointmentPage = pageOf(listedAppointmentView);
