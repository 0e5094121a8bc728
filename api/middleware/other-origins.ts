import type { RequestHandler } from 'express';

const PREFLIGHT = {
  'access-control-allow-methods': 'GET, POST, PUT, DELETE',
  'access-control-allow-headers': 'authorization, content-type, idempotency-key, x-api-key, x-request-id',
  'access-control-max-age': '600',
};

/** Lets pages of these origins read answers (CORS), with a key or a token; cookies are for our own pages alone. */
export function otherOrigins(origins: readonly string[]): RequestHandler {
  return (req, res, next) => {
    if (origins.length === 0) return next();
    res.vary('origin');
    const origin = req.get('origin');
    if (origin === undefined || !origins.includes(origin)) return next();
    res.set({
      'access-control-allow-origin': origin,
      'access-control-expose-headers': 'x-request-id, retry-after',
    });
    const isPreflight = req.method === 'OPTIONS' && req.get('access-control-request-method') !== undefined;
    if (isPreflight) res.set(PREFLIGHT).status(204).end();
    else next();
  };
}
