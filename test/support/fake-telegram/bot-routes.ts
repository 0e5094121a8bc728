import express from 'express';
import type { Router } from 'express';
import { z } from 'zod';
import { reply } from '../provider-faults';
import { SEND_METHODS } from './read-message';
import { failed, sendMessage } from './send-message';
import type { SendDeps } from './send-message';

/** Where updates go, as setWebhook was told. */
export interface SetWebhook {
  url: string;
  secret_token?: string | undefined;
  allowed_updates?: string[] | undefined;
  drop_pending_updates?: boolean | undefined;
}

export interface BotDeps extends SendDeps {
  /** Whether a tap was told of and waits for an answer. */
  isTap(id: string): boolean;
  answered(tapId: string): void;
  webhookSet(webhook: SetWebhook): void;
}

const LARGEST_DOWNLOAD = 20 * 1_048_576;

const webhook = z.looseObject({
  url: z.string(),
  secret_token: z
    .string()
    .regex(/^[\w-]{1,256}$/)
    .optional(),
  allowed_updates: z.array(z.string()).optional(),
  drop_pending_updates: z.boolean().optional(),
});

/** The methods of one bot that Hilo uses. */
export function botRoutes(deps: BotDeps): Router {
  const router = express.Router();
  for (const method of Object.keys(SEND_METHODS)) {
    router.post(`/${method}`, (req, res) => sendMessage(deps, method, { req, res }));
  }
  router.post('/answerCallbackQuery', (req, res) => {
    const id = textIn(req.body, 'callback_query_id');
    if (id === null || !deps.isTap(id)) {
      reply(
        res,
        failed(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid'),
      );
      return;
    }
    deps.answered(id);
    reply(res, { status: 200, body: { ok: true, result: true } });
  });
  router.post('/getFile', (req, res) => {
    const file = deps.files.get(textIn(req.body, 'file_id') ?? '');
    if (!file) return reply(res, failed(400, 'Bad Request: invalid file_id'));
    if (file.bytes.length > LARGEST_DOWNLOAD) return reply(res, failed(400, 'Bad Request: file is too big'));
    const place = { file_size: file.bytes.length, file_path: deps.files.pathOf(file) };
    const result = { file_id: file.fileId, file_unique_id: `u${file.fileId.slice(-6)}`, ...place };
    reply(res, { status: 200, body: { ok: true, result } });
  });
  router.post('/setWebhook', (req, res) => {
    const { data } = webhook.safeParse(req.body);
    if (!data?.url.startsWith('https://')) {
      return reply(res, failed(400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook'));
    }
    deps.webhookSet(data);
    reply(res, { status: 200, body: { ok: true, result: true, description: 'Webhook was set' } });
  });
  return router;
}

/** Serves the bytes of files at the paths that getFile names. */
export function fileRoutes({ files, script }: Pick<BotDeps, 'files' | 'script'>): Router {
  const router = express.Router();
  router.get('/*path', (req, res) => {
    if (script.fileRedirect !== null) {
      res.redirect(302, script.fileRedirect);
      return;
    }
    const file = files.at(decodeURIComponent(req.path.slice(1)));
    if (!file) return reply(res, failed(404, 'Not Found'));
    res.type('application/octet-stream').send(file.bytes);
  });
  return router;
}

function textIn(body: unknown, name: string): string | null {
  const value = (body as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' ? value : null;
}
