import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import {
  appointmentPage,
  calendarView,
  settingsBody,
  slotsView,
} from '../../api/routes/calendar/calendar.schema';
import { connectToApi } from '../api/connection';
import { readSome } from '../api/read-pages';
import { wholeNumber } from '../programs/read-simulation';
import { MOMENT_HELP, momentOf } from '../terminal/moment-argument';
import { printJson } from '../terminal/print-json';
import { stylesFor } from '../terminal/styles';
import { registerAppointments } from './appointments.command';
import { appointmentsTable, calendarText, slotsText } from './calendar-screens';
import { registerConnection } from './connection.command';

interface ListOptions {
  from?: string;
  to?: string;
  json?: true;
}

/** `hilo calendar show|hours|slots|list|book|move|cancel|connection|connect|disconnect`. */
export function registerCalendar(program: Command): void {
  const calendar = program.command('calendar').description('Appointments, and when they can be had');
  calendar
    .command('show', { isDefault: true })
    .description('Working hours, and the rules of appointments')
    .option('--json', 'print JSON')
    .action(show);
  calendar
    .command('hours')
    .description('Replace working hours and rules')
    .argument('<file.json>', 'such as examples/calendar/clinic.json')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ hilo calendar hours examples/calendar/clinic.json')
    .action(replaceHours);
  calendar
    .command('slots')
    .description('Slots that can be booked now')
    .option('--from <time>', `from this on: ${MOMENT_HELP}`)
    .option('--to <time>', 'up to this; a week when absent')
    .option('--minutes <n>', 'how long the appointment is', wholeNumber(5, 1440))
    .option('--json', 'print JSON')
    .action(slots);
  calendar
    .command('list')
    .description('Appointments in the order in which they begin')
    .option('--from <time>', `those that end after this: ${MOMENT_HELP}`)
    .option('--to <time>', 'those that begin before this')
    .option('--limit <n>', 'how many to show', wholeNumber(1, 10_000), 50)
    .option('--json', 'print JSON')
    .action(list);
  registerAppointments(calendar);
  registerConnection(calendar);
}

async function show({ json }: { json?: true }): Promise<void> {
  const found = await connectToApi().get({ path: '/api/calendar', schema: calendarView });
  if (json) return printJson(found);
  console.log(calendarText(found, stylesFor()));
}

async function replaceHours(file: string, { json }: { json?: true }): Promise<void> {
  const body = settingsBody.parse(JSON.parse(readFileSync(file, 'utf8')));
  const found = await connectToApi().put({ path: '/api/calendar', schema: calendarView, body });
  if (json) return printJson(found);
  console.log(calendarText(found, stylesFor()));
}

async function slots({ minutes, json, ...times }: ListOptions & { minutes?: number }): Promise<void> {
  const query = { ...within(times), minutes: minutes === undefined ? undefined : String(minutes) };
  const found = await connectToApi().get({ path: '/api/calendar/slots', schema: slotsView, query });
  if (json) return printJson(found);
  console.log(slotsText(found));
}

async function list({ limit, json, ...times }: ListOptions & { limit: number }): Promise<void> {
  const listing = { path: '/api/calendar/appointments', schema: appointmentPage, query: within(times) };
  const { items, more } = await readSome(connectToApi(), listing, limit);
  if (json) return printJson(items);
  if (items.length === 0) return console.log('There are no such appointments.');
  const styles = stylesFor();
  console.log(appointmentsTable(items, styles));
  if (more) console.log(styles.dim('\nThere are more: see --limit'));
}

function within({ from, to }: ListOptions) {
  return {
    from: from === undefined ? undefined : momentOf(from),
    to: to === undefined ? undefined : momentOf(to),
  };
}
