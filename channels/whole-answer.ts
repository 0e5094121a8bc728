import type { Dispatcher } from 'undici';
import type { Answer, Exchange, HttpCall } from './http-exchange';

const MEGABYTE = 1_048_576;

interface Settled {
  resolve(exchange: Exchange): void;
  /** With what undici, the deadline or the caller's signal ended the call by. */
  reject(error: Error): void;
}

/**
 * Reads one answer to its end within its deadline. Undici's own `request` adds a stream and two signals to each
 * call, which together cost as much as the call.
 */
export class WholeAnswer implements Dispatcher.DispatchHandler {
  readonly #call: HttpCall;
  readonly #settled: Settled;
  readonly #deadline: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #brokenOff: Error | undefined;
  #status = 0;
  #headers: Answer['headers'] = {};
  #bytes = 0;

  constructor(call: HttpCall, settled: Settled) {
    this.#call = call;
    this.#settled = settled;
    this.#deadline = setTimeout(() => {
      this.#breakOff(new DOMException('The deadline passed', 'TimeoutError'));
    }, call.timeoutMs);
    if (call.signal?.aborted) this.#cancel();
    else call.signal?.addEventListener('abort', this.#cancel);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // Before a connection was there nothing could be broken off.
    if (this.#brokenOff) controller.abort(this.#brokenOff);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Answer['headers']): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes <= (this.#call.maxBytes ?? MEGABYTE)) this.#chunks.push(chunk);
    else this.#breakOff(new TooLong());
  }

  onResponseEnd(): void {
    this.#finish();
    const [status, headers] = [this.#status, this.#headers];
    const body = this.#chunks.length === 1 ? this.#chunks[0] : undefined;
    const bytes = body ?? Buffer.concat(this.#chunks);
    const isFile = this.#call.wantsBytes === true && status < 300;
    const read = isFile ? { text: '', bytes } : { text: bytes.toString('utf8') };
    this.#settled.resolve({ kind: 'answered', status, headers, ...read });
  }

  onResponseError(_: unknown, error: Error): void {
    this.#finish();
    if (!(error instanceof TooLong)) this.#settled.reject(error);
    else this.#settled.resolve({ kind: 'unanswered', detail: error.message, tooLong: true });
  }

  readonly #cancel = (): void => {
    this.#breakOff(new DOMException('The caller ended it', 'AbortError'));
  };

  #breakOff(error: Error): void {
    this.#brokenOff ??= error;
    this.#controller?.abort(error);
  }

  #finish(): void {
    clearTimeout(this.#deadline);
    this.#call.signal?.removeEventListener('abort', this.#cancel);
  }
}

class TooLong extends Error {
  override message = 'the answer was too long to read';
}
