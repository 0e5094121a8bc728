import { SEALED_PLACES } from '../secrets/sealed-places';

/** What is kept sealed, as people call it. */
export type SealedKind =
  | 'platform credentials'
  | 'secrets of bots'
  | 'secrets of alert rules'
  | 'keys of language models'
  | 'tokens of calendars';

/** A row as its sealed value is re-sealed: the columns that say where it belongs. */
export type SealedRow = Readonly<Record<string, string>>;

/** A column of sealed values beside a column `fingerprint`. */
export interface SealedColumn {
  table: string;
  column: string;
  /** What people call what is in it. */
  kind: SealedKind;
  /** SQL: names the row among those of its account. */
  key: string;
  /** What `place` and `print` read. */
  columns: readonly string[];
  place(accountId: string, row: SealedRow): string;
  print(accountId: string, row: SealedRow): string;
}

const cell = (row: SealedRow, name: string): string => row[name] ?? '';

/** Everything that is kept sealed; what seals and is not named here is left under its old key. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  {
    table: 'bot_platform_credential',
    column: 'credentials',
    kind: 'platform credentials',
    key: 'id::text',
    columns: ['id', 'bot_id', 'platform'],
    place: (accountId, row) => SEALED_PLACES.row(accountId, cell(row, 'id')),
    print: (accountId, row) =>
      SEALED_PLACES.platformPrint(accountId, cell(row, 'bot_id'), cell(row, 'platform')),
  },
  {
    table: 'bot_secret',
    column: 'sealed',
    kind: 'secrets of bots',
    key: "bot_id::text || ':' || name",
    columns: ['bot_id', 'name'],
    place: (accountId, row) => SEALED_PLACES.botSecret(accountId, cell(row, 'bot_id'), cell(row, 'name')),
    print: (accountId, row) => SEALED_PLACES.botSecret(accountId, cell(row, 'bot_id'), cell(row, 'name')),
  },
  {
    table: 'alert_secret',
    column: 'sealed',
    kind: 'secrets of alert rules',
    key: 'rule_id::text',
    columns: ['rule_id'],
    place: (accountId, row) => SEALED_PLACES.alertRule(accountId, cell(row, 'rule_id')),
    print: (accountId, row) => SEALED_PLACES.alertRule(accountId, cell(row, 'rule_id')),
  },
  {
    table: 'language_model_setting',
    column: 'credentials',
    kind: 'keys of language models',
    key: 'id::text',
    columns: ['id', 'provider'],
    place: (accountId, row) => SEALED_PLACES.row(accountId, cell(row, 'id')),
    print: (accountId, row) => SEALED_PLACES.modelPrint(accountId, cell(row, 'provider')),
  },
  {
    table: 'calendar_connection',
    column: 'sealed',
    kind: 'tokens of calendars',
    key: 'id::text',
    columns: ['id'],
    place: (accountId, row) => SEALED_PLACES.row(accountId, cell(row, 'id')),
    print: (accountId) => SEALED_PLACES.calendarPrint(accountId),
  },
];
