const LOCAL = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?$/;
const ZONED = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** What a moment may be, for a command's help. */
export const MOMENT_HELP = '2026-12-01T09:00-05:00, or "2026-12-01 09:00" by this clock';

/** A moment as the API writes it, from a time with its zone or one of this machine's clock. */
export function momentOf(written: string): string {
  const at = LOCAL.test(written) || ZONED.test(written) ? new Date(written.replace(' ', 'T')) : null;
  if (at !== null && !Number.isNaN(at.getTime())) return at.toISOString();
  throw new Error(
    `"${written}" is no time: write 2026-12-01T09:00-05:00, or "2026-12-01 09:00" by this clock.`,
  );
}
