/** `2026-03-01 09:00:05` in this machine's zone; a dash for no time. */
export function timeText(at: string | null): string {
  return at === null ? '–' : `${dateOf(at)} ${clockText(at)}`;
}

/** `09:00:05` in this machine's zone. */
export function clockText(at: string): string {
  return new Date(at).toLocaleTimeString('sv-SE');
}

/** `in 12 s`, `3 min ago`, `now`: how far an instant is from another. */
export function distanceText(at: string, now: number): string {
  const difference = Date.parse(at) - now;
  const length = durationText(Math.abs(difference));
  if (length === '0 s') return 'now';
  return difference > 0 ? `in ${length}` : `${length} ago`;
}

/** A length in its two largest units: `12 s`, `4 min 10 s`, `3 h 5 min`, `2 d 4 h`. */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const at = UNITS.findIndex(({ length }) => seconds >= length);
  const unit = UNITS[at];
  const next = UNITS[at + 1];
  if (!unit) return '0 s';
  const rest = next ? Math.floor((seconds % unit.length) / next.length) : 0;
  const large = `${Math.floor(seconds / unit.length)} ${unit.name}`;
  return next && rest > 0 ? `${large} ${rest} ${next.name}` : large;
}

const UNITS = [
  { name: 'd', length: 86_400 },
  { name: 'h', length: 3600 },
  { name: 'min', length: 60 },
  { name: 's', length: 1 },
];

function dateOf(at: string): string {
  return new Date(at).toLocaleDateString('sv-SE');
}
