import type { ProgramBody } from '../../api/routes/programs/programs.schema';
import { writeDuration } from '../terminal/duration-option';

/** The program with days of so many seconds, under a name of its own, so that it never disturbs the real one. */
export function asDemonstration(definition: ProgramBody, dayLength: number): ProgramBody {
  const { name, policy } = definition;
  return { ...definition, name: demonstrationName(name, dayLength), policy: { ...policy, dayLength } };
}

/** `Mi tienda digital (1d = 20s)`, in no language; the demonstration of a demonstration has one suffix. */
export function demonstrationName(name: string, dayLength: number): string {
  return `${name.replace(/ \(1d = [\d.]+[smh]\)$/, '')} (1d = ${writeDuration(dayLength)})`;
}
