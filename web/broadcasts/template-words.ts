const PLACE = /\{\{\s*([\p{L}\p{N}_]+)\s*\}\}/gu;
const NO_PLACE = /[^\p{L}\p{N}_]/gu;

/** The names that a text has places for, each once, in order. */
export function placesIn(text: string): string[] {
  return [...new Set([...text.matchAll(PLACE)].map(([, name = '']) => name))];
}

/** What a column may be called in a text: `Número de teléfono` is `numero_de_telefono`. */
export function placeOf(column: string): string {
  return plain(column).replace(NO_PLACE, '');
}

/** The column that gives a place its value: the one that was chosen, or the one of its name; null for none. */
export function columnOf(
  place: string,
  columns: readonly string[],
  chosen: Readonly<Record<string, string>>,
): string | null {
  return chosen[place] ?? columns.find((column) => plain(column) === plain(place)) ?? null;
}

/** The text with the values of one row; a place without a column stays as it is written. */
export function filled(text: string, valueOf: (place: string) => string | null): string {
  return text.replace(PLACE, (written, place: string) => valueOf(place) ?? written);
}

/** Without capitals, accents and spaces, as the API compares names of columns. */
function plain(name: string): string {
  return name
    .trim()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s.-]+/g, '_');
}
