import type { BroadcastContent } from './broadcast';

/** The message of one recipient: the broadcast's with this person's variables. */
export function messageFor(
  content: BroadcastContent,
  variables: Readonly<Record<string, string>>,
): BroadcastContent {
  if (content.kind === 'template') {
    return { ...content, variables: { ...content.variables, ...pick(content, variables) } };
  }
  return { ...content, text: filled(content.text, variables) };
}

/** The names a text has places for, each once, in order. */
export function placesIn(text: string): string[] {
  return [...new Set([...text.matchAll(PLACE)].map((match) => match[1] ?? ''))];
}

const PLACE = /\{\{\s*([\p{L}\p{N}_]+)\s*\}\}/gu;

function filled(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(PLACE, (place, name: string) =>
    Object.hasOwn(variables, name) ? String(variables[name]) : place,
  );
}

/** A provider refuses variables that its template has no place for; without a preview all are passed on. */
function pick(content: { preview?: string }, variables: Readonly<Record<string, string>>) {
  if (content.preview === undefined) return variables;
  const places = new Set(placesIn(content.preview));
  return Object.fromEntries(Object.entries(variables).filter(([name]) => places.has(name)));
}
