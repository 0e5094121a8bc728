import type { ProgramView } from '../../../db/repositories/programs';

function fieldsOf({ id, name, createdAt, current }: ProgramView) {
  return {
    id,
    name,
    version: current.version,
    publishedAt: current.publishedAt.toISOString(),
    createdAt: createdAt.toISOString(),
  };
}

export function presentProgram(program: ProgramView) {
  return { ...fieldsOf(program), definition: program.current.definition };
}

/** A program in a list: its frame, without the thirty messages. */
export function presentListedProgram(program: ProgramView) {
  const { timezone, sendAt, sessions } = program.current.definition;
  return {
    ...fieldsOf(program),
    timezone,
    sendAt,
    sessions: sessions.length,
    days: sessions.reduce((sum, session) => sum + session.days.length, 0),
  };
}
