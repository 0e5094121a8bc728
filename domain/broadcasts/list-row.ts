import { hasWindow, type ChannelName } from '../messaging/channel-name';
import { storableText } from '../messaging/storable';
import { problemWithValue } from '../messaging/template-variables';
import type { Binding } from './bind-variables';
import type { BroadcastContent } from './broadcast';
import type { ListHeader } from './list-header';
import { messageFor } from './message-for';
import { LONGEST_TEXT } from './template';

/** Why a row gets no message; the last two are found in the database, not in the file. */
export type RowRefusal =
  | 'bad-address'
  | 'duplicate'
  | 'missing-variable'
  | 'bad-variable'
  | 'too-long'
  | 'cells'
  | 'opted-out'
  | 'excluded';

export interface AcceptedRow {
  kind: 'accepted';
  line: number;
  /** E.164, or a chat's id. */
  address: string;
  name: string | null;
  variables: Record<string, string>;
}

export interface RejectedRow {
  kind: 'rejected';
  line: number;
  /** What the file has in place of an address, cut short. */
  written: string;
  reason: RowRefusal;
  /** What is wrong and what to do, for a person. */
  detail: string;
}

export type RowRead = AcceptedRow | RejectedRow;

/** How the rows of one list are read. */
export interface RowRules {
  channel: ChannelName;
  header: ListHeader;
  bindings: readonly Binding[];
  content: BroadcastContent;
  /** The address in its one form; null for what cannot be one. */
  readAddress: (written: string) => string | null;
}

const SHOWN_ADDRESS = 40;
const LONGEST_NAME = 200;
/** WhatsApp's own limit of a template's body. */
const LONGEST_VALUE = 1024;
/** A cell that a spreadsheet would take for a formula, behind the apostrophe that exports put before it. */
const ESCAPED = /^'+[=+\-@\t\r]/;
const SHORTENED = /^\d+([.,]\d+)?E\+?\d+$/i;

/** Reads rows one after another; of rows to the same address the first counts. */
export function createRowReader(rules: RowRules): (cells: readonly string[], line: number) => RowRead {
  const lines = new Map<string, number>();
  return (written, line) => {
    const cells = written.map(unescaped);
    const to = (cells[rules.header.address] ?? '').trim();
    const wide = rules.header.columns.length;
    if (cells.length > wide && cells.slice(wide).some((cell) => cell.trim() !== '')) {
      const detail = `the row has ${cells.length} cells where the first line has ${wide}`;
      return rejected({ line, to }, ['cells', detail]);
    }
    const address = rules.readAddress(to);
    if (address === null) return rejected({ line, to }, ['bad-address', problemWithAddress(to)]);
    const before = lines.get(address);
    if (before !== undefined) {
      return rejected({ line, to }, ['duplicate', `the same address as line ${before}`]);
    }
    const variables = variablesFrom(cells, rules.bindings);
    const problem = problemWithRow(variables, rules);
    if (problem) return rejected({ line, to }, problem);
    lines.set(address, line);
    return { kind: 'accepted', line, address, name: nameFrom(cells, rules.header), variables };
  };
}

function rejected(row: { line: number; to: string }, [reason, detail]: [RowRefusal, string]): RejectedRow {
  const written = storableText(row.to.slice(0, SHOWN_ADDRESS));
  return { kind: 'rejected', line: row.line, written, reason, detail };
}

function problemWithAddress(written: string): string {
  if (written === '') return 'the row has no address';
  if (SHORTENED.test(written)) {
    return 'the spreadsheet shortened the number: give the column the format Text and write it out';
  }
  return 'not a number that can exist: write it with its country code, such as +573001112233';
}

function problemWithRow(
  variables: Readonly<Record<string, string>>,
  { channel, content }: RowRules,
): [RowRefusal, string] | null {
  for (const [variable, value] of Object.entries(variables)) {
    if (value === '') return ['missing-variable', `{{${variable}}} has no value in this row`];
    if (value.length > LONGEST_VALUE)
      return ['too-long', `{{${variable}}} is longer than ${LONGEST_VALUE} characters`];
    const problem = hasWindow(channel) ? problemWithValue(value) : null;
    if (problem) return ['bad-variable', `{{${variable}}} ${problem}`];
  }
  if (content.kind !== 'text') return null;
  const message = messageFor(content, variables);
  if (message.kind === 'text' && isLonger(message.text, LONGEST_TEXT)) {
    return ['too-long', `the message would be longer than ${LONGEST_TEXT} characters`];
  }
  return null;
}

function variablesFrom(cells: readonly string[], bindings: readonly Binding[]): Record<string, string> {
  return Object.fromEntries(
    bindings.map(({ variable, column }) => [variable, storableText(cells[column] ?? '').trim()]),
  );
}

function nameFrom(cells: readonly string[], { name }: ListHeader): string | null {
  const written = name === null ? '' : storableText(cells[name] ?? '').trim();
  if (written === '') return null;
  return isLonger(written, LONGEST_NAME) ? Array.from(written).slice(0, LONGEST_NAME).join('') : written;
}

/** In characters as people count them, which are taken apart only where that can matter. */
function isLonger(text: string, most: number): boolean {
  return text.length > most && Array.from(text).length > most;
}

function unescaped(cell: string): string {
  return cell.startsWith("'") && ESCAPED.test(cell) ? cell.slice(1) : cell;
}
