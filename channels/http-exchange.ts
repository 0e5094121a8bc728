import { Agent } from 'undici';
import { connectionFaultsOf, faultName } from './connection-faults';
import { WholeAnswer } from './whole-answer';

/** One HTTP call to a provider. */
export interface HttpCall {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** The body instead of `body`, when it is no text: a form with a file. */
  bodyBytes?: Uint8Array;
  /** For the whole exchange, the last byte of the answer included. */
  timeoutMs: number;
  /** The longest answer that is read; 1 MB when absent. */
  maxBytes?: number;
  /** Asks for the bytes of a success instead of its text: for files. */
  wantsBytes?: boolean;
  signal?: AbortSignal;
}

/** An HTTP answer, read to its end. */
export interface Answer {
  kind: 'answered';
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** The body as UTF-8; empty when bytes were asked for and the answer is a success. */
  text: string;
  /** The body of a success, when bytes were asked for. */
  bytes?: Buffer;
}

/**
 * What one call came to. `unreached`: no byte of the request left (DNS, refused, TLS). `unanswered`: bytes may
 * have left and no whole answer came back, so only the provider knows; `tooLong` says that it was longer than
 * `maxBytes`, which asking again does not mend.
 */
export type Exchange =
  Answer | { kind: 'unreached'; detail: string } | { kind: 'unanswered'; detail: string; tooLong?: boolean };

/** Performs one call; never throws for what a network does. */
export type HttpExchange = (call: HttpCall) => Promise<Exchange>;

const CONNECT_TIMEOUT_MS = 5_000;

/** A keep-alive HTTP client that makes each call exactly once: no retries, no redirects. */
export function createHttpExchange(): HttpExchange {
  // HTTP/1.1 only: one request a connection, so a failed connection concerns no other request.
  const agent = new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS }, allowH2: false, pipelining: 1 });
  const isConnectionFault = connectionFaultsOf(agent);

  return async (call) => {
    try {
      return await exchange(agent, call);
    } catch (error) {
      return { kind: isConnectionFault(error) ? 'unreached' : 'unanswered', detail: faultName(error) };
    }
  };
}

function exchange(agent: Agent, call: HttpCall): Promise<Exchange> {
  const { origin, pathname, search } = new URL(call.url);
  return new Promise((resolve, reject) => {
    const request = {
      origin,
      path: pathname + search,
      method: call.method,
      headers: call.headers,
      body: call.bodyBytes ?? call.body ?? null,
      // The deadline of the answer covers these: undici's own count only silence, so a dripping answer outlives them.
      headersTimeout: 0,
      bodyTimeout: 0,
    };
    agent.dispatch(request, new WholeAnswer(call, { resolve, reject }));
  });
}
