import type { Request, Response } from 'express';
import { z } from 'zod';
import { drawFault, misbehave, reply } from '../provider-faults';
import type { Conduct, Reply } from '../provider-faults';
import { REFUSALS } from './script';
import type { Script } from './script';

/** A message the fake accepted; `body` is the call's, as it came. */
export interface AcceptedText {
  messageId: number;
  to: string;
  text: string;
  body: object;
  acceptedAt: number;
}

export interface SendDeps {
  botId: number;
  script: Script;
  random: () => number;
  accept(text: Omit<AcceptedText, 'messageId' | 'acceptedAt'>): AcceptedText;
}

/** Where a group goes that became a supergroup. */
export const MIGRATED_TO = -1_001_234_567_890;

const sendBody = z.looseObject({ chat_id: z.union([z.int(), z.string()]), text: z.string().min(1) });

/** Answers one call of sendMessage, in the way the script wants it to go. */
export function sendMessage(deps: SendDeps, req: Request, res: Response): void {
  const { data } = sendBody.safeParse(req.body);
  if (!data) {
    reply(res, failed(400, 'Bad Request: message text is empty'));
    return;
  }
  if (Array.from(data.text).length > 4096) {
    reply(res, failed(400, 'Bad Request: message is too long'));
    return;
  }
  const to = String(data.chat_id);
  const conduct = conductOf(deps, { to, text: data.text, body: data });
  const fault = drawFault(deps.script, deps.random);
  if (fault) {
    misbehave(fault, conduct, res);
    return;
  }
  const refusal = deps.script.rejects[to];
  reply(res, refusal === undefined ? conduct.accept() : refused(refusal));
}

function conductOf(deps: SendDeps, text: { to: string; text: string; body: object }): Conduct {
  return {
    accept: () => ({ status: 200, body: { ok: true, result: messageResource(deps, deps.accept(text)) } }),
    failed: (status) => failed(status, 'Internal Server Error'),
    tooMany: (seconds) =>
      failed(429, 'Too Many Requests: retry later', seconds === undefined ? {} : { retry_after: seconds }),
    refused: ({ status }) => failed(status, `Bad Request: the chat ${text.to} is refused`),
  };
}

/** A message as Telegram shows it to the bot that sent it (telegram_bot_api, Message). */
function messageResource({ botId }: SendDeps, { messageId, to, text, acceptedAt }: AcceptedText) {
  const id = Number(to);
  const chat = id < 0 ? { id, type: 'group', title: 'Grupo' } : { id, type: 'private', first_name: 'Ana' };
  return {
    message_id: messageId,
    from: { id: botId, is_bot: true, first_name: 'Hilo', username: 'hilo_bot' },
    chat,
    date: Math.floor(acceptedAt / 1000),
    text,
  };
}

function refused(name: keyof typeof REFUSALS): Reply {
  const { code, description } = REFUSALS[name];
  return failed(code, description, name === 'migrated' ? { migrate_to_chat_id: MIGRATED_TO } : {});
}

export function failed(code: number, description: string, parameters: object = {}): Reply {
  const more = Object.keys(parameters).length > 0 ? { parameters } : {};
  return { status: code, body: { ok: false, error_code: code, description, ...more } };
}
