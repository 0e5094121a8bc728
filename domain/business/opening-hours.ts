import type { OpeningHours } from './settings';

const WEEKDAYS = ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'];

/** Opening hours as an agent is told them: `lunes, martes: 08:00–12:00 y 14:00–18:00`; null where there are none. */
export function hoursInWords(hours: readonly OpeningHours[]): string | null {
  if (hours.length === 0) return null;
  const days = new Map<string, string[]>();
  for (const [index, name] of WEEKDAYS.entries()) {
    const times = timesOf(hours, index + 1);
    days.set(times, [...(days.get(times) ?? []), name]);
  }
  return [...days].map(([times, names]) => `${names.join(', ')}: ${times}`).join('; ');
}

function timesOf(hours: readonly OpeningHours[], weekday: number): string {
  const times = hours
    .filter((each) => each.weekday === weekday)
    .map(({ from, to }) => `${from}–${to}`)
    .sort();
  return times.join(' y ') || 'cerrado';
}
