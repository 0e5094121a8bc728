import { useLocalStorage } from '@mantine/hooks';
import type { View } from '../api/views';

export type Definition = View<'ProgramDefinition'>;
export type Session = Definition['sessions'][number];
export type Day = Session['days'][number];
export type DayContent = Day['content'];
export type Policy = Definition['policy'];

/** A day by its places in the definition, both from 0. */
export interface DayPlace {
  session: number;
  day: number;
}

/** What somebody makes of a program, kept in this browser until it is published or given up. */
export function useDefinitionDraft({ id, definition }: View<'Program'>) {
  const [kept, keep, forget] = useLocalStorage<Definition | null>({
    key: `hilo-program-${id}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const draft = kept ?? definition;
  const change = (part: Partial<Definition>) => keep({ ...draft, ...part });
  const changeSessions = (of: (sessions: readonly Session[]) => Session[]) =>
    change({ sessions: numbered(of(draft.sessions)) });
  return {
    draft,
    isChanged: kept !== null && JSON.stringify(kept) !== JSON.stringify(definition),
    change,
    changePolicy: (part: Partial<Policy>) => change({ policy: { ...draft.policy, ...part } }),
    changeSession: (at: number, part: Partial<Session>) =>
      changeSessions((sessions) =>
        sessions.map((each, index) => (index === at ? { ...each, ...part } : each)),
      ),
    changeDay: ({ session, day }: DayPlace, part: Partial<Day>) =>
      changeSessions((sessions) =>
        sessions.map((each, index) => (index === session ? withDay(each, day, part) : each)),
      ),
    addSession: (session: Session) => changeSessions((sessions) => [...sessions, session]),
    addDay: (at: number, day: Day) =>
      changeSessions((sessions) =>
        sessions.map((each, index) => (index === at ? { ...each, days: [...each.days, day] } : each)),
      ),
    /** Takes a day away, and its session with its last one. */
    removeDay: ({ session, day }: DayPlace) =>
      changeSessions((sessions) =>
        sessions
          .map((each, index) => (index === session ? { ...each, days: each.days.toSpliced(day, 1) } : each))
          .filter(({ days }) => days.length > 0),
      ),
    giveUp: forget,
  };
}

export type DefinitionDraft = ReturnType<typeof useDefinitionDraft>;

function withDay(session: Session, at: number, part: Partial<Day>): Session {
  return { ...session, days: session.days.map((day, index) => (index === at ? { ...day, ...part } : day)) };
}

/** Sessions and days are numbered by their places. */
function numbered(sessions: readonly Session[]): Session[] {
  return sessions.map((session, index) => ({
    ...session,
    number: index + 1,
    days: session.days.map((day, place) => ({ ...day, number: place + 1 })),
  }));
}
