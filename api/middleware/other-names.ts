import type { RequestHandler } from 'express';

/** Broadcasts are campaigns to whoever comes from the platform that called them so: the addresses are the same. */
const CAMPAIGNS = /^\/api\/campaigns(?=[/?]|$)/;

/** Serves an address under its other name; the document of the API has it once. */
export function otherNames(): RequestHandler {
  return (req, _res, next) => {
    req.url = req.url.replace(CAMPAIGNS, '/api/broadcasts');
    next();
  };
}
