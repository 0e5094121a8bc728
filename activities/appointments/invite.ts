import { createHash } from 'node:crypto';
import { invitationUrl } from '../../calendars/invitation-url';
import { ICS_NAME, ICS_TYPE, writeIcs } from '../../calendars/write-ics';
import type { Appointment } from '../../domain/calendar/appointment';
import type { CalendarSettings } from '../../domain/calendar/calendar-settings';
import type { AppointmentsDeps, AppointmentScope } from './appointments-deps';

/** An appointment as a file of the dialog, or where it is one. */
export type Invitation = { media: string } | { url: string };

/** A file where the dialog's channel shows it as one, else its address. Asked for again, it is the same. */
export async function invite(
  { dialogs, channels, library, publicBaseUrl }: AppointmentsDeps,
  { accountId, dialogId, now }: AppointmentScope,
  { appointment, settings }: { appointment: Appointment; settings: CalendarSettings },
): Promise<Invitation> {
  const address = { url: invitationUrl(publicBaseUrl, appointment.token) };
  const known = await dialogs.get(accountId, dialogId);
  if (!known) return address;
  const { botId, platform: channel } = known.dialog;
  const port = await channels.of({ accountId, channel, botId });
  if (port?.capabilities.calendarFiles !== true) return address;
  const file = await library.add({
    ...{ id: fileIdOf(appointment, dialogId), accountId, botId, dialogId },
    ...{ kind: 'document', fileName: ICS_NAME, mimeType: ICS_TYPE },
    bytes: Buffer.from(writeIcs(appointment, settings, now)),
  });
  return file ? { media: file.id } : address;
}

/** One file a version and dialog, under an id of the form that ids of files have. */
function fileIdOf({ id, version }: Appointment, dialogId: string): string {
  const digits = createHash('sha256').update(`${id}:${version}:${dialogId}`).digest('hex');
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');
}
