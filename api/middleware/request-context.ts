import { uuidv7 } from 'uuidv7';
import type { RequestHandler } from 'express';
import type { Caller } from '../../domain/access/caller';

declare module 'express-serve-static-core' {
  interface Request {
    /** Ours, or the caller's own `x-request-id`; in every log line and every problem. */
    requestId: string;
    /** The template of the route that serves the request, such as `/api/programs/{id}`. */
    routePath?: string;
    /** Who is behind the request, once that is known. */
    caller?: Caller;
  }
}

const ACCEPTABLE = /^[\w.-]{8,64}$/;

/** Gives each request its id and says it in the answer. */
export const requestContext: RequestHandler = (req, res, next) => {
  const given = req.get('x-request-id');
  req.requestId = given !== undefined && ACCEPTABLE.test(given) ? given : uuidv7();
  res.set('x-request-id', req.requestId);
  next();
};
