import type { ErrorRequestHandler, RequestHandler } from 'express';
import { MediaStoreAway } from '../../db/media-files/media-store';
import { problem, type Problem } from '../problems';
import { sendProblem } from '../respond';

/** Nothing is mounted at the address. */
export const unknownRoute: RequestHandler = (req, res) => {
  sendProblem(req, res, problem('unknown_route', 'Nothing is served at this address.'));
};

/** The address exists for other methods. */
export function methodNotAllowed(methods: readonly string[]): RequestHandler {
  const allow = methods.map((method) => method.toUpperCase()).join(', ');
  return (req, res) => {
    const detail = `This address takes ${allow}, not ${req.method}.`;
    sendProblem(req, res, problem('method_not_allowed', detail, { headers: { allow } }));
  };
}

/** The last resort: what a handler or the body reader threw, never with its inner text in a 5xx. */
export const errorProblems: ErrorRequestHandler = (error: unknown, req, res, next) => {
  const refusal = problemOf(error);
  if (refusal.code === 'internal_error' || refusal.code === 'unavailable') {
    req.log.error({ err: error }, 'a request ended in an error');
  }
  if (res.headersSent) next(error);
  else sendProblem(req, res, refusal);
};

/** Whether something failed because the database cannot be reached, and not because of what was asked. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as Error & { code?: unknown };
  return (typeof code === 'string' && AWAY.test(code)) || AWAY_MESSAGE.test(error.message);
}

/** Network codes, Postgres's classes 08 and 57 (connection lost, shutting down) and 53 (out of resources). */
const AWAY = /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT|08\w{3}|57P\d{2}|53\w{3})$/;
const AWAY_MESSAGE = /connection terminated|timeout exceeded when trying to connect|driver not connected/i;

function problemOf(error: unknown): Problem {
  if (!(error instanceof Error)) return problem('internal_error', 'The request failed.');
  const { status } = error as Error & { status?: number };
  if (status === 413) return problem('body_too_large', 'The body is larger than this address takes.');
  if (status === 415) return problem('unsupported_media_type', 'Compressed bodies are not taken.');
  if (status === 400) return problem('invalid_request', 'The request could not be read as HTTP.');
  if (error instanceof MediaStoreAway) {
    return problem('unavailable', 'The store of media files cannot be reached at the moment. Ask again.');
  }
  return isAway(error)
    ? problem('unavailable', 'The database cannot be reached at the moment. Nothing was changed.')
    : problem('internal_error', 'The request failed; the log has the reason under this request id.');
}
