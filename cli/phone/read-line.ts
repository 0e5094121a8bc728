/** What somebody at the phone asks for with one line. */
export type TypedLine =
  | { kind: 'nothing' }
  | { kind: 'quit' }
  | { kind: 'text'; text: string }
  /** An option by its id, its number or its words. */
  | { kind: 'pick'; wanted: string }
  | { kind: 'file'; path: string };

export const PHONE_COMMANDS = '/photo <file> sends a file, /pick <option> taps one, /quit leaves';

/** Reads a line; whatever is no command of the phone is a message, such as Telegram's /start. */
export function readLine(line: string): TypedLine {
  const text = line.trim();
  if (text === '') return { kind: 'nothing' };
  if (text === '/quit') return { kind: 'quit' };
  const [, command, rest = ''] = /^\/(photo|file|pick)(?:\s+(.*))?$/.exec(text) ?? [];
  const wanted = rest.trim();
  if (command === undefined) return { kind: 'text', text };
  if (wanted === '') throw new Error(`/${command} needs something after it: ${PHONE_COMMANDS}.`);
  return command === 'pick' ? { kind: 'pick', wanted } : { kind: 'file', path: unquoted(wanted) };
}

/** A path that a terminal wrote in quotes, as it does for one that is dropped on it. */
function unquoted(path: string): string {
  return /^(["'])(.*)\1$/.exec(path)?.[2] ?? path;
}
