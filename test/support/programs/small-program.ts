import {
  DEFAULT_POLICY,
  type ProgramDefinition,
  type ProgramPolicy,
} from '../../../domain/programs/definition';

/** A program of the given shape whose days say where they stand: `S1D2`. No pause between sends. */
export function smallProgram(
  change: Partial<Omit<ProgramDefinition, 'policy' | 'sessions'>> & {
    shape?: readonly number[];
    policy?: Partial<ProgramPolicy>;
  } = {},
): ProgramDefinition {
  const { shape = [2, 2], policy, ...rest } = change;
  return {
    name: 'Small',
    timezone: 'America/Bogota',
    sendAt: '09:00',
    sessions: shape.map((days, session) => ({
      number: session + 1,
      title: `Session ${session + 1}`,
      days: Array.from({ length: days }, (_, day) => ({
        number: day + 1,
        title: `Day ${day + 1}`,
        content: { kind: 'text' as const, text: `S${session + 1}D${day + 1}` },
      })),
    })),
    policy: { ...DEFAULT_POLICY, sendIntervalMs: 0, ...policy },
    ...rest,
  };
}
