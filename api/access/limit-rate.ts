import type { Request, RequestHandler, Response } from 'express';
import type { ApiDeps } from '../api-deps';
import { problem, type Problem } from '../problems';
import { sendProblem } from '../respond';
import { presentedBy } from './authenticate';

/** What comes before everything else: so many requests of one network and of one key, and no more. */
export function limitRequests({ rateLimits }: Pick<ApiDeps, 'rateLimits'>): RequestHandler {
  return (req, res, next) => {
    const wait = rateLimits.request(
      req.ip ?? '',
      presentedBy((name) => req.get(name)),
    );
    refuseOrGoOn({ req, res, next }, wait);
  };
}

/** So many requests of one account, whoever sends them. */
export function limitAccount({ rateLimits }: Pick<ApiDeps, 'rateLimits'>): RequestHandler {
  return (req, res, next) => {
    refuseOrGoOn({ req, res, next }, rateLimits.account(req.caller?.accountId ?? ''));
  };
}

/** Passwords take their time to compare, so that few are. */
export function limitSignIns({ rateLimits }: Pick<ApiDeps, 'rateLimits'>): RequestHandler {
  return (req, res, next) => {
    refuseOrGoOn({ req, res, next }, rateLimits.signIn(req.ip ?? ''));
  };
}

function refuseOrGoOn(
  { req, res, next }: { req: Request; res: Response; next: () => void },
  wait: number,
): void {
  if (wait === 0) next();
  else sendProblem(req, res, tooMany('There were more requests than are let in.', wait));
}

/** 429 with the seconds to wait. */
export function tooMany(detail: string, seconds: number): Problem {
  return problem('too_many_requests', detail, { headers: { 'retry-after': String(seconds) } });
}
