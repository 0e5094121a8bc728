import { z } from 'zod';
import type { Arranged } from '../../calendars/appointment-desk';
import type { Appointment } from '../../domain/calendar/appointment';
import type { CalendarSettings } from '../../domain/calendar/calendar-settings';
import { appointmentsAhead } from '../appointments/appointments-ahead';
import { localText, readDay, readMoment } from '../appointments/appointment-times';
import type { AppointmentsDeps } from '../appointments/appointments-deps';
import { invite } from '../appointments/invite';
import { defineTool, refuse, succeed, type AgentTool, type ToolOutcome, type ToolScope } from './agent-tool';

const MOST_SLOTS = 40;

const day = z.string().max(20).describe('YYYY-MM-DD').optional();
const at = z
  .string()
  .max(40)
  .describe('When a free slot begins, as list_free_slots gave it: YYYY-MM-DD HH:MM');
const appointmentId = z.uuid().describe('As list_appointments gave it');

/** What an agent can do about the appointments of its conversation's contact; for bots and steps that name them. */
export function createAppointmentTools(deps: AppointmentsDeps): AgentTool[] {
  return [listFreeSlots(deps), listAppointments(deps), bookAppointment(deps), ...changingTools(deps)].map(
    (tool) => ({ ...tool, onlyByName: true }),
  );
}

function listFreeSlots({ desk, settings, zoneClock: clock }: AppointmentsDeps): AgentTool {
  return defineTool({
    name: 'list_free_slots',
    description:
      'Free slots for appointments of one day, or of the next week. Never offer a time that is not among them.',
    input: z.strictObject({ day }),
    async run({ accountId, now }, given) {
      const rules = await settings.get(accountId);
      const within = readDay(given.day ?? null, rules, { clock, now });
      if (!within) return refuse('wrong_day', 'Write the day as YYYY-MM-DD.');
      const found = await desk.slots({ accountId, within });
      if (found.kind === 'away') return calendarAway();
      const slots = found.slots.slice(0, MOST_SLOTS).map(({ startsAt }) => localText(startsAt, rules, clock));
      return succeed({ slots, minutes: rules.slotMinutes, zone: rules.zone });
    },
  });
}

function listAppointments(deps: AppointmentsDeps): AgentTool {
  return defineTool({
    name: 'list_appointments',
    description: 'The appointments that the person has ahead.',
    input: z.strictObject({}),
    async run(scope) {
      const rules = await deps.settings.get(scope.accountId);
      const ahead = await appointmentsAhead(deps, scope);
      return succeed({ appointments: ahead.map((each) => appointmentOutput(each, rules, deps)) });
    },
  });
}

function bookAppointment(deps: AppointmentsDeps): AgentTool {
  return defineTool({
    name: 'book_appointment',
    description: 'Books a free slot that the person chose. The person gets it as a file with your answer.',
    input: z.strictObject({ at, about: z.string().trim().max(300).optional() }),
    async run(scope, given) {
      const startsAt = readMoment(given.at, await deps.settings.get(scope.accountId), deps.zoneClock);
      if (startsAt === null) return wrongTime();
      const { accountId, contactId, callKey } = scope;
      const wish = {
        accountId,
        contactId,
        key: `agent:${callKey}`,
        startsAt,
        note: given.about ?? null,
        limited: true,
      };
      return answer(deps, scope, await deps.desk.book(wish));
    },
  });
}

function changingTools(deps: AppointmentsDeps): AgentTool[] {
  const which = ({ accountId, contactId, callKey }: ToolScope, id: string) => ({
    ...{ accountId, contactId, id },
    changeKey: `agent:${callKey}`,
  });
  return [
    defineTool({
      name: 'move_appointment',
      description: 'Moves an appointment of the person to another free slot.',
      input: z.strictObject({ appointment_id: appointmentId, at }),
      async run(scope, given) {
        const startsAt = readMoment(given.at, await deps.settings.get(scope.accountId), deps.zoneClock);
        if (startsAt === null) return wrongTime();
        return answer(deps, scope, await deps.desk.move(which(scope, given.appointment_id), startsAt));
      },
    }),
    defineTool({
      name: 'cancel_appointment',
      description: 'Cancels an appointment of the person.',
      input: z.strictObject({ appointment_id: appointmentId }),
      run: async (scope, given) =>
        answer(deps, scope, await deps.desk.cancel(which(scope, given.appointment_id))),
    }),
  ];
}

async function answer(deps: AppointmentsDeps, scope: ToolScope, arranged: Arranged): Promise<ToolOutcome> {
  switch (arranged.kind) {
    case 'arranged': {
      const done = succeed(appointmentOutput(arranged.appointment, arranged.settings, deps));
      return { ...done, attach: await invite(deps, scope, arranged) };
    }
    case 'taken':
    case 'not-offered':
      return refuse('slot_taken', 'That time cannot be had: look with list_free_slots and offer another.', {
        message: 'Esa hora ya no está libre.',
      });
    case 'too-many':
      return refuse(
        'too_many',
        'The person has as many appointments as one may have: offer to move or cancel one.',
      );
    case 'away':
      return calendarAway();
    case 'unknown':
      return refuse(
        'unknown_appointment',
        'The person has no such appointment: look with list_appointments.',
      );
  }
}

function appointmentOutput(
  { id, state, startsAt, endsAt }: Appointment,
  settings: CalendarSettings,
  { zoneClock }: Pick<AppointmentsDeps, 'zoneClock'>,
) {
  const begins = localText(startsAt, settings, zoneClock);
  return {
    appointment_id: id,
    state,
    at: begins,
    minutes: (endsAt - startsAt) / 60_000,
    place: settings.place,
  };
}

function calendarAway(): ToolOutcome {
  return refuse(
    'calendar_away',
    'The calendar cannot be asked now, so nobody knows what is free. Promise no time: say so, and offer to try later or to pass the person on.',
    { message: 'Ahora no podemos consultar la agenda.' },
  );
}

function wrongTime(): ToolOutcome {
  return refuse('wrong_time', 'Write the time as list_free_slots gave it: YYYY-MM-DD HH:MM.');
}
