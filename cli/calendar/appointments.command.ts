import type { Command } from 'commander';
import { uuidv7 } from 'uuidv7';
import { appointmentView } from '../../api/routes/calendar/calendar.schema';
import { connectToApi } from '../api/connection';
import { CONTACT_HELP, findContact } from '../contacts/find-contact';
import { wholeNumber } from '../programs/read-simulation';
import { MOMENT_HELP, momentOf } from '../terminal/moment-argument';
import { printJson } from '../terminal/print-json';
import { stylesFor } from '../terminal/styles';
import { appointmentsTable } from './calendar-screens';

interface BookOptions {
  minutes?: number;
  note?: string;
  json?: true;
}

/** `hilo calendar book|move|cancel`. */
export function registerAppointments(calendar: Command): void {
  calendar
    .command('book')
    .description('Book a free slot for a contact')
    .argument('<contact>', CONTACT_HELP)
    .argument('<time>', MOMENT_HELP)
    .option('--minutes <n>', 'how long', wholeNumber(5, 1440))
    .option('--note <text>', 'what it is about')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ hilo calendar book +573001112233 2026-12-01T09:00-05:00')
    .action(book);
  calendar
    .command('move')
    .description('Move an appointment to another free slot')
    .argument('<id>', 'see: hilo calendar list')
    .argument('<time>', MOMENT_HELP)
    .option('--json', 'print JSON')
    .action((id: string, time: string, options: BookOptions) =>
      change(`${id}/move`, { startsAt: momentOf(time) }, options),
    );
  calendar
    .command('cancel')
    .description('Cancel an appointment')
    .argument('<id>', 'see: hilo calendar list')
    .option('--json', 'print JSON')
    .action((id: string, options: BookOptions) => change(`${id}/cancel`, undefined, options));
}

async function book(wanted: string, time: string, { minutes, note, json }: BookOptions): Promise<void> {
  const api = connectToApi();
  const { id: contactId } = await findContact(api, wanted);
  const booked = await api.post({
    path: '/api/calendar/appointments',
    schema: appointmentView,
    body: { contactId, startsAt: momentOf(time), minutes, note: note ?? null },
    headers: { 'idempotency-key': uuidv7() },
  });
  if (json) return printJson(booked);
  console.log(appointmentsTable([booked], stylesFor()));
}

async function change(path: string, body: object | undefined, { json }: BookOptions): Promise<void> {
  const changed = await connectToApi().post({
    path: `/api/calendar/appointments/${path}`,
    schema: appointmentView,
    body,
  });
  if (json) return printJson(changed);
  console.log(appointmentsTable([changed], stylesFor()));
}
