import type { Programs } from '../../db/repositories/programs';
import type { ProgramCalendar } from '../../domain/programs/calendar';
import type { ZoneClock } from '../../domain/time/moments';

/** Versions kept in memory; a published version never changes. */
const MOST_VERSIONS = 200;

export type ProgramCalendars = ReturnType<typeof createProgramCalendars>;

/** The definition and calendar of a program's version, read once. */
export function createProgramCalendars(programs: Programs, clock: ZoneClock) {
  const known = new Map<string, ProgramCalendar>();
  return {
    /** Throws for a version that was never published: no caller can name one. */
    async of(accountId: string, programId: string, version: number): Promise<ProgramCalendar> {
      const key = `${accountId}:${programId}:${version}`;
      const cached = known.get(key);
      if (cached) return cached;
      const published = await programs.version(accountId, programId, version);
      if (!published) throw new Error(`Program ${programId} has no version ${version}`);
      const calendar = { definition: published.definition, clock, anchor: published.publishedAt.getTime() };
      if (known.size >= MOST_VERSIONS) known.clear();
      known.set(key, calendar);
      return calendar;
    },
  };
}
