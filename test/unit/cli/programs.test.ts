import { asDemonstration, demonstrationName } from '../../../cli/import/demonstration';
import { matchProgram } from '../../../cli/programs/match-program';
import { DEFAULT_POLICY } from '../../../domain/programs/definition';

const real = { id: '1', name: 'Mi tienda digital' };
const demonstration = { id: '2', name: 'Mi tienda digital (1d = 20s)' };
const other = { id: '3', name: 'Créditos, paso a paso' };
const programs = [real, demonstration, other];

describe('a program', () => {
  test.each([
    ['2', demonstration],
    ['Mi tienda digital', real],
    ['mi-tienda-digital', real],
    ['MI TIENDA DIGITAL (1D = 20S)', demonstration],
    ['creditos', other],
    ['creditos-paso', other],
  ])('is meant by %j', (wanted, program) => {
    expect(matchProgram(programs, wanted)).toEqual({ kind: 'one', program });
  });

  test('is not guessed among several', () => {
    expect(matchProgram(programs, 'mi tienda')).toEqual({ kind: 'several', programs: [real, demonstration] });
  });

  test('of a name that none has is none', () => {
    expect(matchProgram(programs, 'tienda')).toEqual({ kind: 'none' });
  });

  test('whose demonstration alone is there is meant by its own name', () => {
    expect(matchProgram([demonstration], real.name)).toEqual({ kind: 'one', program: demonstration });
  });
});

describe('a demonstration', () => {
  const definition = {
    name: 'Mi tienda digital',
    timezone: 'America/Bogota',
    sendAt: '09:00',
    sessions: [],
    policy: DEFAULT_POLICY,
  };

  test('has short days and a name of its own, and leaves the real program as it is', () => {
    const short = asDemonstration(definition, 20);
    expect(short).toEqual({
      ...definition,
      name: 'Mi tienda digital (1d = 20s)',
      policy: { ...DEFAULT_POLICY, dayLength: 20 },
    });
    expect(definition.policy).toEqual(DEFAULT_POLICY);
  });

  test('of a demonstration has one suffix', () => {
    expect(demonstrationName('Mi tienda digital (1d = 20s)', 120)).toBe('Mi tienda digital (1d = 2m)');
  });
});
