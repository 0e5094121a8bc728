import type { RequestHandler } from 'express';
import { mayUse } from '../../domain/access/caller';
import type { Scope } from '../../domain/access/scopes';
import { problem } from '../problems';
import { sendProblem } from '../respond';

/** Lets only callers through that may do what the route is about; they were authenticated before. */
export function requireScope(scope: Scope): RequestHandler {
  return (req, res, next) => {
    if (req.caller !== undefined && mayUse(req.caller, scope)) next();
    else
      sendProblem(req, res, problem('not_allowed', `This needs ${scope}, which the caller does not have.`));
  };
}
