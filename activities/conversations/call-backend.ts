import { setTimeout as sleep } from 'node:timers/promises';
import type { CallRequest } from '../../domain/conversations/conversation';
import type { CallHeaders, Secrets } from './call-headers';
import { callHeaders, secretNames } from './call-headers';
import type { CallAnswer, CallBackend } from './conversations-deps';
import { readAnswerBody } from './read-answer-body';
import type { SafeExchange, SafeHttp, SafeHttpCall } from './safe-http';

export interface BackendCallDeps {
  http: SafeHttp;
  /** The values of a bot's secrets by name; one that it does not have is missing from the map. */
  secretsOf(accountId: string, botId: string, names: readonly string[]): Promise<Secrets>;
  /** Milliseconds between two tries. */
  pause?: (ms: number) => Promise<unknown>;
}

/** More than the largest answer a conversation has use for, and little enough to travel. */
const MAX_ANSWER_BYTES = 262_144;
const MAX_BODY_LENGTH = 262_144;
const MOST_RETRIES = 5;
const FIRST_PAUSE_MS = 250;

/**
 * Calls backends for call steps. Tries again after network faults and 5xx answers, each time under the same
 * idempotency key; reasons of failures hold neither addresses nor secrets.
 */
export function createBackendCalls(deps: BackendCallDeps): CallBackend {
  const pause = deps.pause ?? sleep;
  return async ({ accountId, botId, request, idempotencyKey }) => {
    const made = await headersOf(deps, { accountId, botId, request });
    if (made.kind === 'failed') return made;
    const call = httpCall(request, { 'idempotency-key': idempotencyKey, ...made.headers });
    if (call === null) return failed('the body is too long to send');
    const tries = 1 + Math.min(request.retries, MOST_RETRIES);
    let exchange = await tryOnce(deps.http, call);
    for (let tried = 1; tried < tries && isWorthAnother(exchange); tried += 1) {
      await pause(FIRST_PAUSE_MS * 2 ** (tried - 1));
      exchange = await tryOnce(deps.http, call);
    }
    return answerOf(exchange);
  };
}

async function headersOf(
  { secretsOf }: BackendCallDeps,
  { accountId, botId, request }: { accountId: string; botId: string; request: CallRequest },
): Promise<CallHeaders> {
  const names = [...new Set(secretNames(request.headers))];
  try {
    const secrets: Secrets = names.length > 0 ? await secretsOf(accountId, botId, names) : new Map();
    return callHeaders(request.headers, secrets);
  } catch {
    // Whatever could not be read or decrypted, its error may hold a part of it.
    return { kind: 'failed', reason: `the secrets ${names.join(', ')} could not be read` };
  }
}

/** Null when the body is too long. */
function httpCall(
  { method, url, body, timeoutMs }: CallRequest,
  headers: Record<string, string>,
): SafeHttpCall | null {
  const base = { method, url, timeoutMs, maxBytes: MAX_ANSWER_BYTES };
  const accepting = { accept: 'application/json', ...headers };
  if (body === undefined || method === 'GET') return { ...base, headers: accepting };
  const json = JSON.stringify(body);
  if (json.length > MAX_BODY_LENGTH) return null;
  return { ...base, headers: { 'content-type': 'application/json', ...accepting }, body: json };
}

async function tryOnce(http: SafeHttp, call: SafeHttpCall): Promise<SafeExchange> {
  try {
    return await http(call);
  } catch {
    return { kind: 'unreached', detail: 'the request cannot be sent', refused: true };
  }
}

function isWorthAnother(exchange: SafeExchange): boolean {
  if (exchange.kind === 'answered') return exchange.status >= 500;
  if (exchange.refused === true) return false;
  return exchange.kind === 'unreached' || exchange.tooLong !== true;
}

function answerOf(exchange: SafeExchange): CallAnswer {
  if (exchange.kind !== 'answered') return failed(exchange.detail);
  const reading = readAnswerBody(exchange.text);
  if (reading.kind === 'too-deep') return failed('the answer is nested too deeply');
  return { kind: 'answered', status: exchange.status, body: reading.body };
}

function failed(reason: string): Extract<CallAnswer, { kind: 'failed' }> {
  return { kind: 'failed', reason };
}
