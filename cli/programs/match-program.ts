import { plainLetters } from '../../domain/messaging/plain-words';

/** A program as far as it is told from others. */
export interface NamedProgram {
  id: string;
  name: string;
}

export type ProgramMatch<P> =
  { kind: 'one'; program: P } | { kind: 'several'; programs: P[] } | { kind: 'none' };

/**
 * The program somebody means: by id, by its name, or by the beginning of it, without regard to case, accents
 * and what stands between the words. The closest kind of match that finds any decides.
 */
export function matchProgram<P extends NamedProgram>(
  programs: readonly P[],
  wanted: string,
): ProgramMatch<P> {
  const tests: ((program: P) => boolean)[] = [
    ({ id }) => id === wanted,
    ({ name }) => name === wanted,
    ({ name }) => plain(name) === plain(wanted),
    ({ name }) => plain(name).startsWith(plain(wanted)),
  ];
  for (const test of tests) {
    const found = programs.filter(test);
    if (found.length === 1 && found[0]) return { kind: 'one', program: found[0] };
    if (found.length > 1) return { kind: 'several', programs: found };
  }
  return { kind: 'none' };
}

/** `Mi tienda digital (1d = 20s)` as `mi-tienda-digital-1d-20s`. */
function plain(name: string): string {
  return plainLetters(name)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
