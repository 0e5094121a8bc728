import type { z } from 'zod';

/** What can go wrong with a request, by its stable code: status, title, and what the caller can do about it. */
export const PROBLEMS = {
  invalid_request: {
    status: 400,
    title: 'The request is not valid',
    hint: 'Correct the fields listed in errors and send the request again. Nothing was changed.',
  },
  malformed_json: {
    status: 400,
    title: 'The body is not valid JSON',
    hint: 'Send one JSON value, UTF-8 encoded. Nothing was changed.',
  },
  unauthenticated: {
    status: 401,
    title: 'It is not known who asks',
    hint: 'Send a valid key in the header x-api-key (npm start prints where the first one is kept), or sign in.',
  },
  sign_in_refused: {
    status: 401,
    title: 'What was given opens nothing',
    hint: 'Check login and password, or sign in again. Who lost a password asks an admin of the account for a new one.',
  },
  not_allowed: {
    status: 403,
    title: 'The caller may not do this',
    hint: 'Use a key with the scope, or an operator of a role, that /docs names for this address. Nothing was changed.',
  },
  cross_site: {
    status: 403,
    title: 'A page of another site made the browser ask',
    hint: 'Ask from the page that this server serves, or with an API key. Nothing was changed.',
  },
  webhook_not_verified: {
    status: 403,
    title: 'The webhook could not be verified',
    hint: 'Check the shared secret, and that PUBLIC_BASE_URL is exactly the address the provider calls.',
  },
  foreign_origin: {
    status: 403,
    title: 'The page is of another site',
    hint: 'Connect from a page of this server, or from a program with an API key.',
  },
  not_found: {
    status: 404,
    title: 'There is no such thing',
    hint: 'Check the id: it must belong to the account of your API key.',
  },
  unknown_route: {
    status: 404,
    title: 'There is no such address',
    hint: 'See /docs for every address of this API.',
  },
  method_not_allowed: {
    status: 405,
    title: 'The address does not take this method',
    hint: 'Use one of the methods in the Allow header; see /docs.',
  },
  conflict: {
    status: 409,
    title: 'The request does not fit the present state',
    hint: 'Read the present state, then decide whether the request still makes sense.',
  },
  slot_taken: {
    status: 409,
    title: 'The time cannot be had',
    hint: 'List the free slots again and choose the beginning of one. Nothing was changed.',
  },
  body_too_large: {
    status: 413,
    title: 'The body is too large',
    hint: 'Send at most 1 MB, 16 MB for a media file (5 MB for an image), 20 MB for a CSV import; a broadcast takes longer lists.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The body has the wrong content type',
    hint: 'Send the content type that /docs names for this address, without content-encoding.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'The Idempotency-Key was used for another request',
    hint: 'Use a new key for a new request, or repeat the first request unchanged.',
  },
  too_many_requests: {
    status: 429,
    title: 'Too many requests',
    hint: 'Wait for as many seconds as the header Retry-After says, then go on. Nothing was changed.',
  },
  upgrade_required: {
    status: 426,
    title: 'The address speaks WebSocket only',
    hint: 'Connect with a WebSocket client; docs/live-updates.md says what it is told.',
  },
  internal_error: {
    status: 500,
    title: 'Something failed on our side',
    hint: 'Try again; if it goes on, give the request id to whoever runs this server.',
  },
  calendar_away: {
    status: 503,
    title: 'The connected calendar does not answer',
    hint: 'Look at /api/calendar/connection: connect the calendar again where it was revoked, else try again in a minute.',
  },
  unavailable: {
    status: 503,
    title: 'A service that this needs is away',
    hint: 'Try again in a few seconds; /readyz says which service is missing.',
  },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** One wrong field: where it is (`sessions.0.days.2.title`) and what is wrong with it. */
export interface FieldError {
  path: string;
  message: string;
}

/** A refusal as a value: handlers return it, one place turns it into RFC 9457 problem details. */
export interface Problem {
  kind: 'problem';
  code: ProblemCode;
  detail: string;
  errors?: FieldError[];
  headers?: Record<string, string>;
}

export function problem(code: ProblemCode, detail: string, extra: Partial<Problem> = {}): Problem {
  return { ...extra, kind: 'problem', code, detail };
}

/** The answer for an id that does not exist or belongs to another account: the two look the same. */
export function notFound(what: string): Problem {
  return problem('not_found', `There is no ${what} with this id.`);
}

/** The one answer to a webhook that proves nothing, whether its bot exists or not. */
export function webhookNotVerified(): Problem {
  return problem('webhook_not_verified', 'The signature or secret is missing or wrong.');
}

/** A schema's complaints as a problem; `prefix` says which part of the request was read. */
export function invalidRequest(error: z.ZodError, part: 'params' | 'query' | 'body'): Problem {
  const errors = error.issues.flatMap((issue) => fieldErrors(issue, []));
  const first = errors[0];
  const detail = first === undefined ? `The ${part} is wrong.` : `${first.path || part}: ${first.message}`;
  return problem('invalid_request', detail, { errors: errors.slice(0, 100) });
}

/** A union's own message says nothing: the branch that came closest says what is wrong. */
function fieldErrors(issue: z.core.$ZodIssue, parents: PropertyKey[]): FieldError[] {
  const path = [...parents, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) {
    return [{ path: path.map(String).join('.'), message: issue.message }];
  }
  const closest = issue.errors.reduce((best, branch) =>
    strangeness(branch) < strangeness(best) ? branch : best,
  );
  return closest.flatMap((inner) => fieldErrors(inner, path));
}

/** A branch that knows every field that was given is the one that was meant; then the one that went deeper. */
function strangeness(branch: readonly z.core.$ZodIssue[]): number {
  const unknown = branch.filter((issue) => issue.code === 'unrecognized_keys').length;
  const depth = Math.max(...branch.map((issue) => issue.path.length));
  return unknown * 1000 - depth;
}

/** The body of an `application/problem+json` answer. */
export function problemDetails(refusal: Problem, requestId: string): Record<string, unknown> {
  const { status, title, hint } = PROBLEMS[refusal.code];
  return {
    type: `urn:hilo:problem:${refusal.code}`,
    title,
    status,
    detail: refusal.detail,
    code: refusal.code,
    hint,
    requestId,
    ...(refusal.errors === undefined ? {} : { errors: refusal.errors }),
  };
}
