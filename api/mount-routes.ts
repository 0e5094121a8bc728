import type { Express, Request, RequestHandler, Response } from 'express';
import type { ZodType } from 'zod';
import type { ApiDeps } from './api-deps';
import { authenticate } from './access/authenticate';
import { audited } from './access/audit';
import { refuseCrossSite } from './access/cross-site';
import { limitAccount, limitRequests, limitSignIns } from './access/limit-rate';
import { requireAccess } from './access/require-access';
import { bytesOf, captureBytes } from './middleware/body';
import { noteRefusedWebhook } from './inbound/note-refused-webhook';
import { methodNotAllowed } from './middleware/errors';
import { parseBody, type ParsedBody } from './parse-body';
import { invalidRequest, webhookNotVerified, type Problem } from './problems';
import { sendProblem, sendReply } from './respond';
import { isForCallers, type AnyRequest, type Route, type WebhookVerifier } from './route';

/** Mounts the table; every other method of a mounted address answers 405. Throws on a route that is unsafe. */
export function mountRoutes(app: Express, table: readonly Route[], deps: ApiDeps): void {
  const methods = new Map<string, string[]>();
  const guardsOf = createGuards(deps);
  for (const route of table) {
    refuseUnsafe(route);
    const path = expressPath(route.path);
    methods.set(path, [...(methods.get(path) ?? []), route.method]);
    app[route.method](path, nameRoute(route), ...guardsOf(route), serve(route, deps));
  }
  for (const [path, allowed] of methods) app.all(path, methodNotAllowed(allowed));
}

/** A route that writes must know who is calling, or find out; a webhook knows by its verifier only. */
function refuseUnsafe({ access, method, path }: Route): void {
  const verified = typeof access === 'object' && typeof access.webhook === 'function';
  if (verified || access === 'sign-in' || isForCallers(access)) return;
  if (access === 'public' && method === 'get') return;
  throw new Error(
    `${method.toUpperCase()} ${path} has no scope of domain/access/scopes.ts and no webhook verifier: it cannot be mounted`,
  );
}

/** `/api/programs/{id}` in OpenAPI is `/api/programs/:id` in Express. */
function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

function nameRoute(route: Route): RequestHandler {
  return (req, _res, next) => {
    req.routePath = route.path;
    next();
  };
}

/** What stands before a route: rate limit, breaker, who calls, whether they may. Providers prove every request. */
function createGuards(deps: ApiDeps): (route: Route) => RequestHandler[] {
  const limited = limitRequests(deps);
  const signingIn = [limited, limitSignIns(deps), refuseCrossSite(deps)];
  const known = [limited, authenticate(deps), limitAccount(deps)];
  return ({ access, body }) => {
    if (typeof access === 'object') {
      const limit = body?.type === 'bytes' ? body.maxBytes : undefined;
      return [captureBytes(limit), verifyWebhook(access.webhook, deps)];
    }
    // A CSV and an upload are read by their handlers, as they come.
    const reading = body && 'schema' in body ? [captureBytes()] : [];
    if (access === 'sign-in') return [...signingIn, ...reading];
    if (!isForCallers(access)) return [limited, ...reading];
    return [...known, requireAccess(access), ...reading];
  };
}

function verifyWebhook(verify: WebhookVerifier, deps: ApiDeps): RequestHandler {
  return async (req, res, next) => {
    const request = {
      url: `${deps.publicBaseUrl}${req.originalUrl}`,
      params: req.params as Record<string, string>,
      header: (name: string) => req.get(name),
      rawBody: bytesOf(req),
    };
    if (await verify(request, deps)) next();
    else {
      sendProblem(req, res, webhookNotVerified());
      await noteRefusedWebhook(req, deps);
    }
  };
}

function serve(route: Route, deps: ApiDeps): RequestHandler {
  return async (req, res) => {
    const parsed = parseRequest(route, req);
    if (parsed.kind === 'problem') {
      sendProblem(req, res, parsed);
      return;
    }
    const { params, query, body } = parsed;
    const gone = whenGone(res, deps);
    const request: AnyRequest = {
      accountId: req.caller?.accountId ?? '',
      caller: req.caller,
      address: req.ip ?? '',
      requestId: req.requestId,
      params,
      query,
      body,
      header: (name) => req.get(name),
      get signal() {
        return gone();
      },
      log: req.log,
      takeOver: req.takeOver,
    };
    const answer = await audited({ route, req, body }, deps, () => route.handler(request, deps));
    if (answer.kind === 'problem') sendProblem(req, res, answer);
    else if (answer.kind === 'reply') await sendReply(res, route.response, answer);
  };
}

interface ParsedRequest {
  kind: 'parsed';
  params: unknown;
  query: unknown;
  body: unknown;
}

function parseRequest(route: Route, req: Request): ParsedRequest | Problem {
  const params = parsePart(route.params, req.params, 'params');
  if (params.kind === 'problem') return params;
  const query = parsePart(route.query, req.query, 'query');
  if (query.kind === 'problem') return query;
  const body = route.body === undefined ? NOTHING : parseBody(req, route.body);
  if (body.kind === 'problem') return body;
  return { kind: 'parsed', params: params.value, query: query.value, body: body.value };
}

const NOTHING: ParsedBody = { kind: 'parsed', value: undefined };

function parsePart(schema: ZodType | undefined, value: unknown, part: 'params' | 'query') {
  if (schema === undefined) return NOTHING;
  const parsed = schema.safeParse(value);
  if (!parsed.success) return invalidRequest(parsed.error, part);
  return { kind: 'parsed' as const, value: parsed.data };
}

/** Made for the few handlers that look: each one is aborted in the end, with an exception that has to be made too. */
function whenGone(res: Response, { stopping }: ApiDeps): () => AbortSignal {
  let made: AbortSignal | undefined;
  return () => (made ??= AbortSignal.any([callerGone(res), stopping]));
}

function callerGone(res: Response): AbortSignal {
  const controller = new AbortController();
  // Who looks late may find the caller gone already.
  if (res.closed) controller.abort();
  else res.once('close', () => controller.abort());
  return controller.signal;
}
