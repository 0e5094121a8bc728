import type { RequestHandler } from 'express';
import { mayUse, type Caller } from '../../domain/access/caller';
import { problem } from '../problems';
import { sendProblem } from '../respond';
import type { KnownCaller } from '../route';

/** Lets only callers through that may do what the route is about; they were authenticated before. */
export function requireAccess(access: KnownCaller): RequestHandler {
  return (req, res, next) => {
    if (req.caller !== undefined && isAllowed(req.caller, access)) next();
    else
      sendProblem(
        req,
        res,
        problem('not_allowed', REASONS[access] ?? `This needs ${access}, which the caller does not have.`),
      );
  };
}

const REASONS: Partial<Record<KnownCaller, string>> = {
  operator: 'This is for operators who signed in, not for API keys.',
  'super-admin': 'This is for who looks after the accounts of the platform.',
};

function isAllowed(caller: Caller, access: KnownCaller): boolean {
  if (access === 'operator') return caller.kind === 'operator';
  if (access === 'super-admin') return caller.kind === 'operator' && caller.isSuperAdmin;
  return mayUse(caller, access);
}
