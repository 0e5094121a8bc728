import type { AppointmentDesk } from '../../calendars/appointment-desk';
import type { Appointments } from '../../db/repositories/appointments';
import type { MediaLibrary } from '../../db/media-files/media-library';
import type { CalendarSettingRows } from '../../db/repositories/calendar-settings';
import type { TurnDialogs } from '../../db/repositories/turn-dialogs';
import type { ZoneClock } from '../../domain/time/moments';
import type { SendChannels } from '../messaging/dispatcher';

/** What appointments of conversations are made with. */
export interface AppointmentsDeps {
  desk: AppointmentDesk;
  settings: Pick<CalendarSettingRows, 'get'>;
  appointments: Pick<Appointments, 'list' | 'changedUnder'>;
  dialogs: Pick<TurnDialogs, 'get'>;
  channels: SendChannels;
  library: Pick<MediaLibrary, 'add'>;
  /** Where an appointment is a file for channels that carry none. */
  publicBaseUrl: string;
  zoneClock: ZoneClock;
}

/** Whose appointments they are: what the server knows itself. */
export interface AppointmentScope {
  accountId: string;
  contactId: string;
  dialogId: string;
  now: number;
}
