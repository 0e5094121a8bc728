import { plainLetters } from '../messaging/plain-words';

/** Which column is what, by the names in the file's first line, where those names do not say so themselves. */
export interface ColumnMapping {
  address?: string;
  name?: string;
  /** The column of each variable of the template. */
  variables?: Readonly<Record<string, string>>;
}

/** What the first line of a list says; columns count from 0. */
export interface ListHeader {
  /** As they are written; a column without a name is `''` and is not read. */
  columns: readonly string[];
  /** The number that a message goes to. */
  address: number;
  name: number | null;
}

export type HeaderRead = { kind: 'header'; header: ListHeader } | { kind: 'refused'; reason: string };

/** How a list of a channel names the column that messages go to. */
export interface AddressNames {
  /** In words: `phone number`. */
  what: string;
  names: readonly string[];
}

export const PHONE_COLUMNS: AddressNames = {
  what: 'phone number',
  names: [
    ...['numero', 'numero_telefono', 'numero_de_telefono', 'numero_celular', 'telefono', 'tel', 'fono'],
    ...['telefono_movil', 'celular', 'cel', 'movil', 'whatsapp', 'numero_whatsapp', 'telefono_whatsapp'],
    ...['phone', 'phone_number', 'phonenumber', 'number', 'mobile', 'mobile_phone', 'cell', 'cell_phone'],
    ...['msisdn', 'telephone', 'whatsapp_number'],
  ],
};

export const CHAT_COLUMNS: AddressNames = {
  what: 'chat id',
  names: ['chat_id', 'chatid', 'chat', 'telegram', 'telegram_id', 'id_telegram', 'id_chat'],
};

const NAME_COLUMNS = [
  ...['nombre', 'nombres', 'nombre_completo', 'nombre_cliente', 'cliente', 'contacto'],
  ...['name', 'full_name', 'fullname', 'first_name', 'contact', 'customer'],
];

/** Finds the columns of a list by their names, in Spanish or English, or by the mapping that is given. */
export function readHeader(
  cells: readonly string[],
  names: AddressNames,
  mapping: ColumnMapping = {},
): HeaderRead {
  const columns = cells.map((cell) => cell.trim());
  const twice = columns.find((column, index) => column !== '' && indexOf(columns, column) !== index);
  if (twice !== undefined) return refused(`The first line names the column ${shown(twice)} twice: keep one.`);
  const address = addressColumn(columns, names, mapping.address);
  if (typeof address === 'string') return refused(address);
  const name = nameColumn(columns, mapping.name);
  if (typeof name === 'string') return refused(name);
  return { kind: 'header', header: { columns, address, name } };
}

/** The place of a column, whatever its capitals, accents and spaces; -1 when there is none. */
export function indexOf(columns: readonly string[], name: string): number {
  const wanted = plainName(name);
  return wanted === '' ? -1 : columns.findIndex((column) => plainName(column) === wanted);
}

/** `Número de teléfono` and `numero_de_telefono` are one name. */
export function plainName(name: string): string {
  return plainLetters(name.trim()).replace(/[\s.-]+/g, '_');
}

/** The column, or what is wrong. */
function addressColumn(
  columns: readonly string[],
  { what, names }: AddressNames,
  mapped: string | undefined,
): number | string {
  if (mapped !== undefined) return mappedColumn(columns, mapped);
  const found = columns.flatMap((column, index) => (names.includes(plainName(column)) ? [index] : []));
  const [only, second] = found;
  if (only === undefined) {
    const there = columns.filter(Boolean).slice(0, 20).map(shown).join(', ') || 'nothing';
    return `No column is the ${what}: name one ${names.slice(0, 2).join(' or ')}, or say which it is. There is ${there}.`;
  }
  if (second === undefined) return only;
  const both = found.map((index) => shown(columns[index] ?? '')).join(' and ');
  return `${both} may each be the ${what}: keep one, or say which it is.`;
}

function nameColumn(columns: readonly string[], mapped: string | undefined): number | null | string {
  if (mapped !== undefined) return mappedColumn(columns, mapped);
  const places = NAME_COLUMNS.map((name) => indexOf(columns, name));
  return places.find((place) => place !== -1) ?? null;
}

function mappedColumn(columns: readonly string[], mapped: string): number | string {
  const place = indexOf(columns, mapped);
  return place === -1 ? noColumn(columns, mapped) : place;
}

/** A column that the file does not have, and those it has. */
export function noColumn(columns: readonly string[], wanted: string): string {
  const there = columns.filter(Boolean).slice(0, 20).map(shown).join(', ');
  return `The file has no column ${shown(wanted)}; it has ${there}.`;
}

function shown(column: string): string {
  const text = Array.from(column).slice(0, 40).join('');
  return `"${text}"`;
}

function refused(reason: string): HeaderRead {
  return { kind: 'refused', reason };
}
