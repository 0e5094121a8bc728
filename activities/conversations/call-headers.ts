import type { HeaderValue } from '../../domain/conversations/steps';

export type Secrets = ReadonlyMap<string, string>;

export type CallHeaders =
  | { kind: 'headers'; headers: Record<string, string> }
  /** The reason names a secret or a header, never what is in it. */
  | { kind: 'failed'; reason: string };

const HEADER_NAME = /^[A-Za-z0-9-]{1,100}$/;
const MAX_VALUE_LENGTH = 8192;

/** The names of the secrets that headers ask for. */
export function secretNames(headers: Record<string, HeaderValue>): string[] {
  return Object.values(headers).flatMap((value) => (typeof value === 'string' ? [] : [value.secret]));
}

/** The headers of a call with its secrets in place; whatever they hold, each stays one header. */
export function callHeaders(headers: Record<string, HeaderValue>, secrets: Secrets): CallHeaders {
  const made = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    if (!HEADER_NAME.test(name)) return failed('a header has a name that cannot be sent');
    if (typeof value === 'string') {
      // A line break would begin another header.
      made.set(name.toLowerCase(), asSent(value.replace(/\p{Cc}/gu, ' ')));
      continue;
    }
    const secret = secrets.get(value.secret);
    if (secret === undefined) return failed(`the bot has no secret ${value.secret}`);
    // Changed in any way it would be another secret.
    if (/\p{Cc}/u.test(secret)) return failed(`the secret ${value.secret} has characters no header may have`);
    made.set(name.toLowerCase(), asSent(`${value.prefix ?? ''}${secret}`));
  }
  return { kind: 'headers', headers: Object.fromEntries(made) };
}

/** As UTF-8, each byte a character, as HTTP sends them. */
function asSent(value: string): string {
  return Buffer.from(value.slice(0, MAX_VALUE_LENGTH), 'utf8').toString('latin1');
}

function failed(reason: string): CallHeaders {
  return { kind: 'failed', reason };
}
