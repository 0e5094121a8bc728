import { basename, dirname } from 'node:path';
import express from 'express';
import { z } from 'zod';
import type { WebClient } from '../../../bridge/web-client';
import { createScriptedPhone, type ScriptedPhone } from './scripted-client';

/**
 * Stands in for whatsapp-web.js in a bridge that is a process of its own (WHATSAPP_WEB_MODULE): the same three
 * classes, and phones, one a bot, that another process drives by HTTP.
 */
const phones = new Map<string, ScriptedPhone>();

function phoneOf(botId: string): ScriptedPhone {
  const phone = phones.get(botId) ?? createScriptedPhone();
  phones.set(botId, phone);
  return phone;
}

interface Options {
  authStrategy: LocalAuth;
}

export class LocalAuth {
  readonly options: { clientId: string; dataPath: string };

  constructor(options: { clientId: string; dataPath: string }) {
    this.options = options;
  }
}

/** A class as the library has one; what `new` gives is the client of the bot's phone. */
export const Client = function ({ authStrategy: { options } }: Options): WebClient {
  const { clientId: name, dataPath: folder } = options;
  return phoneOf(basename(dirname(folder)))
    .library()
    .open({ name, folder });
} as unknown as new (options: Options) => WebClient;

export class MessageMedia {
  readonly mimetype: string;
  readonly data: string;
  readonly filename: string;

  constructor(mimetype: string, data: string, filename: string) {
    [this.mimetype, this.data, this.filename] = [mimetype, data, filename];
  }
}

const received = z.object({ from: z.string(), body: z.string() });

function control() {
  const app = express();
  app.use(express.json());
  app.post('/:bot/scan', (req, res) => {
    phoneOf(req.params.bot).scan();
    res.json({});
  });
  app.post('/:bot/disconnect', (req, res) => {
    phoneOf(req.params.bot).disconnect('LOGOUT');
    res.json({});
  });
  app.post('/:bot/receive', (req, res) => {
    res.json({ id: phoneOf(req.params.bot).receive(received.parse(req.body)).id._serialized });
  });
  app.post('/:bot/read', (req, res) => {
    const phone = phoneOf(req.params.bot);
    for (const message of phone.written()) phone.ack(message, 3);
    res.json({});
  });
  app.get('/:bot/written', (req, res) => {
    res.json(
      phoneOf(req.params.bot)
        .written()
        .map(({ to, body, id }) => ({ to, body, id: id._serialized })),
    );
  });
  return app;
}

const port = Number(process.env['SCRIPTED_WHATSAPP_WEB_PORT']);
if (port > 0) control().listen(port, '127.0.0.1');
