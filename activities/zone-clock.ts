import { IANAZone } from 'luxon';
import { dateOfDayNumber, isoWeekday, minutesOf } from '../domain/time/civil-date';
import type { EpochMs, LocalDate, LocalMoment, LocalTime, ZoneClock } from '../domain/time/moments';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The zone rules of the runtime's ICU data, read through luxon, which keeps one formatter a zone. */
export const luxonZoneClock: ZoneClock = { toLocal, toInstant };

function toLocal(at: EpochMs, zone: string): LocalMoment {
  const wall = at + offsetMs(zoneNamed(zone), at);
  const days = Math.floor(wall / DAY_MS);
  const date = dateOfDayNumber(days);
  return { date, minutes: Math.floor((wall - days * DAY_MS) / MINUTE_MS), weekday: isoWeekday(date) };
}

function toInstant(date: LocalDate, time: LocalTime, zone: string): EpochMs {
  const rules = zoneNamed(zone);
  const wall = Date.parse(`${date}T00:00:00Z`) + minutesOf(time) * MINUTE_MS;
  const before = offsetMs(rules, wall - DAY_MS);
  const after = offsetMs(rules, wall + DAY_MS);
  const [early, late] = [wall - Math.max(before, after), wall - Math.min(before, after)];
  const exists = (at: EpochMs): boolean => at + offsetMs(rules, at) === wall;
  if (exists(early)) return early;
  return exists(late) ? late : endOfGap(rules, wall, [early, late]);
}

/** The wall time was skipped between two instants: the first one whose wall clock is past it. */
function endOfGap(rules: IANAZone, wall: number, between: [EpochMs, EpochMs]): EpochMs {
  let [low, high] = between;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (middle + offsetMs(rules, middle) >= wall) high = middle;
    else low = middle;
  }
  return high;
}

function offsetMs(rules: IANAZone, at: EpochMs): number {
  return rules.offset(at) * MINUTE_MS;
}

function zoneNamed(name: string): IANAZone {
  const zone = IANAZone.create(name);
  if (!zone.isValid) throw new Error(`${name} is not an IANA time zone, such as America/Bogota`);
  return zone;
}
