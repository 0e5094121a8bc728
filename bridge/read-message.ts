import type { BridgeEvent } from '../channels/whatsapp-web/wire';
import type { WebClient, WebMessage } from './web-client';

type MessageEvent = Extract<BridgeEvent, { kind: 'message' }>;

/** What people write, with the kind of its file; everything else in a chat is WhatsApp's own notices. */
const TYPES: Readonly<Record<string, MessageEvent['file']>> = {
  chat: null,
  location: null,
  vcard: null,
  multi_vcard: null,
  image: 'image',
  video: 'video',
  audio: 'audio',
  ptt: 'audio',
  document: 'document',
  sticker: 'sticker',
};

/** Only a person's own chat: no group, no status, no broadcast list, no channel, and not what the number wrote itself. */
function isPersons({ from, fromMe, isStatus, broadcast, type }: WebMessage): boolean {
  return /@(c\.us|lid)$/.test(from) && !fromMe && !isStatus && !broadcast && Object.hasOwn(TYPES, type);
}

/** A person's message as Hilo is told of it; null for everything that nobody is to answer. */
export async function readMessage(client: WebClient, message: WebMessage): Promise<MessageEvent | null> {
  if (!isPersons(message)) return null;
  const phone = await phoneOf(client, message.from);
  const { body, hasMedia, type } = message;
  return {
    kind: 'message',
    id: message.id._serialized,
    from: phone ?? message.from,
    to: `+${client.info.wid.user}`,
    phone,
    name: await nameOf(message),
    // Of a place or a card of somebody the body is a picture or a file of its own.
    text: type === 'location' || type.endsWith('vcard') ? '' : body,
    at: message.timestamp * 1000,
    file: hasMedia ? (TYPES[type] ?? null) : null,
  };
}

async function phoneOf(client: WebClient, chatId: string): Promise<string | null> {
  if (chatId.endsWith('@c.us')) return e164(chatId);
  const known = await client.getContactLidAndPhone([chatId]).catch(() => []);
  return e164(known[0]?.pn ?? '');
}

function e164(chatId: string): string | null {
  const digits = /^([1-9]\d{6,14})@c\.us$/.exec(chatId)?.[1];
  return digits === undefined ? null : `+${digits}`;
}

/** A name is a courtesy: a message does not wait for it in vain. */
async function nameOf(message: WebMessage): Promise<string | null> {
  const contact = await message.getContact().catch(() => null);
  return contact?.pushname ?? contact?.name ?? null;
}
