/** A length of time as scenarios write it: `30s`, `5m`, `2h`, `3d`. */
export type Duration = string;

/** The longest that one try of a call may take, its redirects included. */
export const LONGEST_CALL_MS = 10_000;

const MS_IN: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const PATTERN = /^(\d{1,6})([smhd])$/;

/** Milliseconds of a duration; null for what is none. */
export function readDuration(text: string): number | null {
  const [, amount, unit] = PATTERN.exec(text) ?? [];
  const length = MS_IN[unit ?? ''];
  return amount === undefined || length === undefined ? null : Number(amount) * length;
}

/** Milliseconds of a duration of a scenario that passed its schema. */
export function durationMs(duration: Duration): number {
  const ms = readDuration(duration);
  if (ms === null) throw new Error(`${duration} is no duration such as 30s, 5m, 2h or 3d`);
  return ms;
}

/** The shortest way to write so many milliseconds: 120000 is `2m`. */
export function writeDuration(ms: number): Duration {
  const units = ['d', 'h', 'm'] as const;
  const unit = units.find((each) => ms > 0 && ms % (MS_IN[each] ?? 1) === 0);
  return unit ? `${ms / (MS_IN[unit] ?? 1)}${unit}` : `${Math.round(ms / 1000)}s`;
}
