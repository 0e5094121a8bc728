import { Readable } from 'node:stream';
import { Agent, fetch } from 'undici';
import type { RequestInit } from 'undici';
import type { z } from 'zod';
import { ApiUnreachable, readRefusal } from './api-refusal';

export type Query = Readonly<Record<string, string | number | undefined>>;

export interface ApiRequest<S extends z.ZodType> {
  path: string;
  /** What the answer must look like; its type is the result's. */
  schema: S;
  query?: Query;
  signal?: AbortSignal;
}

export interface ApiCommand<S extends z.ZodType> extends ApiRequest<S> {
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

export interface Upload<S extends z.ZodType> extends ApiRequest<S> {
  contentType: string;
  stream: Readable;
}

export type ApiClient = ReturnType<typeof createApiClient>;

/** An import of a large file is answered when its last contact is enrolled, however long that takes. */
const PATIENT = { headersTimeout: 0, bodyTimeout: 0 };

/** Calls Hilo's API as the holder of a key. A refusal throws `ApiRefusal`, silence `ApiUnreachable`. */
export function createApiClient(target: { url: string; apiKey: string }) {
  const dispatcher = new Agent(PATIENT);
  const call = async (method: string, path: string, init: RequestInit & { query?: Query | undefined }) => {
    const { query, headers, ...rest } = init;
    const url = addressOf(target.url, path, query);
    const response = await fetch(url, {
      ...rest,
      dispatcher,
      method,
      headers: { ...headersOf(headers), 'x-api-key': target.apiKey },
    }).catch((error: unknown) => {
      init.signal?.throwIfAborted();
      throw new ApiUnreachable(target.url, error);
    });
    if (!response.ok) throw await readRefusal(response);
    return response;
  };

  const send = async <S extends z.ZodType>(method: string, command: ApiCommand<S>): Promise<z.output<S>> => {
    const { path, schema, query, signal, body, headers = {} } = command;
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const abort = signal === undefined ? {} : { signal };
    const response = await call(method, path, { query, headers: { ...type, ...headers }, ...json, ...abort });
    return parsed(schema, response.status === 204 ? undefined : await response.json());
  };

  return {
    url: target.url,
    get: <S extends z.ZodType>(request: ApiRequest<S>) => send('GET', request),
    post: <S extends z.ZodType>(command: ApiCommand<S>) => send('POST', command),
    put: <S extends z.ZodType>(command: ApiCommand<S>) => send('PUT', command),
    /** A DELETE that answers what there was. */
    deleteTelling: <S extends z.ZodType>(request: ApiRequest<S>) => send('DELETE', request),
    async delete(path: string): Promise<void> {
      await call('DELETE', path, {});
    },

    /** Sends a stream as it is read; nothing of it is kept in memory. */
    async upload<S extends z.ZodType>({
      path,
      schema,
      query,
      contentType,
      stream,
    }: Upload<S>): Promise<z.output<S>> {
      const init = { query, body: stream, duplex: 'half' as const, headers: { 'content-type': contentType } };
      return parsed(schema, await (await call('POST', path, init)).json());
    },

    /** The bytes of an answer as they come. */
    async download(path: string): Promise<Readable> {
      const { body } = await call('GET', path, {});
      return body === null ? Readable.from([]) : Readable.fromWeb(body);
    },
  };
}

function addressOf(base: string, path: string, query: Query = {}): URL {
  const url = new URL(`${base.replace(/\/$/, '')}${path}`);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

function headersOf(headers: RequestInit['headers']): Record<string, string> {
  return headers === undefined ? {} : (headers as Record<string, string>);
}

function parsed<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const where = result.error.issues[0]?.path.map(String).join('.') ?? '';
  throw new Error(
    `The API answered what this version of hilo does not understand (${where}): are both of the same version?`,
  );
}
