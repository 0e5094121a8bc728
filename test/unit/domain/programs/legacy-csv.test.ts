import { luxonZoneClock as clock } from '../../../../activities/zone-clock';
import type { LegacyColumn, LegacyRow } from '../../../../domain/programs/legacy-cells';
import { LEGACY_COLUMNS } from '../../../../domain/programs/legacy-cells';
import type { LegacyContext } from '../../../../domain/programs/legacy-csv';
import {
  exportLegacyContact,
  groupLegacyRows,
  importLegacyContact,
} from '../../../../domain/programs/legacy-csv';
import { decide } from '../../../../domain/programs/decide';
import { currentDay, dayAt } from '../../../../domain/programs/position';
import { enrollment, rulesWith } from '../../../support/programs/enrollments';

const context: LegacyContext = { rules: rulesWith(), timezone: 'America/Bogota', clock };

function row(change: Partial<LegacyRow> = {}): LegacyRow {
  const empty = Object.fromEntries(LEGACY_COLUMNS.map((column) => [column, ''])) as LegacyRow;
  return { ...empty, numero: '+573001112233', sesion: '1', day: '1', enviado: '0', ...change };
}

const COMPLETED = { enviado: '1', completado: '1', intentos_envio: '1', ultimo_estado_botpress: '2' };
const imported = (...rows: Partial<LegacyRow>[]) =>
  importLegacyContact(
    rows.map((change, index) => ({ line: index + 2, row: row(change) })),
    context,
  );

describe('a contact of the old file stands where it stood', () => {
  test('not started: every day unsent', () => {
    expect(imported({}, { day: '2' })).toEqual({ state: enrollment(), errors: [] });
  });

  test('mid-journey: completed days, the attempt made and its time are kept', () => {
    const { state, errors } = imported(COMPLETED, {
      day: '2',
      enviado: '1',
      intentos_envio: '1',
      fecha_envio: '2025-09-12 09:00:05',
      resultado: 'Enviado exitosamente',
      ultimo_estado_botpress: '1',
    });
    expect(errors).toEqual([]);
    expect(currentDay(state)).toMatchObject({
      day: 2,
      status: 1,
      attempts: 1,
      lastSentAt: Date.parse('2025-09-12T14:00:05Z'),
      lastResult: 'Enviado exitosamente',
    });
    expect(state.lastSendDate).toBe('2025-09-12');
    expect(decide(state, context.rules, '2025-09-12')).toMatchObject({ kind: 'skip' });
    expect(decide(state, context.rules, '2025-09-13')).toMatchObject({ kind: 'send', day: 2, attempt: 2 });
  });

  test('a counted failed retry is one away from exclusion', () => {
    const { state } = imported({ enviado: '1', intentos_envio: '2', reenvios_consecutivos_fallidos: '1' });
    expect(decide(state, context.rules, '2025-09-13')).toMatchObject({ kind: 'exclude', failedRetries: 2 });
  });

  test('an old count on a completed day counts no more', () => {
    const { state } = imported({ ...COMPLETED, reenvios_consecutivos_fallidos: '1' }, { day: '2' });
    expect(state.failedRetries).toBe(0);
  });

  test('excluded on any row is excluded, with its count and a reason', () => {
    const { state } = imported(
      { enviado: '1', intentos_envio: '2', reenvios_consecutivos_fallidos: '2', usuario_excluido: '1' },
      { day: '2' },
    );
    expect(state).toMatchObject({
      stage: 'excluded',
      failedRetries: 2,
      reason: '2 failed retries in a row',
    });
  });

  test('attempts that all failed are refusals, and their error is kept', () => {
    const { state } = imported({
      intentos_envio: '2',
      resultado: 'Error 500',
      fecha_envio: '2025-09-12 09:00:05',
    });
    expect(state.days[0]).toMatchObject({ status: 0, attempts: 2, refusals: 2, lastSentAt: null });
    expect(decide(state, context.rules, '2025-09-13')).toMatchObject({ reason: 'undeliverable' });
  });

  test("the higher of the script's and Botpress's status stands", () => {
    const { state } = imported({ enviado: '1', intentos_envio: '1', ultimo_estado_botpress: '2' });
    expect(state.days[0]?.status).toBe(2);
  });

  test('every day completed is a completed enrollment', () => {
    const all = enrollment().days.map(({ session, day }) => ({
      ...COMPLETED,
      sesion: String(session),
      day: String(day),
    }));
    expect(imported(...all).state.stage).toBe('completed');
  });

  test("pandas' floats and gaps are read as what they were", () => {
    const { state, errors } = imported({
      enviado: '1.0',
      intentos_envio: '2.0',
      completado: 'nan',
      fecha_completado: 'NaT',
      resultado: 'None',
    });
    expect(errors).toEqual([]);
    expect(state.days[0]).toMatchObject({ status: 1, attempts: 2, lastResult: null });
  });
});

describe('times', () => {
  test.each([
    ['2025-09-12 09:00:05', '2025-09-12T14:00:05.000Z'],
    ['2025-09-12T09:00:05', '2025-09-12T14:00:05.000Z'],
    ['2025-09-12 09:00:05.123456', '2025-09-12T14:00:05.123Z'],
    ['2025-09-12 09:00', '2025-09-12T14:00:00.000Z'],
    ['2025-09-12', '2025-09-12T05:00:00.000Z'],
    ['2025-09-12T14:00:05Z', '2025-09-12T14:00:05.000Z'],
    ['2025-09-12T16:00:05.250+02:00', '2025-09-12T14:00:05.250Z'],
    ['2025-09-12 09:00:05-0500', '2025-09-12T14:00:05.000Z'],
  ])('%s is %s in Bogotá', (text, instant) => {
    const { state, errors } = imported({ ...COMPLETED, fecha_completado: text });
    expect(errors).toEqual([]);
    expect(new Date(state.days[0]?.completedAt ?? 0).toISOString()).toBe(instant);
  });

  test.each(['12/09/2025', '2025-02-30 09:00:00', '2025-09-12 25:00:00', 'ayer', '45912.375'])(
    '%s is refused with the format to use',
    (text) => {
      expect(imported({ ...COMPLETED, fecha_envio: text }).errors).toEqual([
        {
          line: 2,
          column: 'fecha_envio',
          reason: `"${text}" is not a date: write it as 2025-09-12 09:00:05`,
          ...{ code: 'not-a-date', values: { value: text } },
        },
      ]);
    },
  );
});

describe('a bad row', () => {
  const number = (value: string, min: number, max: number) => ({
    ...{ code: 'not-whole-number', values: { value, min, max } },
  });
  const damaged = { code: 'damaged-note', values: {} };
  const noDay = { code: 'no-such-day', values: { day: 'S7D1' } };

  test.each<[LegacyColumn, string, RegExp, object]>([
    ['sesion', '', /"" is not a whole number from 1 to 52/, number('', 1, 52)],
    ['sesion', '7', /the program has no S7D1/, noDay],
    ['day', 'uno', /"uno" is not a whole number from 1 to 7/, number('uno', 1, 7)],
    ['enviado', '3', /"3" is not 0 or 1/, number('3', 0, 1)],
    ['completado', 'si', /"si" is not 0 or 1/, number('si', 0, 1)],
    ['intentos_envio', '-1', /"-1" is not a whole number/, number('-1', 0, 1000)],
    ['ultimo_estado_botpress', '9', /from 0 to 2/, number('9', 0, 2)],
    ['reenvios_consecutivos_fallidos', '1.5', /"1.5" is not a whole number/, number('1.5', 0, 1000)],
    ['usuario_excluido', 'x', /0 or 1/, number('x', 0, 1)],
    ['resultado', 'ok [hilo {"day":{"attempts":-4}}]', /note is damaged/, damaged],
    ['resultado', 'ok [hilo {"day":{"__proto__":{},"x":1}}]', /note is damaged/, damaged],
  ])('with a wrong %s (%s) is named with line, column and reason', (column, text, reason, fault) => {
    const { errors } = imported({ day: '2' }, { [column]: text });
    expect(errors).toEqual([{ line: 3, column, reason: expect.stringMatching(reason), ...fault }]);
  });

  test('stops no other row, and pauses its contact until somebody has looked', () => {
    const { state } = imported({ enviado: 'x' }, { ...COMPLETED, day: '2' });
    expect(dayAt(state, { session: 1, day: 2 })?.status).toBe(2);
    expect(state).toMatchObject({ stage: 'paused', reason: expect.stringMatching(/^line 2 /) });
  });

  test('outside the program leaves its contact active', () => {
    expect(imported({}, { sesion: '9' }).state.stage).toBe('active');
  });

  test('with several wrong cells names each', () => {
    const { errors } = imported({ enviado: 'x', day: '0' });
    expect(errors.map((error) => error.column)).toEqual(['day', 'enviado']);
  });

  test('that repeats a day is refused and the first one counts', () => {
    const { state, errors } = imported(COMPLETED, {});
    expect(state.days[0]?.status).toBe(2);
    expect(errors).toEqual([
      {
        ...{ line: 3, column: 'day', code: 'day-twice', values: { day: 'S1D1', line: 2 } },
        reason: 'S1D1 of this number is on line 2 already: keep one of the two',
      },
    ]);
  });
});

test('rows are gathered by normalised number, and a row without one is named', () => {
  const lines = ['573001112233', '+573001112233', 'hola', '573001110001'].map((numero, index) => ({
    line: index + 2,
    row: row({ numero }),
  }));
  const { contacts, errors } = groupLegacyRows(lines, (text) =>
    /\d{12}/.exec(text) ? `+${text.slice(-12)}` : null,
  );
  expect([...contacts].map(([number, rows]) => [number, rows.length])).toEqual([
    ['+573001112233', 2],
    ['+573001110001', 1],
  ]);
  expect(errors).toEqual([
    {
      ...{ line: 4, column: 'numero', code: 'not-a-phone', values: { value: 'hola' } },
      reason: expect.stringMatching(/"hola" is not a phone/),
    },
  ]);
});

test('a plain state is exported without notes, in the old columns', () => {
  const days = {
    S1D1: {
      status: 1 as const,
      attempts: 1,
      firstSentAt: 1_757_685_605_250,
      lastSentAt: 1_757_685_605_250,
      lastResult: 'ok',
    },
  };
  const rows = exportLegacyContact(
    '+573001112233',
    enrollment({ days, lastSendDate: '2025-09-12' }),
    context,
  );
  expect(rows).toHaveLength(30);
  expect(rows[0]).toEqual({
    numero: '+573001112233',
    sesion: '1',
    day: '1',
    enviado: '1',
    fecha_envio: '2025-09-12T09:00:05.250-05:00',
    resultado: 'ok',
    completado: '0',
    intentos_envio: '1',
    fecha_completado: '',
    ultimo_estado_botpress: '1',
    reenvios_consecutivos_fallidos: '0',
    usuario_excluido: '0',
  });
});
