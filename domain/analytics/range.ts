import { addDays, dayNumber } from '../time/civil-date';
import type { LocalDate } from '../time/moments';

export const GRAINS = ['hour', 'day', 'total'] as const;
/** How finely a report tells its time. */
export type Grain = (typeof GRAINS)[number];

/** Whole days of the zone, the last one included. */
export interface DateRange {
  from: LocalDate;
  to: LocalDate;
}

const USUAL_DAYS = 7;
const MOST_DAYS: Record<Grain, number> = { hour: 31, day: 366, total: 3660 };

/** What was asked for, by default the week that ends today; or why it cannot be answered, and what to ask instead. */
export function rangeOf(
  asked: { from?: LocalDate | undefined; to?: LocalDate | undefined; by: Grain },
  today: LocalDate,
): { ok: true; range: DateRange } | { ok: false; field: 'from'; refusal: string } {
  const to = asked.to ?? today;
  const from = asked.from ?? addDays(to, 1 - USUAL_DAYS);
  const days = dayNumber(to) - dayNumber(from) + 1;
  const most = MOST_DAYS[asked.by];
  if (days < 1) return { ok: false, field: 'from', refusal: `must not be after to (${to})` };
  if (days > most) {
    return {
      ok: false,
      field: 'from',
      refusal: `by ${asked.by}, at most ${most} days: ask for fewer at once`,
    };
  }
  return { ok: true, range: { from, to } };
}
