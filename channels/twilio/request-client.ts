import RequestClient from 'twilio/lib/base/RequestClient';
import Response from 'twilio/lib/http/response';
import type { Answer, Exchange, HttpExchange } from '../http-exchange';

/** A call of the SDK that came to no usable answer; the exchange says how. */
export class TwilioCallFailed extends Error {
  readonly exchange: Exchange;
  constructor(exchange: Exchange) {
    super(exchange.kind === 'answered' ? `Twilio answered ${exchange.status}` : `Twilio: ${exchange.detail}`);
    this.name = 'TwilioCallFailed';
    this.exchange = exchange;
  }
}

export interface RequestClientSettings {
  exchange: HttpExchange;
  timeoutMs: number;
  /** A Twilio-shaped API to call instead of api.twilio.com. */
  apiBaseUrl?: string | undefined;
}

/**
 * The SDK's HTTP layer over our own client. The SDK's own reports neither Retry-After nor whether any byte
 * left, and those two decide whether a message may be sent again. It only asks: messages are made by create-message.ts.
 */
export class ExchangeRequestClient extends RequestClient {
  readonly #settings: RequestClientSettings;
  constructor(settings: RequestClientSettings) {
    super({ timeout: settings.timeoutMs, autoRetry: false });
    this.#settings = settings;
  }

  override async request<TData>(options: RequestClient.RequestOptions<TData>): Promise<Response<TData>> {
    const { exchange, apiBaseUrl, timeoutMs } = this.#settings;
    const result = await exchange({
      method: 'GET',
      url: addressOf(options.uri, options.params ?? {}, apiBaseUrl),
      headers: { ...textHeaders(options.headers), authorization: basicAuth(options) },
      timeoutMs,
    });
    if (result.kind !== 'answered' || result.status >= 300) throw new TwilioCallFailed(result);
    return new Response(result.status, readObject(result) as TData, result.headers);
  }
}

/** A 2xx whose body is not a JSON object tells nothing of what was created. */
function readObject(answer: Answer): object {
  try {
    const body: unknown = JSON.parse(answer.text);
    if (typeof body === 'object' && body !== null) return body;
  } catch {
    // Falls through to the same verdict: not an answer.
  }
  throw new TwilioCallFailed({ kind: 'unanswered', detail: 'the answer could not be read' });
}

function addressOf(uri: string, params: object, apiBaseUrl: string | undefined): string {
  const url = new URL(uri);
  const query = queryOf(params) || url.search.slice(1);
  const base = apiBaseUrl === undefined ? url.origin : apiBaseUrl.replace(/\/+$/, '');
  return base + url.pathname + (query && `?${query}`);
}

function queryOf(fields: object): string {
  const pairs = Object.entries(fields).flatMap(([name, value]: [string, unknown]) =>
    (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, String(one)]),
  );
  return new URLSearchParams(pairs).toString();
}

function textHeaders(headers: object = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

function basicAuth({ username = '', password = '' }: { username?: string; password?: string }): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
