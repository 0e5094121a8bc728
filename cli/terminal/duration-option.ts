import { InvalidArgumentError } from 'commander';

const SECONDS_IN: Record<string, number> = { s: 1, m: 60, h: 3600 };
const LONGEST_S = 86_400;

/** Seconds of `20s`, `2m`, `1h` or plain `20`; null for anything else, for nothing and for more than a day. */
export function parseDuration(text: string): number | null {
  const parts = /^(\d+(?:\.\d+)?)([smh]?)$/.exec(text.trim());
  if (!parts) return null;
  const seconds = Number(parts[1]) * (SECONDS_IN[parts[2] ?? ''] ?? 1);
  return seconds > 0 && seconds <= LONGEST_S ? seconds : null;
}

/** For commander: the seconds, or a refusal that says how to write them. */
export function durationOption(text: string): number {
  const seconds = parseDuration(text);
  if (seconds !== null) return seconds;
  throw new InvalidArgumentError('Write a length such as 20s, 2m or 1h, at most one day.');
}

/** A length as people write it: `20s`, `2m`, `1h`, `90s`. */
export function writeDuration(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600}h`;
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
