import { readFile } from 'node:fs/promises';
import type { CountryCode } from 'libphonenumber-js/max';
import { bindVariables, type Binding } from '../../../domain/broadcasts/bind-variables';
import type { BroadcastContent } from '../../../domain/broadcasts/broadcast';
import type { BusinessSettings } from '../../../domain/business/settings';
import {
  CHAT_COLUMNS,
  PHONE_COLUMNS,
  readHeader,
  type ListHeader,
} from '../../../domain/broadcasts/list-header';
import { createRowReader, type RowRead, type RowRules } from '../../../domain/broadcasts/list-row';
import { readTemplate } from '../../../domain/broadcasts/template';
import { isAddressedByPhone, type ChannelName } from '../../../domain/messaging/channel-name';
import type { ApiDeps } from '../../api-deps';
import { refuseTemplate } from '../whatsapp/refuse-template';
import type { CsvRecord } from '../../csv/csv-records';
import type { SentList, SpooledFile } from '../../middleware/list-upload';
import { normalizePhone } from '../../phone';
import { invalidRequest, problem, type Problem } from '../../problems';
import { jsonList, type BroadcastFields } from './broadcasts.schema';
import { findSender, type Sender } from './find-sender';
import { countRecords, readRecords } from './read-records';
import { UnreadableFile } from '../../csv/unreadable-file';

/** A list whose first line was understood, with what is to be sent to it. */
export interface OpenList {
  kind: 'open';
  sender: Sender;
  content: BroadcastContent;
  /** Of the template, as WhatsApp writes it. */
  language: string;
  /** What holds where the fields say nothing. */
  settings: BusinessSettings;
  header: ListHeader;
  bindings: readonly Binding[];
  /** Every row below the first line, many at once. */
  rows(): AsyncGenerator<RowRead[]>;
}

export interface ListWish {
  accountId: string;
  fields: BroadcastFields;
  list: SentList;
}

const CHAT_ID = /^-?\d{1,20}$/;
/** A JSON list is read at once, unlike a CSV. */
const MAX_JSON_BYTES = 5 * 1024 * 1024;

/**
 * Looks up the sender, reads the template and the first line, and makes sure that the rest can be read too. Throws
 * `UnreadableFile` for what is no list.
 */
export async function openList(
  { accountId, fields, list }: ListWish,
  deps: ApiDeps,
): Promise<OpenList | Problem> {
  const sender = await findSender(accountId, fields.sender, deps);
  if (sender.kind === 'problem') return sender;
  const { channel } = sender;
  const { settings } = await deps.business.current(accountId);
  const language = fields.language ?? settings.languages[0].replace('-', '_');
  const written = { written: fields.template, language, body: fields.body };
  const template = readTemplate(channel, written);
  if (template.kind === 'refused') return refused('template', template.reason);
  const refusal = await refuseTemplate({ ...sender, accountId }, template.content, deps);
  if (refusal) return refusal;
  if (list.file === null) return refused('file', 'The form holds no file: send the list as a CSV.');
  const records = list.isJson ? await jsonRecords(list.file) : readRecords(list.file);
  if ('kind' in records) return records;
  const { first, others } = await takeFirst(records);
  const columns = readColumns(first, { channel, content: template.content, fields });
  if (columns.kind === 'problem') return columns;
  await checkRecords(list, deps.broadcastSettings.maxRows);
  const { header, bindings } = columns;
  const readAddress = isAddressedByPhone(channel) ? phoneReader(fields.country) : chatId;
  const rules = { channel, header, bindings, content: template.content, readAddress };
  const rows = () => readRows(others, records, rules);
  return { kind: 'open', sender, content: template.content, language, settings, header, bindings, rows };
}

async function takeFirst(
  records: AsyncGenerator<readonly CsvRecord[]>,
): Promise<{ first: CsvRecord; others: readonly CsvRecord[] }> {
  const beginning = await records.next();
  const [first, ...others] = beginning.done ? [] : beginning.value;
  if (!first) throw new UnreadableFile('The file is empty: its first line must name the columns.');
  return { first, others };
}

interface ColumnWish {
  channel: ChannelName;
  content: BroadcastContent;
  fields: BroadcastFields;
}

/** What the first line says, and where the template's variables come from. */
function readColumns(
  first: CsvRecord,
  { channel, content, fields }: ColumnWish,
): { kind: 'columns'; header: ListHeader; bindings: readonly Binding[] } | Problem {
  const mapping = mappingOf(fields);
  const names = isAddressedByPhone(channel) ? PHONE_COLUMNS : CHAT_COLUMNS;
  const read = readHeader(first.cells, names, mapping);
  if (read.kind === 'refused') throw new UnreadableFile(read.reason, first.line);
  const bound = bindVariables(content, read.header, mapping);
  if (bound.kind === 'refused') return refused('template', bound.reason);
  return { kind: 'columns', header: read.header, bindings: bound.bindings };
}

/** Reads the file through before anything is written of it. */
async function checkRecords({ file, isJson }: SentList, maxRows: number): Promise<void> {
  if (file === null || isJson) return;
  const rows = (await countRecords(file)) - 1;
  if (rows <= maxRows) return;
  const most = `at most ${maxRows} are taken (MAX_MESSAGES_PER_CAMPAIGN): split it.`;
  throw new UnreadableFile(`The file has ${rows} rows; ${most}`, null, 'body_too_large');
}

async function* readRows(
  others: readonly CsvRecord[],
  records: AsyncGenerator<readonly CsvRecord[]>,
  rules: RowRules,
): AsyncGenerator<RowRead[]> {
  const read = createRowReader(rules);
  yield others.map(({ cells, line }) => read(cells, line));
  for await (const more of records) yield more.map(({ cells, line }) => read(cells, line));
}

/** A JSON list as if it were a file: a first line of names, then one line each. */
async function jsonRecords(file: SpooledFile): Promise<AsyncGenerator<readonly CsvRecord[]> | Problem> {
  if (file.bytes > MAX_JSON_BYTES) {
    const megabytes = MAX_JSON_BYTES / 1024 / 1024;
    return problem('body_too_large', `A JSON list may have ${megabytes} MB: send a longer one as CSV.`);
  }
  const parsed = jsonList.safeParse(await readJson(file));
  if (!parsed.success) return invalidRequest(parsed.error, 'body');
  const { recipients } = parsed.data;
  const variables = [...new Set(recipients.flatMap((person) => Object.keys(person.variables)))];
  const cellsOf = (person: (typeof recipients)[number]) => [
    ...[person.phone, person.name ?? ''],
    ...variables.map((name) => (Object.hasOwn(person.variables, name) ? (person.variables[name] ?? '') : '')),
  ];
  return asRecords([['phone', 'name', ...variables], ...recipients.map(cellsOf)]);
}

async function* asRecords(rows: readonly string[][]): AsyncGenerator<readonly CsvRecord[]> {
  yield await Promise.resolve(rows.map((cells, index) => ({ line: index + 1, cells })));
}

/** The body of a JSON list; undefined for what is no JSON. */
export async function readJson(file: SpooledFile): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file.path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function mappingOf({ addressColumn, nameColumn, variables }: BroadcastFields) {
  return {
    ...(addressColumn !== undefined && { address: addressColumn }),
    ...(nameColumn !== undefined && { name: nameColumn }),
    ...(variables !== undefined && { variables }),
  };
}

function phoneReader(country: CountryCode | undefined): (written: string) => string | null {
  return (written) => normalizePhone(written, country);
}

function chatId(written: string): string | null {
  return CHAT_ID.test(written) ? written : null;
}

function refused(path: string, message: string): Problem {
  return problem('invalid_request', `${message} Nothing was changed.`, { errors: [{ path, message }] });
}
