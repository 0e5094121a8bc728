/** Milliseconds since 1970-01-01 UTC. */
export type EpochMs = number;
/** A civil date, `YYYY-MM-DD`, in some zone that the context names. */
export type LocalDate = string;
/** A civil time of day, `HH:MM`, 24 hours. */
export type LocalTime = string;

/** An instant as a wall clock in one zone shows it. */
export interface LocalMoment {
  date: LocalDate;
  /** Minutes since local midnight, 0–1439. */
  minutes: number;
  /** ISO weekday: 1 Monday … 7 Sunday. */
  weekday: number;
}

/**
 * Converts between instants and wall clocks. A port: zone rules come from the runtime's own tables,
 * which may change with an upgrade, so no workflow may evaluate them.
 */
export interface ZoneClock {
  toLocal(at: EpochMs, zone: string): LocalMoment;
  /** The first instant at or after the wall time: a time that DST skips moves forward to the gap's end. */
  toInstant(date: LocalDate, time: LocalTime, zone: string): EpochMs;
}
