import type { Request, RequestHandler } from 'express';
import type { KeyCaller } from '../../domain/access/caller';
import type { ApiDeps } from '../api-deps';
import { problem } from '../problems';
import { sendProblem } from '../respond';

/** Lets only callers through that prove who they are, and says who it is. */
export function authenticate({ accounts }: ApiDeps): RequestHandler {
  return async (req, res, next) => {
    const key = presentedKey(req);
    const caller: KeyCaller | null = key === undefined ? null : await accounts.findByKey(key);
    if (caller === null) {
      const detail =
        key === undefined ? 'The request carries no API key.' : 'The API key is unknown or revoked.';
      sendProblem(req, res, problem('unauthenticated', detail));
      return;
    }
    req.caller = caller;
    next();
  };
}

function presentedKey(req: Request): string | undefined {
  const bearer = /^Bearer (\S+)$/i.exec(req.get('authorization') ?? '')?.[1];
  return req.get('x-api-key') ?? bearer;
}
