import express from 'express';
import type { Request, Response, Router } from 'express';
import type { MediaStore, StoredMedia } from './media';
import { errorResource, mediaResource, messagesPath } from './resources';
import type { Script } from './script';

interface MediaDeps {
  accountSid: string;
  script: Script;
  media: MediaStore;
}

/** Stands for mms.twiliocdn.com: signed addresses that need no token. */
const FILES = '/files-of-messages';

/** A file's own address, which sends on to where the bytes are; behind the account's token like all of the API. */
export function mediaRoutes({ accountSid, script, media }: MediaDeps): Router {
  const router = express.Router();
  router.get(`${messagesPath(accountSid)}/:messageSid/Media/:name`, (req, res, next) => {
    const file = media.get(req.params.name.replace(/\.json$/, ''));
    if (script.media.notYet > 0) {
      script.media.notYet -= 1;
      next();
      return;
    }
    if (file?.messageSid !== req.params.messageSid) next();
    else if (req.params.name.endsWith('.json')) res.json(mediaResource(accountSid, file));
    else res.redirect(307, script.media.moveTo ?? `${FILES}/${file.sid}?Signature=x`);
  });
  return router;
}

/** Where the bytes are. As Amazon does, it refuses a call that brings a token beside the signature. */
export function fileRoutes({ script, media }: MediaDeps): Router {
  const router = express.Router();
  router.get(`${FILES}/:sid`, (req, res) => {
    if (script.media.failures > 0) {
      script.media.failures -= 1;
      res.status(503).end();
      return;
    }
    serve(media.get(req.params.sid), req, res);
  });
  return router;
}

function serve(file: StoredMedia | undefined, req: Request, res: Response): void {
  if (req.headers.authorization !== undefined) {
    res
      .status(400)
      .json(errorResource({ status: 400, code: 20001, message: 'Only one auth mechanism allowed' }));
    return;
  }
  if (!file) {
    res.status(404).end();
    return;
  }
  if (file.fileName !== null) res.attachment(file.fileName);
  res.type(file.contentType).send(file.bytes);
}
