import express from 'express';
import type { Request, Response, Router } from 'express';
import { drawFault, misbehave, reply } from '../provider-faults';
import type { Conduct, Fault, Reply } from '../provider-faults';
import { readForm } from '../read-form';
import type { MediaStore, StoredFile } from './media';
import { errorResource, placeResource } from './resources';
import type { Script } from './script';

interface MediaDeps {
  phoneNumberId: string;
  accessToken: string;
  script: Script;
  media: MediaStore;
}

const LARGEST_UPLOAD = '101mb';
/** Stands for lookaside.fbsbx.com: addresses there work only with the token. */
const FILES = '/whatsapp_business/attachments';

/** Uploads, where a file is, and the file: the media part of the Graph API. */
export function mediaRoutes(deps: MediaDeps): Router {
  const { phoneNumberId, script, media } = deps;
  const router = express.Router();
  const guarded = (answer: (req: Request, res: Response) => void) => (req: Request, res: Response) => {
    if (req.get('authorization') === `Bearer ${deps.accessToken}`) answer(req, res);
    else reply(res, failed(401, 190, 'Invalid OAuth access token'));
  };
  router.post(
    `/:version/${phoneNumberId}/media`,
    express.raw({ type: 'multipart/form-data', limit: LARGEST_UPLOAD }),
    guarded((req, res) => upload(deps, req, res)),
  );
  router.get(
    FILES,
    guarded((req, res) => {
      const { mid } = req.query;
      serve(deps, typeof mid === 'string' ? media.get(mid) : undefined, res);
    }),
  );
  router.get(
    '/:version/:mediaId',
    guarded((req, res) => {
      const file = media.get(String(req.params['mediaId']));
      const url = script.mediaUrl ?? `http://${req.get('host') ?? ''}${FILES}?mid=${file?.id ?? ''}`;
      const accept = () => (file ? { status: 200, body: placeResource(file, url) } : unknownObject());
      play(drawFrom(script.lookups), conductOf(accept), res);
    }),
  );
  return router;
}

function upload({ script, media }: MediaDeps, req: Request, res: Response): void {
  const form = Buffer.isBuffer(req.body) ? readForm(req.body, req.get('content-type')) : null;
  const file = form?.files.find(({ field }) => field === 'file');
  if (form?.fields['messaging_product'] !== 'whatsapp' || !file || file.mimeType !== form.fields['type']) {
    reply(res, failed(400, 100, 'Invalid parameter'));
    return;
  }
  const { mimeType, fileName, bytes } = file;
  const accept = (): Reply => {
    const { id } = media.keep({ mimeType, fileName, bytes, from: 'business' });
    return { status: 200, body: { id } };
  };
  play(drawFrom(script.uploads), conductOf(accept), res);
}

function serve({ script }: MediaDeps, file: StoredFile | undefined, res: Response): void {
  if (script.filesMoveTo !== null) {
    res.redirect(302, script.filesMoveTo);
    return;
  }
  if (!file) {
    res.status(404).end();
    return;
  }
  if (file.fileName !== null) res.attachment(file.fileName);
  res.type(file.mimeType).send(file.bytes);
}

function play(fault: Fault | null, conduct: Conduct, res: Response): void {
  if (fault) misbehave(fault, conduct, res);
  else reply(res, conduct.accept());
}

function drawFrom(next: (Fault | null)[]): Fault | null {
  return drawFault({ next, chances: [] }, () => 1);
}

function conductOf(accept: () => Reply): Conduct {
  return {
    accept,
    failed: (status) => failed(status, 131000, 'Something went wrong'),
    tooMany: (seconds) => ({
      ...failed(429, 80007, 'Too many calls'),
      ...(seconds !== undefined && { headers: { 'Retry-After': String(seconds) } }),
    }),
    refused: ({ status, code }) => failed(status, code, 'The file is refused'),
  };
}

/** Graph answers 400, not 404, for an object it does not have. */
function unknownObject(): Reply {
  return failed(400, 100, 'Unsupported get request: the object does not exist');
}

function failed(status: number, code: number, details: string): Reply {
  return { status, body: errorResource(code, details) };
}
