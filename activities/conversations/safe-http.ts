import { Agent, buildConnector, request } from 'undici';
import type { Dispatcher } from 'undici';
import { connectionFaultsOf, faultName } from '../../channels/connection-faults';
import type { Answer, Exchange, HttpCall } from '../../channels/http-exchange';
import type { CallRequest } from '../../domain/conversations/conversation';
import { LONGEST_CALL_MS } from '../../domain/conversations/duration';
import type { AddressPolicy } from './address-policy';
import { createAddressPolicy } from './address-policy';
import type { Connect, Resolve } from './checked-connect';
import { AddressRefused, createCheckedConnect, systemResolve } from './checked-connect';
import { readBounded } from './read-bounded';
import { redirectTarget, redirected } from './redirects';

/** A call to an address that somebody else wrote. */
export interface SafeHttpCall extends Omit<HttpCall, 'method'> {
  method: CallRequest['method'];
}

/** As any exchange; `refused` says that the address or a redirect was, so that trying again is of no use. */
export type SafeExchange = Answer | (Exclude<Exchange, Answer> & { refused?: true });

/** Performs one call to a public address; never throws for what a network, a server or an address does. */
export type SafeHttp = (call: SafeHttpCall) => Promise<SafeExchange>;

export interface SafeHttpDeps {
  /** `host:port` entries that may be private and without TLS. */
  allowedHosts: readonly string[];
  resolve?: Resolve;
  /** How a checked address is connected to. */
  connect?: Connect;
  /** The most a call may take, its redirects included, whatever it asks for. */
  maxTimeoutMs?: number;
}

const MOST_REDIRECTS = 3;
const MEGABYTE = 1_048_576;
const CONNECT_TIMEOUT_MS = 5_000;
/** The connection's own business; a Host of another name would reach another site of the same server. */
const OWN_HEADERS =
  /^(host|connection|content-length|transfer-encoding|upgrade|keep-alive|te|trailer|expect|accept-encoding|proxy-.*)$/i;

/**
 * HTTP for addresses that scenarios name: https and public hosts only, whatever names resolve to and redirects lead
 * to, with at most 3 redirects, 10 seconds and 1 MB.
 */
export function createSafeHttp(deps: SafeHttpDeps): SafeHttp {
  const policy = createAddressPolicy(deps.allowedHosts);
  const connect = deps.connect ?? buildConnector({ timeout: CONNECT_TIMEOUT_MS, allowH2: false });
  const agent = new Agent({
    connect: createCheckedConnect(policy, deps.resolve ?? systemResolve, connect),
    allowH2: false,
    pipelining: 1,
  });
  const isConnectionFault = connectionFaultsOf(agent);

  return async (call) => {
    const deadline = AbortSignal.timeout(Math.min(call.timeoutMs, deps.maxTimeoutMs ?? LONGEST_CALL_MS));
    const signal = call.signal ? AbortSignal.any([deadline, call.signal]) : deadline;
    const way: Way = { policy, agent, signal, hops: 0 };
    try {
      return await follow(way, call);
    } catch (error) {
      const kind = isConnectionFault(error) && way.hops === 0 ? 'unreached' : 'unanswered';
      return error instanceof AddressRefused
        ? { kind, detail: error.message, refused: true }
        : { kind, detail: faultName(error) };
    }
  };
}

interface Way {
  policy: AddressPolicy;
  agent: Agent;
  signal: AbortSignal;
  /** Redirects followed so far. */
  hops: number;
}

async function follow(way: Way, first: SafeHttpCall): Promise<SafeExchange> {
  let call = first;
  for (;;) {
    const checked = way.policy.checkUrl(call.url);
    if (checked.kind === 'refused') return refusal(way, checked.reason);
    const answer = await send(way, checked.url, call);
    const target = redirectTarget(answer.statusCode, answer.headers['location'], checked.url);
    if (target === null) return readAnswer(answer, call);
    await answer.body.dump({ limit: 16_384, signal: way.signal });
    way.hops += 1;
    if (way.hops > MOST_REDIRECTS) return refusal(way, `more than ${MOST_REDIRECTS} redirects`);
    call = redirected(call, answer.statusCode, target);
  }
}

function send({ agent, signal }: Way, url: URL, call: SafeHttpCall): Promise<Dispatcher.ResponseData> {
  const headers = Object.entries(call.headers).filter(([name]) => !OWN_HEADERS.test(name));
  return request(url, {
    dispatcher: agent,
    method: call.method,
    headers: { 'user-agent': 'Hilo', ...Object.fromEntries(headers), 'accept-encoding': 'identity' },
    body: call.bodyBytes ?? call.body ?? null,
    signal,
    // The deadline covers these: undici's own count only silence, so a dripping answer outlives them.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

async function readAnswer(
  { statusCode: status, headers, body }: Dispatcher.ResponseData,
  { maxBytes = MEGABYTE, wantsBytes }: SafeHttpCall,
): Promise<SafeExchange> {
  const encoding = headers['content-encoding'] ?? '';
  const content = await readBounded(body, String(encoding), Math.min(maxBytes, MEGABYTE));
  if (content.kind === 'too-long') {
    return { kind: 'unanswered', detail: 'the answer was too long to read', tooLong: true };
  }
  if (content.kind === 'unreadable') {
    return { kind: 'unanswered', detail: 'the answer has an encoding that is not read' };
  }
  const { bytes } = content;
  if (wantsBytes === true && status < 300) return { kind: 'answered', status, headers, text: '', bytes };
  return { kind: 'answered', status, headers, text: bytes.toString('utf8') };
}

function refusal({ hops }: Way, detail: string): SafeExchange {
  return { kind: hops === 0 ? 'unreached' : 'unanswered', detail, refused: true };
}
