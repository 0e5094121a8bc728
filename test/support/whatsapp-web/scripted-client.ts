import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { WebChat, WebClient, WebLibrary, WebMessage, WebSendOptions } from '../../../bridge/web-client';

/** A file as the library's MessageMedia holds it. */
export interface ScriptedMedia {
  mimetype: string;
  data: string;
  filename: string;
}

/** Something in a chat, whoever wrote it. */
interface Entry extends WebMessage {
  media: ScriptedMedia | null;
  /** The library's own choice, made for documents. */
  asDocument: boolean;
}

/** How the page behaves when it is told to write. */
export type Writing = 'well' | 'fails' | 'hangs' | 'hangs-after' | { breaks: () => void };

export interface PersonsMessage {
  /** Digits of the number, or a whole chat id. */
  from: string;
  body?: string;
  name?: string;
  type?: string;
  media?: ScriptedMedia;
  /** In milliseconds; now when absent. */
  at?: number;
  id?: string;
  /** The page was not open: it is in the chat and nobody was told. */
  isMissed?: true;
  more?: Partial<WebMessage>;
}

const secondsOf = (at: number) => Math.floor(at / 1000);

/** What the phone of a number has: chats, and a list of linked devices with this one or without. */
export function createScriptedPhone(number = '573009998877') {
  const entries: Entry[] = [];
  const notOnWhatsApp = new Set<string>();
  const phones = new Map<string, string>();
  let client: (EventEmitter & WebClient) | null = null;
  let isPaired = false;
  let writing: Writing = 'well';
  let clock = () => Date.now();
  const failures: string[] = [];
  let count = 0;
  // WhatsApp never gives an id twice, and neither does the phone of the next process.
  const series = randomUUID().slice(0, 8);

  const phone = {
    number,
    /** Everything that was written by the page, oldest first. */
    written: () => entries.filter(({ fromMe }) => fromMe),
    writtenTo: (to: string) => entries.filter((entry) => entry.fromMe && entry.to === chatId(to)),
    isOpen: () => client !== null,
    isPaired: () => isPaired,
    write(next: Writing): void {
      writing = next;
    },
    tellTime(next: () => number): void {
      clock = next;
    },
    refuse: (digits: string) => notOnWhatsApp.add(digits),
    /** Somebody with a hidden number, whose number the page can find. */
    reveal: (lid: string, digits: string) => phones.set(lid, `${digits}@c.us`),
    scan(): void {
      isPaired = true;
      client?.emit('ready');
    },
    /** The next browser does not start. */
    failToOpen: (words: string) => failures.push(words),
    showCode: (text: string) => client?.emit('qr', text),
    disconnect(reason: string): void {
      if (reason === 'LOGOUT') isPaired = false;
      client?.emit('disconnected', reason);
    },
    ack(message: WebMessage, ack: number): void {
      message.ack = ack;
      client?.emit('message_ack', message, ack);
    },
    /** A person writes. */
    receive(message: PersonsMessage): WebMessage {
      const entry = personsEntry(message);
      entries.push(entry);
      if (!message.isMissed) client?.emit('message', entry);
      return entry;
    },
    library: (): WebLibrary => ({
      open: () => (client = open()),
      media: (mimetype, data, filename) => ({ mimetype, data, filename }),
    }),
  };
  return phone;

  function open(): EventEmitter & WebClient {
    const emitter = new EventEmitter();
    const mine: EventEmitter & WebClient = Object.assign(emitter, {
      info: { wid: { user: number } },
      initialize: () => {
        const failure = failures.shift();
        if (failure !== undefined) return Promise.reject(new Error(failure));
        if (isPaired) setImmediate(() => emitter.emit('ready'));
        else setImmediate(() => emitter.emit('qr', 'a code to scan, 1'));
        return Promise.resolve();
      },
      destroy: () => {
        if (client === mine) client = null;
        return Promise.resolve();
      },
      logout: () => {
        isPaired = false;
        return Promise.resolve();
      },
      getNumberId: (digits: string) =>
        Promise.resolve(notOnWhatsApp.has(digits) ? null : { _serialized: `${digits}@c.us` }),
      getContactLidAndPhone: (ids: string[]) =>
        Promise.resolve(ids.map((lid) => ({ lid, pn: phones.get(lid) ?? '' }))),
      getChats: () => Promise.resolve([...new Set(entries.map(chatOf))].map(chat)),
      getChatById: (id: string) => Promise.resolve(chat(id)),
      getMessageById: (id: string) => {
        const found = entries.find((entry) => entry.id._serialized === id);
        return found ? Promise.resolve(found) : Promise.reject(new Error('There is no such message'));
      },
      sendMessage: send,
    });
    return mine;
  }

  async function send(to: string, content: unknown, options: WebSendOptions): Promise<WebMessage> {
    const now = writing;
    if (now === 'fails') throw new Error('The page failed');
    if (now === 'hangs') return new Promise(() => undefined);
    if (typeof now === 'object') {
      now.breaks();
      return new Promise(() => undefined);
    }
    const media = typeof content === 'string' ? null : (content as ScriptedMedia);
    const entry = newEntry({
      ...{ from: `${number}@c.us`, to, fromMe: true, ack: 1 },
      body: typeof content === 'string' ? content : (options.caption ?? ''),
      media,
      asDocument: options.sendMediaAsDocument === true,
    });
    entries.push(entry);
    if (now === 'hangs-after') return new Promise(() => undefined);
    return entry;
  }

  function personsEntry({ from, body = '', name = 'Ana', type, media, at, id, more }: PersonsMessage): Entry {
    return newEntry({
      ...{ from: chatId(from), to: `${number}@c.us`, body, media: media ?? null },
      ...(type !== undefined && { type }),
      ...(at !== undefined && { timestamp: secondsOf(at) }),
      ...(id !== undefined && { id: { _serialized: id } }),
      getContact: () => Promise.resolve({ pushname: name }),
      ...more,
    });
  }

  function newEntry(parts: Partial<Entry> & Pick<Entry, 'from' | 'to' | 'media'>): Entry {
    count += 1;
    const { media, from, to, fromMe = false } = parts;
    const type = typeOf(media);
    return {
      id: { _serialized: `${fromMe}_${fromMe ? to : from}_${series}${count}` },
      ...{ body: '', type, timestamp: secondsOf(clock()), fromMe, ack: 0, hasMedia: media !== null },
      ...{ isStatus: false, broadcast: false, asDocument: false },
      downloadMedia: () => Promise.resolve(media ?? undefined),
      getContact: () => Promise.resolve({}),
      ...parts,
    };
  }

  function chat(id: string): WebChat {
    const mine = entries.filter((entry) => chatOf(entry) === id);
    return {
      id: { _serialized: id },
      isGroup: id.endsWith('@g.us'),
      timestamp: mine.at(-1)?.timestamp ?? 0,
      fetchMessages: ({ limit = Infinity, fromMe }) =>
        Promise.resolve(
          mine.filter((entry) => fromMe === undefined || entry.fromMe === fromMe).slice(-limit),
        ),
    };
  }
}

export type ScriptedPhone = ReturnType<typeof createScriptedPhone>;

const chatOf = ({ from, to, fromMe }: WebMessage) => (fromMe ? to : from);

function chatId(who: string): string {
  return who.includes('@') ? who : `${who.replace(/^\+/, '')}@c.us`;
}

function typeOf(media: ScriptedMedia | null): string {
  if (media === null) return 'chat';
  const family = media.mimetype.split('/')[0] ?? '';
  return ['image', 'video', 'audio'].includes(family) ? family : 'document';
}
