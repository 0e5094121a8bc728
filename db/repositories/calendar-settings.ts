import type { DataSource } from 'typeorm';
import { DEFAULT_CALENDAR, type CalendarSettings } from '../../domain/calendar/calendar-settings';
import { returnedRows } from './send-mapping';

export type CalendarSettingRows = ReturnType<typeof createCalendarSettings>;

/** When accounts give appointments. */
export function createCalendarSettings(db: DataSource) {
  return {
    /** The defaults where an account never said anything. */
    async get(accountId: string): Promise<CalendarSettings> {
      const [row] = returnedRows<{ settings: Partial<CalendarSettings> }>(
        await db.query('SELECT settings FROM calendar_setting WHERE account_id = $1', [accountId]),
      );
      return { ...DEFAULT_CALENDAR, ...row?.settings };
    },

    async put(accountId: string, settings: CalendarSettings): Promise<void> {
      await db.query(
        `INSERT INTO calendar_setting (account_id, settings) VALUES ($1, $2)
         ON CONFLICT (account_id) DO UPDATE SET settings = EXCLUDED.settings, updated_at = now()`,
        [accountId, JSON.stringify(settings)],
      );
    },
  };
}
