import type { Readable } from 'node:stream';
import type { WebSocket } from 'ws';
import type { z } from 'zod';
import type { Change } from '../db/repositories/audit-log';
import type { Caller, OperatorCaller } from '../domain/access/caller';
import { SCOPES, type Scope } from '../domain/access/scopes';
import type { Logger } from '../observability/logger';
import type { ApiDeps } from './api-deps';
import type { ListUpload } from './middleware/list-upload';
import type { Upload } from './middleware/upload';
import type { Problem, ProblemCode } from './problems';

export type HttpMethod = 'get' | 'post' | 'put' | 'delete';

/** What a verifier may look at: the address as the caller was told it, its parts, the headers, the bytes as they came. */
export interface WebhookRequest {
  /** PUBLIC_BASE_URL and the path with its query, never what a Host header says. */
  url: string;
  /** The parts of the path, as they were written: nothing has looked at them yet. */
  params: Readonly<Record<string, string>>;
  header(name: string): string | undefined;
  rawBody: Buffer;
}

/**
 * True when the request comes from the provider. Must not fail for anything a stranger can send, only for a store
 * that is away.
 */
export type WebhookVerifier = (request: WebhookRequest, deps: ApiDeps) => boolean | Promise<boolean>;

/** Accesses at which it is known who calls: whoever has a scope, any operator, one who looks after the platform. */
export type KnownCaller = Scope | 'operator' | 'super-admin';

/**
 * Who may call a route: known callers; whoever is about to prove in the body who they are (`sign-in`); anybody,
 * reading only; or a provider that proves itself.
 */
export type Access = KnownCaller | 'sign-in' | 'public' | { webhook: WebhookVerifier };

/** Whether a route is for callers that are known, and not for strangers or providers. */
export function isForCallers(access: Access): access is KnownCaller {
  return (
    typeof access === 'string' && (access in SCOPES || access === 'operator' || access === 'super-admin')
  );
}

type CallerAt<A> = A extends Scope ? Caller : A extends KnownCaller ? OperatorCaller : undefined;

/**
 * How a body is read. A CSV is a stream of at most 20 MB; an upload is one file, in a form or as the body itself;
 * a list goes to the disk; bytes are given to the handler as they came, of whatever type; the others are at most
 * 1 MB and parsed once.
 */
export type BodySpec =
  | { type: 'json' | 'form'; schema: z.ZodType }
  | { type: 'csv' }
  | ListSpec
  | { type: 'upload'; maxBytes: number }
  | { type: 'bytes'; contentType: string; maxBytes: number };

/** A list with what is to be done with it: a form, or the file itself with the fields in the query. */
export interface ListSpec {
  type: 'list';
  /** What the form holds beside its file, for the document. */
  fields: z.ZodType;
  /** The name that the document gives the file; any is taken. */
  fileField: string;
}

/** One JSON value that fits the schema; write objects as strict ones, so that unknown fields are refused. */
export function json<S extends z.ZodType>(schema: S): { type: 'json'; schema: S } {
  return { type: 'json', schema };
}

/** An `application/x-www-form-urlencoded` body, each field once. */
export function form<S extends z.ZodType>(schema: S): { type: 'form'; schema: S } {
  return { type: 'form', schema };
}

/**
 * What a route answers when all is well: JSON of a schema, a body of a type, or nothing. A reply with a
 * content-type of its own keeps it.
 */
export type ResponseSpec =
  | { status: number; description: string; schema: z.ZodType }
  | { status: number; description: string; contentType: string }
  | { status: 101 | 204; description: string };

/** What a handler gets for a schema. */
export type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
type ParsedBody<B> = B extends { schema: infer S }
  ? Parsed<S>
  : B extends { type: 'csv' }
    ? Readable
    : B extends { type: 'upload' }
      ? Upload
      : B extends ListSpec
        ? ListUpload
        : B extends { type: 'bytes' }
          ? Buffer
          : undefined;
export type ReplyBody<R> = R extends { schema: infer S extends z.ZodType }
  ? z.input<S>
  : R extends { contentType: string }
    ? string | Buffer | Readable
    : undefined;

/** A request that passed access control and whose parts fit their schemas. */
export interface RouteRequest<A = Access, P = unknown, Q = unknown, B = unknown> {
  /** The account of the caller; webhooks and public routes have none. */
  accountId: A extends KnownCaller ? string : undefined;
  caller: CallerAt<A>;
  /** The network address that asks. */
  address: string;
  /** In every log line of the request, in problems and in the audit log. */
  requestId: string;
  params: P;
  query: Q;
  body: B;
  header(name: string): string | undefined;
  /** Aborts when the caller goes away or the server stops. */
  signal: AbortSignal;
  log: Logger;
  /** Takes the connection over as a WebSocket; absent unless the caller asks for one. */
  takeOver?: (() => Promise<WebSocket>) | undefined;
}

/** What a handler answers that has taken the connection over. */
export const TAKEN_OVER = { kind: 'taken-over' } as const;

export interface Reply<T = unknown> {
  kind: 'reply';
  body: T;
  /** Other than the route's own status, such as 200 for a repeated request. */
  status?: number;
  headers?: Record<string, string>;
  /** For the audit log, what the names of the sent fields do not tell. */
  change?: Change;
}

export function reply<T>(body: T, extra: Omit<Reply, 'kind' | 'body'> = {}): Reply<T> {
  return { ...extra, kind: 'reply', body };
}

export interface RouteDefinition<
  A extends Access,
  P extends z.ZodType | undefined,
  Q extends z.ZodType | undefined,
  B extends BodySpec | undefined,
  R extends ResponseSpec,
> {
  method: HttpMethod;
  /** OpenAPI form: `/api/programs/{id}`. */
  path: `/${string}`;
  operationId: string;
  summary: string;
  /** The feature, and the heading in /docs. */
  tag: string;
  access: A;
  params?: P;
  query?: Q;
  body?: B;
  /** Headers the route reads, for the document; values say what they are for. */
  headers?: Record<string, { required: boolean; description: string }>;
  /** What the handler itself may refuse with, for the document. */
  refusals?: ProblemCode[];
  response: R;
  handler(
    request: RouteRequest<A, Parsed<P>, Parsed<Q>, ParsedBody<B>>,
    deps: ApiDeps,
  ): Promise<Reply<ReplyBody<R>> | typeof TAKEN_OVER | Problem>;
}

/** A request as its parts were parsed, before a route's own types say what they are. */
export type AnyRequest = Omit<RouteRequest, 'accountId' | 'caller'> & {
  accountId: string;
  caller: Caller | undefined;
};

/** A route whose types have been checked by `defineRoute` and can stand in one table with the others. */
export interface Route {
  method: HttpMethod;
  path: `/${string}`;
  operationId: string;
  summary: string;
  tag: string;
  access: Access;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: BodySpec;
  headers?: Record<string, { required: boolean; description: string }>;
  refusals?: ProblemCode[];
  response: ResponseSpec;
  handler(request: AnyRequest, deps: ApiDeps): Promise<Reply | typeof TAKEN_OVER | Problem>;
}

/**
 * Declares a route: its schemas type the handler, feed the OpenAPI document and parse the request.
 * @example defineRoute({ method: 'get', path: '/api/account', access: 'account:read', … })
 */
export function defineRoute<
  const A extends Access,
  R extends ResponseSpec,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends BodySpec | undefined = undefined,
>(definition: RouteDefinition<A, P, Q, B, R>): Route {
  // The handler's own types end here: mount-routes calls it only with what its schemas and access gave.
  return definition as unknown as Route;
}
