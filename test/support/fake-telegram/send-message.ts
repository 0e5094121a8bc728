import type { Request, Response } from 'express';
import { drawFault, misbehave, reply } from '../provider-faults';
import type { Conduct, Reply } from '../provider-faults';
import { readCall } from './read-call';
import type { MethodCall } from './read-call';
import { readMessage } from './read-message';
import type { Draft, Entity } from './read-message';
import { REFUSALS } from './script';
import type { Script } from './script';
import { resourceOf } from './stored-files';
import type { StoredFile, StoredFiles } from './stored-files';

/** A message the fake accepted; `body` holds the call's parameters, as they came. */
export interface AcceptedText {
  messageId: number;
  to: string;
  method: string;
  /** The words, or the caption of the file. */
  text: string;
  /** How stretches of them are shown. */
  entities: Entity[];
  file: StoredFile | null;
  /** The same for every message of one album. */
  albumId: string | null;
  body: object;
  acceptedAt: number;
}

export interface SendDeps {
  botId: number;
  script: Script;
  random: () => number;
  files: StoredFiles;
  accept(message: Omit<AcceptedText, 'messageId' | 'acceptedAt'>): AcceptedText;
}

/** Where a group goes that became a supergroup. */
export const MIGRATED_TO = -1_001_234_567_890;

interface Order {
  method: string;
  to: string;
  drafts: Draft[];
  body: object;
}

/** Answers one call of a method of sending, in the way the script wants it to go. */
export function sendMessage(
  deps: SendDeps,
  method: string,
  { req, res }: { req: Request; res: Response },
): void {
  const order = orderOf(deps, method, readCall(req.body, req.get('content-type')));
  if ('problem' in order) {
    reply(res, failed(400, `Bad Request: ${order.problem}`));
    return;
  }
  const conduct = conductOf(deps, order);
  const flood = secondsLeft(deps.script.floodUntil);
  if (flood > 0) {
    reply(res, conduct.tooMany(flood));
    return;
  }
  const fault = drawFault(deps.script, deps.random);
  if (fault) {
    misbehave(fault, conduct, res);
    return;
  }
  const refusal = deps.script.rejects[order.to];
  reply(res, refusal === undefined ? conduct.accept() : refused(refusal));
}

function orderOf({ files }: SendDeps, method: string, call: MethodCall | null): Order | { problem: string } {
  if (!call) return { problem: 'the form cannot be read' };
  const read = readMessage(method, call, files);
  if (!read.ok) return { problem: read.problem };
  return { method, to: read.to, drafts: read.drafts, body: call.parameters };
}

function conductOf(deps: SendDeps, order: Order): Conduct {
  return {
    accept: () => ({ status: 200, body: { ok: true, result: made(deps, order) } }),
    failed: (status) => failed(status, 'Internal Server Error'),
    tooMany: (seconds) =>
      failed(429, 'Too Many Requests: retry later', seconds === undefined ? {} : { retry_after: seconds }),
    refused: ({ status }) => failed(status, `Bad Request: the chat ${order.to} is refused`),
  };
}

/** One message, or those of an album. */
function made(deps: SendDeps, { drafts, ...order }: Order): object {
  const isAlbum = order.method === 'sendMediaGroup';
  const albumId = isAlbum ? `1${Date.now()}${drafts.length}` : null;
  const messages = drafts.map((draft) => messageResource(deps, deps.accept({ ...order, ...draft, albumId })));
  return isAlbum ? messages : (messages[0] ?? {});
}

/** A message as Telegram shows it to the bot that sent it (telegram_bot_api, Message). */
function messageResource({ botId }: SendDeps, message: AcceptedText) {
  const { messageId, to, text, entities, file, albumId, acceptedAt, body } = message;
  const id = Number(to);
  const chat = id < 0 ? { id, type: 'group', title: 'Grupo' } : { id, type: 'private', first_name: 'Ana' };
  const words = file
    ? { ...resourceOf(file), ...(text !== '' && { caption: text, caption_entities: entities }) }
    : { text, entities };
  return {
    message_id: messageId,
    from: { id: botId, is_bot: true, first_name: 'Hilo', username: 'hilo_bot' },
    chat,
    date: Math.floor(acceptedAt / 1000),
    ...words,
    ...(albumId !== null && { media_group_id: albumId }),
    ...('reply_markup' in body && { reply_markup: body.reply_markup }),
  };
}

function secondsLeft(until: number): number {
  return Math.max(0, Math.ceil((until - Date.now()) / 1000));
}

function refused(name: keyof typeof REFUSALS): Reply {
  const { code, description } = REFUSALS[name];
  return failed(code, description, name === 'migrated' ? { migrate_to_chat_id: MIGRATED_TO } : {});
}

export function failed(code: number, description: string, parameters: object = {}): Reply {
  const more = Object.keys(parameters).length > 0 ? { parameters } : {};
  return { status: code, body: { ok: false, error_code: code, description, ...more } };
}
