import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import { contentRoutes, type TwilioContent } from './content-routes';
import { createMessage } from './create-message';
import type { CreateDeps } from './create-message';
import { listMessages } from './list-messages';
import type { MediaStore } from './media';
import { fileRoutes, mediaRoutes } from './media-routes';
import { errorResource, listResource, messageResource, messagesPath } from './resources';

const CONTENTS_A_PAGE = 2;

type RestDeps = CreateDeps & {
  authToken: string;
  media: MediaStore;
  /** The templates of the account. */
  contents: readonly TwilioContent[];
};

/** The part of Twilio's REST API that Hilo uses: messages, their files, and the templates of the account. */
export function restRoutes(deps: RestDeps): Router {
  const { accountSid, ledger, script } = deps;
  const path = messagesPath(accountSid);
  const router = express.Router();
  router.use(['/2010-04-01', '/v1'], requireAccount(accountSid, deps.authToken));
  router.use(contentRoutes({ accountSid, contents: deps.contents, pageSize: CONTENTS_A_PAGE }));
  router.post(`${path}.json`, express.text({ type: '*/x-www-form-urlencoded', limit: '1mb' }), (req, res) =>
    createMessage(deps, Object.fromEntries(new URLSearchParams(String(req.body))), res),
  );
  router.get(`${path}.json`, (req, res) => {
    if (script.list.failures > 0) {
      script.list.failures -= 1;
      fail(res, { status: 500, code: 20500, message: 'Internal server error' });
      return;
    }
    const query = queryOf(req);
    const found = listMessages({ ledger, lagMs: script.list.lagMs }, query);
    res.json(listResource({ accountSid, query, found }));
  });
  router.get(`${path}/:name`, (req, res) => {
    const message = ledger.get(req.params.name.replace(/\.json$/, ''));
    if (message) res.json(messageResource(accountSid, message));
    else notFound(req, res);
  });
  router.use(mediaRoutes(deps));
  router.use(fileRoutes(deps));
  router.use(notFound);
  return router;
}

function requireAccount(accountSid: string, authToken: string): RequestHandler {
  const expected = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  return (req, res, next) => {
    if (req.headers.authorization === expected) {
      next();
      return;
    }
    fail(res, { status: 401, code: 20003, message: 'Authenticate' });
  };
}

function queryOf(req: Request): URLSearchParams {
  return new URLSearchParams(req.originalUrl.split('?')[1] ?? '');
}

function notFound(req: Request, res: Response): void {
  fail(res, { status: 404, code: 20404, message: `The requested resource ${req.path} was not found` });
}

function fail(res: Response, error: { status: number; code: number; message: string }): void {
  res.status(error.status).json(errorResource(error));
}
