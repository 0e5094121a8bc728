import type { Programs } from '../../db/repositories/programs';
import type { ProgramCalendar } from '../../domain/programs/calendar';
import type { ZoneClock } from '../../domain/time/moments';

/** Versions kept in memory; a published version never changes. */
const MOST_VERSIONS = 200;

export type ProgramCalendars = ReturnType<typeof createProgramCalendars>;

/** The definition and calendar of a program's version, read once. */
export function createProgramCalendars(programs: Programs, clock: ZoneClock) {
  const known = new Map<string, ProgramCalendar>();

  const find = async (
    accountId: string,
    programId: string,
    version: number,
  ): Promise<ProgramCalendar | null> => {
    const key = `${accountId}:${programId}:${version}`;
    const cached = known.get(key);
    if (cached) return cached;
    const published = await programs.version(accountId, programId, version);
    if (!published) return null;
    const calendar = { definition: published.definition, clock, anchor: published.publishedAt.getTime() };
    if (known.size >= MOST_VERSIONS) known.clear();
    known.set(key, calendar);
    return calendar;
  };

  return {
    /** Null for a version that was never published. */
    find,

    /** The calendar of a version an enrollment is on; throws when there is none. */
    async of(accountId: string, programId: string, version: number): Promise<ProgramCalendar> {
      const calendar = await find(accountId, programId, version);
      if (!calendar) throw new Error(`Program ${programId} has no version ${version}`);
      return calendar;
    },
  };
}
