import express, { type ErrorRequestHandler, type Express, type Response } from 'express';
import { z } from 'zod';
import { sameSecret } from '../channels/same-secret';
import { sendBody, type Refusal } from '../channels/whatsapp-web/wire';
import type { Logger } from '../observability/logger';
import type { Sessions } from './sessions';

export interface AppParts {
  sessions: Sessions;
  token: string;
  logger: Logger;
}

/** A file of 16 MB in base64, and its words. */
const LARGEST_BODY = '23mb';
const RETRY_SECONDS = '2';

const STATUSES: Readonly<Record<Refusal, number>> = {
  unauthorized: 401,
  invalid: 400,
  'not-ready': 409,
  'not-on-whatsapp': 422,
  'too-many': 429,
  'not-found': 404,
  failed: 500,
};

const session = z.object({ bot: z.uuid() });

/** The bridge's own interface, for the API and the workers of Hilo: whoever has the token can write as every number. */
export function createBridgeApp({ sessions, token, logger }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use((req, res, next) => {
    res.set('cache-control', 'no-store');
    const received = /^Bearer (.+)$/.exec(req.get('authorization') ?? '')?.[1];
    if (sameSecret(token, received)) next();
    else refuse(res, 'unauthorized');
  });
  app.use(express.json({ limit: LARGEST_BODY }));
  app.param('bot', (req, res, next) => {
    if (session.safeParse(req.params).success) next();
    else refuse(res, 'invalid');
  });
  app.get('/sessions', async (_req, res) => {
    res.json({ sessions: await sessions.all() });
  });
  addSessionRoutes(app, sessions);
  addMessageRoutes(app, sessions);
  app.use((_req, res) => refuse(res, 'not-found'));
  app.use(refuseFailed(logger));
  return app;
}

/** Express knows it by its four parameters. */
function refuseFailed(logger: Logger): ErrorRequestHandler {
  return (err: unknown, _req, res, _next) => {
    const isBad = err instanceof Error && 'status' in err && Number(err.status) < 500;
    if (!isBad) logger.error({ err }, 'a request to the bridge failed');
    refuse(res, isBad ? 'invalid' : 'failed');
  };
}

function addSessionRoutes(app: Express, sessions: Sessions): void {
  const answer = async (res: Response, bot: string) => {
    res.json(await sessions.state(bot));
  };
  app.get('/sessions/:bot', (req, res) => answer(res, req.params.bot));
  app.post('/sessions/:bot/start', async (req, res) => {
    await sessions.start(req.params.bot);
    await answer(res, req.params.bot);
  });
  app.post('/sessions/:bot/stop', async (req, res) => {
    await sessions.stop(req.params.bot);
    await answer(res, req.params.bot);
  });
  app.delete('/sessions/:bot', async (req, res) => {
    await sessions.logOut(req.params.bot);
    await answer(res, req.params.bot);
  });
}

function addMessageRoutes(app: Express, sessions: Sessions): void {
  app.post('/sessions/:bot/messages', async (req, res) => {
    const wish = sendBody.safeParse(req.body);
    if (!wish.success) return refuse(res, 'invalid');
    const written = await sessions.write(req.params.bot, wish.data);
    if (written.kind !== 'written') return refuse(res, written.kind);
    res.status(201).json({ id: written.id });
  });

  app.get('/sessions/:bot/sent', async (req, res) => {
    const messages = await sessions.sent(req.params.bot, z.string().catch('').parse(req.query['to']));
    if (!messages) return refuse(res, 'not-ready');
    res.json({
      messages: messages.map(({ id, timestamp, body, hasMedia, ack }) => {
        return { id: id._serialized, at: timestamp * 1000, text: body, hasFile: hasMedia, ack };
      }),
    });
  });

  app.get('/sessions/:bot/files/:id', async (req, res) => {
    const { bot, id } = req.params;
    if ((await sessions.state(bot)).state !== 'ready') return unavailable(res);
    const message = await sessions.message(bot, id);
    const file = await message?.downloadMedia();
    if (!file) return refuse(res, 'not-found');
    const name = (file.filename ?? '').replaceAll('"', '');
    if (name !== '') res.set('content-disposition', `attachment; filename="${encodeHeader(name)}"`);
    res.type(file.mimetype).send(Buffer.from(file.data, 'base64'));
  });
}

/** A header carries ASCII; what else a name has is left out of it. */
function encodeHeader(name: string): string {
  return name.replace(/[^\x20-\x7e]/g, '_');
}

/** For a file this is a matter of time: the page may be opened again in a moment. */
function unavailable(res: Response): void {
  res.status(503).json({ refusal: 'not-ready' });
}

function refuse(res: Response, refusal: Refusal): void {
  if (refusal === 'too-many') res.set('retry-after', RETRY_SECONDS);
  res.status(STATUSES[refusal]).json({ refusal });
}
