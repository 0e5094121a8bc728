import { dateOfDayNumber, dayNumber, timeOf } from '../time/civil-date';
import type { EpochMs, ZoneClock } from '../time/moments';
import { ENROLL_REFUSALS } from './enroll-refusal';

/** The columns of the old script's file, in its order. */
export const LEGACY_COLUMNS = [
  'numero',
  'sesion',
  'day',
  'enviado',
  'fecha_envio',
  'resultado',
  'completado',
  'intentos_envio',
  'fecha_completado',
  'ultimo_estado_botpress',
  'reenvios_consecutivos_fallidos',
  'usuario_excluido',
] as const;
export type LegacyColumn = (typeof LEGACY_COLUMNS)[number];
export type LegacyRow = Record<LegacyColumn, string>;

/** What can be wrong with a row. */
export const ROW_FAULTS = [
  ...(['not-whole-number', 'not-a-date', 'not-a-phone', 'damaged-note'] as const),
  ...(['day-twice', 'no-such-day', 'too-few-cells'] as const),
  ...ENROLL_REFUSALS,
] as const;

/** What is wrong, in English and as a code with its values, by which it is said in any language. */
export interface RowFault {
  reason: string;
  code: (typeof ROW_FAULTS)[number];
  values: Record<string, string | number>;
}

/** What is wrong with one row; `column` is null when no single column is at fault. */
export interface LegacyRowError extends RowFault {
  line: number;
  column: LegacyColumn | null;
}

/** The zone in which the file's wall-clock times are meant. */
export interface LegacyZone {
  timezone: string;
  clock: ZoneClock;
}

/** A value, or why the cell holds none. */
export type Cell<T> = { ok: true; value: T } | ({ ok: false } & RowFault);

/** What pandas writes where it has no value. */
const EMPTY = new Set(['', 'nan', 'nat', 'none', 'null']);
const MINUTE_MS = 60_000;
const TIMESTAMP =
  /^(?<date>20\d\d-\d\d-\d\d)(?:[T ](?<time>(?:[01]\d|2[0-3]):[0-5]\d)(?::(?<seconds>[0-5]\d(?:\.\d{1,9})?))?)?\s?(?<offset>Z|[+-]\d\d:?\d\d)?$/i;

interface TimestampParts {
  date: string;
  time?: string;
  seconds?: string;
  offset?: string;
}

/** True for an empty cell and for pandas' words for one. */
export function isEmptyCell(text: string): boolean {
  return EMPTY.has(text.trim().toLowerCase());
}

/** A whole number from `min` to `max`; `1.0` counts, as pandas writes whole numbers beside gaps. */
export function wholeNumberCell(text: string, min: number, max: number): Cell<number> {
  const value = /^\d{1,9}(\.0+)?$/.test(text.trim()) ? Number(text) : NaN;
  if (value >= min && value <= max) return { ok: true, value };
  const expected = max - min === 1 ? `${min} or ${max}` : `a whole number from ${min} to ${max}`;
  const reason = `"${shown(text)}" is not ${expected}`;
  return { ok: false, reason, code: 'not-whole-number', values: { value: shown(text), min, max } };
}

/** The old script's `2025-09-12 09:00:05` in the file's zone, or ISO 8601 with or without offset; empty is null. */
export function timestampCell(text: string, zone: LegacyZone): Cell<EpochMs | null> {
  if (isEmptyCell(text)) return { ok: true, value: null };
  const parts = TIMESTAMP.exec(text.trim())?.groups as TimestampParts | undefined;
  if (!parts || !isRealDate(parts.date)) {
    const reason = `"${shown(text)}" is not a date: write it as 2025-09-12 09:00:05`;
    return { ok: false, reason, code: 'not-a-date', values: { value: shown(text) } };
  }
  const { date, time = '00:00', seconds = '0', offset } = parts;
  const millis = Math.floor(Number(seconds) * 1000 + 1e-6);
  const minute = offset
    ? Date.parse(`${date}T${time}:00Z`) - offsetMinutes(offset) * MINUTE_MS
    : zone.clock.toInstant(date, time, zone.timezone);
  return { ok: true, value: minute + millis };
}

/** The one format of exported times: local wall clock with milliseconds and offset; null is empty. */
export function timestampText(at: EpochMs | null, zone: LegacyZone): string {
  if (at === null) return '';
  const { date, minutes } = zone.clock.toLocal(at, zone.timezone);
  const wholeMinutes = Math.floor(at / MINUTE_MS);
  const offset = dayNumber(date) * 1440 + minutes - wholeMinutes;
  const seconds = ((at - wholeMinutes * MINUTE_MS) / 1000).toFixed(3).padStart(6, '0');
  return `${date}T${timeOf(minutes)}:${seconds}${offset < 0 ? '-' : '+'}${timeOf(Math.abs(offset))}`;
}

function offsetMinutes(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return offset.startsWith('-') ? -minutes : minutes;
}

function isRealDate(date: string): boolean {
  const days = dayNumber(date);
  return Number.isFinite(days) && dateOfDayNumber(days) === date;
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
