import type { ProgramRules } from './definition';
import type { DayState, EnrollmentState } from './enrollment';
import { positionsOf } from './initial-state';
import type { LegacyRow, LegacyRowError, LegacyZone } from './legacy-cells';
import { timestampText } from './legacy-cells';
import { difference, writeNote } from './legacy-note';
import type { LegacyNote } from './legacy-note';
import type { LegacyLine, ParsedRow } from './legacy-row';
import { parseLegacyRow } from './legacy-row';
import { legacyState } from './legacy-state';
import { positionName } from './position';

/** What a file is read and written against: the program's rules and its zone. */
export interface LegacyContext extends LegacyZone {
  rules: ProgramRules;
}

/** The rows of each contact, by normalised number, and the rows whose number is none. */
export interface GroupedRows {
  contacts: Map<string, LegacyLine[]>;
  errors: LegacyRowError[];
}

/** Gathers the rows of each contact; `parsePhone` gives the normalised number or null. */
export function groupLegacyRows(
  lines: Iterable<LegacyLine>,
  parsePhone: (text: string) => string | null,
): GroupedRows {
  const contacts = new Map<string, LegacyLine[]>();
  const errors: LegacyRowError[] = [];
  for (const item of lines) {
    const number = parsePhone(item.row.numero);
    if (number === null) {
      const value = item.row.numero.slice(0, 40);
      const reason = `"${value}" is not a phone number: write it as +573001112233`;
      errors.push({ line: item.line, column: 'numero', reason, code: 'not-a-phone', values: { value } });
      continue;
    }
    const known = contacts.get(number);
    if (known) known.push(item);
    else contacts.set(number, [item]);
  }
  return { contacts, errors };
}

/**
 * Where one contact stands, from its rows of the old script's file. A bad row is reported and the others
 * count; because its day may have been sent or completed, the enrollment then starts paused.
 */
export function importLegacyContact(
  lines: readonly LegacyLine[],
  context: LegacyContext,
): { state: EnrollmentState; errors: LegacyRowError[] } {
  const rows = new Map<string, ParsedRow>();
  const unread: LegacyRowError[] = [];
  const refused: LegacyRowError[] = [];
  const known = new Set(positionsOf(context.rules).map(positionName));
  for (const item of lines) {
    const result = parseLegacyRow(item, context);
    if (!result.ok) {
      unread.push(...result.errors);
      continue;
    }
    const refusal = refusalOf(result.parsed, rows, known);
    if (refusal) refused.push(refusal);
    else rows.set(positionName(result.parsed.day), result.parsed);
  }
  const state = legacyState([...rows.values()], context.rules, context);
  const errors = [...unread, ...refused].sort((a, b) => a.line - b.line);
  return { state: pausedBy(unread, state), errors };
}

/** The rows of one contact, one a day of the program; importing them gives the same state again. */
export function exportLegacyContact(
  number: string,
  state: EnrollmentState,
  context: LegacyContext,
): LegacyRow[] {
  const plain = state.days.map((day) => ({ numero: number, ...cellsOf(day, state, context) }));
  const lines = plain.map((row, index) => ({ line: index + 2, row }));
  const readBack = importLegacyContact(lines, context).state;
  return plain.map((row, index) => {
    const day = state.days[index];
    const same = readBack.days[index];
    if (!day || !same) return row;
    const note: LegacyNote = {};
    const ofDay = difference(same, day);
    const ofEnrollment = index === 0 ? difference(withoutDays(readBack), withoutDays(state)) : undefined;
    if (ofDay) note.day = ofDay;
    if (ofEnrollment) note.enrollment = ofEnrollment;
    return { ...row, resultado: writeNote(day.lastResult, note) };
  });
}

function cellsOf(day: DayState, state: EnrollmentState, zone: LegacyZone): Omit<LegacyRow, 'numero'> {
  return {
    sesion: String(day.session),
    day: String(day.day),
    enviado: day.status >= 1 ? '1' : '0',
    fecha_envio: timestampText(day.lastSentAt, zone),
    resultado: writeNote(day.lastResult, {}),
    completado: day.status === 2 ? '1' : '0',
    intentos_envio: String(day.attempts),
    fecha_completado: timestampText(day.completedAt, zone),
    ultimo_estado_botpress: String(day.status),
    reenvios_consecutivos_fallidos: String(state.failedRetries),
    usuario_excluido: state.stage === 'excluded' ? '1' : '0',
  };
}

function refusalOf(
  parsed: ParsedRow,
  rows: ReadonlyMap<string, ParsedRow>,
  known: ReadonlySet<string>,
): LegacyRowError | null {
  const name = positionName(parsed.day);
  const earlier = rows.get(name);
  if (earlier) {
    const reason = `${name} of this number is on line ${earlier.line} already: keep one of the two`;
    const values = { day: name, line: earlier.line };
    return { line: parsed.line, column: 'day', reason, code: 'day-twice', values };
  }
  if (known.has(name)) return null;
  const reason = `the program has no ${name}`;
  return { line: parsed.line, column: 'sesion', reason, code: 'no-such-day', values: { day: name } };
}

function pausedBy(unread: readonly LegacyRowError[], state: EnrollmentState): EnrollmentState {
  const first = unread[0];
  if (!first || state.stage !== 'active') return state;
  const reason = `line ${first.line} of the imported file was wrong: check that day, then resume`;
  return { ...state, stage: 'paused', reason };
}

function withoutDays(state: EnrollmentState): Omit<EnrollmentState, 'days'> {
  const { stage, reason, failedRetries, lastSendDate } = state;
  return { stage, reason, failedRetries, lastSendDate };
}
