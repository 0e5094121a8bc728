import type { Exchange } from './http-exchange';

/** What a provider says of credentials, asked in a way that sends and changes nothing. */
export type AccessCheck =
  /** They work; the provider calls their owner so. */
  | { kind: 'works'; name: string }
  /** It will refuse them again. */
  | { kind: 'refused'; detail: string }
  /** It could not be asked just now. */
  | { kind: 'no-answer'; detail: string };

interface Asked {
  provider: string;
  /** The owner's name in the answer's JSON; null where it is not what was asked for. */
  nameIn: (body: unknown) => string | null;
}

/** Reads the answer to a question that only whoever has the credentials may ask. */
export function readAccess(exchange: Exchange, { provider, nameIn }: Asked): AccessCheck {
  if (exchange.kind === 'unreached') return later(`${provider} could not be reached: ${exchange.detail}`);
  if (exchange.kind === 'unanswered') return later(`${provider} gave no answer: ${exchange.detail}`);
  const { status, text } = exchange;
  if (status >= 500 || status === 408 || status === 429) return later(`${provider} answered ${status}`);
  if (status !== 200)
    return { kind: 'refused', detail: `${provider} refuses the credentials: it answered ${status}` };
  const name = nameIn(jsonIn(text));
  return name === null ? later(`${provider} gave an answer that says nothing`) : { kind: 'works', name };
}

function later(detail: string): AccessCheck {
  return { kind: 'no-answer', detail };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
