import type { Request, RequestHandler } from 'express';
import { problem } from '../problems';
import { sendProblem } from '../respond';

/** Whose key this is; null for an unknown or revoked one. */
export type FindAccountByKey = (key: string) => Promise<{ accountId: string } | null>;

/** Lets only the holders of a live API key through, and says whose key it is. */
export function requireApiKey(findByKey: FindAccountByKey): RequestHandler {
  return async (req, res, next) => {
    const key = presentedKey(req);
    const owner = key === undefined ? null : await findByKey(key);
    if (owner === null) {
      const detail =
        key === undefined ? 'The request carries no API key.' : 'The API key is unknown or revoked.';
      sendProblem(req, res, problem('unauthenticated', detail));
      return;
    }
    req.accountId = owner.accountId;
    next();
  };
}

function presentedKey(req: Request): string | undefined {
  const bearer = /^Bearer (\S+)$/i.exec(req.get('authorization') ?? '')?.[1];
  return req.get('x-api-key') ?? bearer;
}
