import { setTimeout as sleep } from 'node:timers/promises';
import type { SendBody } from '../channels/whatsapp-web/wire';
import type { WebClient, WebLibrary, WebMessage } from './web-client';

/** What writing came to; `failed` leaves open whether anything went out. */
export type Written = { kind: 'written'; id: string } | { kind: 'not-on-whatsapp' | 'not-ready' | 'failed' };

/** A page that hangs would hold up everybody behind. */
const DEADLINE_MS = 14_000;

/** Has the page write one message: words, or a file with its words. */
export async function write(client: WebClient, library: WebLibrary, wish: SendBody): Promise<Written> {
  const chat = await chatOf(client, wish.to);
  if (chat.kind !== 'chat') return chat;
  const { text, file } = wish;
  const common = { sendSeen: false, waitUntilMsgSent: true };
  const sending = file
    ? client.sendMessage(chat.id, library.media(file.mimeType, file.base64, file.fileName), {
        ...common,
        ...(text !== '' && { caption: text }),
        sendMediaAsDocument: file.kind === 'document',
      })
    : client.sendMessage(chat.id, text, common);
  const message = await within(DEADLINE_MS, sending).catch(() => null);
  const id = message?.id._serialized;
  return id === undefined ? { kind: 'failed' } : { kind: 'written', id };
}

/** Messages that the number itself wrote to one chat lately, oldest first; null where the chat cannot be found. */
export async function sentTo(client: WebClient, to: string): Promise<WebMessage[] | null> {
  const chat = await chatOf(client, to);
  if (chat.kind !== 'chat') return chat.kind === 'not-on-whatsapp' ? [] : null;
  const found = await client.getChatById(chat.id);
  return (await found.fetchMessages({ limit: 50, fromMe: true })).filter(({ fromMe }) => fromMe);
}

type FoundChat = { kind: 'chat'; id: string } | { kind: 'not-on-whatsapp' | 'not-ready' };

/** Nothing has gone out yet when the page cannot say who somebody is. */
async function chatOf(client: WebClient, to: string): Promise<FoundChat> {
  if (to.endsWith('@lid')) return { kind: 'chat', id: to };
  try {
    const found = await within(DEADLINE_MS, client.getNumberId(to.replace(/^\+/, '')));
    return found ? { kind: 'chat', id: found._serialized } : { kind: 'not-on-whatsapp' };
  } catch {
    return { kind: 'not-ready' };
  }
}

async function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  const over = new AbortController();
  const late = sleep(ms, undefined, { signal: over.signal, ref: false }).then(() => {
    throw new Error('The page does not answer');
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}
