import type { DayState, DayStatus } from './enrollment';
import { unsentDay } from './initial-state';
import type { Cell, LegacyColumn, LegacyRow, LegacyRowError, LegacyZone } from './legacy-cells';
import { isEmptyCell, timestampCell, wholeNumberCell } from './legacy-cells';
import type { LegacyNote } from './legacy-note';
import { readNote } from './legacy-note';

/** One row of a file; lines count from 1, the header included. */
export interface LegacyLine {
  line: number;
  row: LegacyRow;
}

/** What one row says of its day and, repeated on every row, of its contact. */
export interface ParsedRow {
  line: number;
  day: DayState;
  failedRetries: number;
  excluded: boolean;
  note: LegacyNote;
}

export type RowResult = { ok: true; parsed: ParsedRow } | { ok: false; errors: LegacyRowError[] };

/** Reads one row; every bad cell of it is named. */
export function parseLegacyRow({ line, row }: LegacyLine, zone: LegacyZone): RowResult {
  const errors: LegacyRowError[] = [];
  const read = <T>(column: LegacyColumn, parse: (text: string) => Cell<T>, fallback: T): T => {
    const cell = parse(row[column]);
    if (cell.ok) return cell.value;
    const { reason, code, values } = cell;
    errors.push({ line, column, reason, code, values });
    return fallback;
  };
  const count = (column: LegacyColumn, max: number): number =>
    read(column, (text) => (isEmptyCell(text) ? { ok: true, value: 0 } : wholeNumberCell(text, 0, max)), 0);
  const time = (column: LegacyColumn): number | null =>
    read(column, (text) => timestampCell(text, zone), null);

  const at = {
    session: read('sesion', (text) => wholeNumberCell(text, 1, 52), 1),
    day: read('day', (text) => wholeNumberCell(text, 1, 7), 1),
  };
  const status = highestStatus(
    count('enviado', 1),
    count('completado', 1),
    count('ultimo_estado_botpress', 2),
  );
  const attempts = count('intentos_envio', 1000);
  const sentAt = time('fecha_envio');
  const completedAt = time('fecha_completado');
  const { result, note } = read('resultado', resultCell, { result: null, note: {} });
  const failedRetries = count('reenvios_consecutivos_fallidos', 1000);
  const excluded = count('usuario_excluido', 1) === 1;
  if (errors.length > 0) return { ok: false, errors };

  const known = { status, attempts, lastResult: result, ...datesOf(status, sentAt, completedAt) };
  // A day that is not sent after attempts is one whose attempts all failed.
  const day = { ...unsentDay(at), ...known, refusals: status === 0 ? attempts : 0 };
  return { ok: true, parsed: { line, day, failedRetries, excluded, note } };
}

/** The old script kept its own view and Botpress's; a status only rises, so the higher one stands. */
function highestStatus(sent: number, completed: number, reported: number): DayStatus {
  if (completed === 1 || reported === 2) return 2;
  return sent === 1 || reported === 1 ? 1 : 0;
}

/** The old script also dated failed attempts; only a message that went out has a send time. */
function datesOf(
  status: DayStatus,
  sentAt: number | null,
  completedAt: number | null,
): Pick<DayState, 'firstSentAt' | 'lastSentAt' | 'completedAt'> {
  const sent = status === 0 ? null : sentAt;
  return { firstSentAt: sent, lastSentAt: sent, completedAt: status === 2 ? completedAt : null };
}

function resultCell(text: string): Cell<{ result: string | null; note: LegacyNote }> {
  if (isEmptyCell(text)) return { ok: true, value: { result: null, note: {} } };
  const value = readNote(text);
  if (value) return { ok: true, value };
  const reason = 'the [hilo …] note is damaged: remove or restore it';
  return { ok: false, reason, code: 'damaged-note', values: {} };
}
