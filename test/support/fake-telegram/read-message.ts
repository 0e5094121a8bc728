import { z } from 'zod';
import type { MethodCall } from './read-call';
import { MEDIA_NAMES } from './stored-files';
import type { MediaName, StoredFile, StoredFiles } from './stored-files';

/** What one message is to hold, once it was found fit to be made. */
export interface Draft {
  text: string;
  entities: Entity[];
  file: StoredFile | null;
}

/** The messages a call asks for, or Telegram's words for what is wrong with it. */
export type ReadMessage = { ok: true; to: string; drafts: Draft[] } | { ok: false; problem: string };

const LONGEST_TEXT = 4096;
const LONGEST_CAPTION = 1024;
const LONGEST_DATA = 64;

const entity = z.looseObject({ type: z.string(), offset: z.int().min(0), length: z.int().min(1) });
/** How a stretch of a text is shown. */
export type Entity = z.infer<typeof entity>;
const entities = z.array(entity).default([]);

const button = z.looseObject({ text: z.string().min(1), callback_data: z.string().min(1) });
const sendBody = z.looseObject({
  chat_id: z.union([z.int(), z.string()]),
  text: z.string().optional(),
  entities,
  caption: z.string().default(''),
  caption_entities: entities,
  media: z
    .array(
      z.looseObject({
        type: z.enum(MEDIA_NAMES),
        media: z.string(),
        caption: z.string().default(''),
        caption_entities: entities,
      }),
    )
    .optional(),
  reply_markup: z.looseObject({ inline_keyboard: z.array(z.array(button)) }).optional(),
});
type SendBody = z.infer<typeof sendBody>;

/** The media a method of sending carries; null for words. */
export const SEND_METHODS: Readonly<Record<string, MediaName | 'group' | null>> = {
  sendMessage: null,
  sendPhoto: 'photo',
  sendVideo: 'video',
  sendAudio: 'audio',
  sendDocument: 'document',
  sendMediaGroup: 'group',
};

/** Reads a call of a method of sending; files that came with it are kept, as Telegram keeps them. */
export function readMessage(method: string, call: MethodCall, files: StoredFiles): ReadMessage {
  const { data } = sendBody.safeParse(call.parameters);
  if (!data) return wrong('the call cannot be read');
  const to = String(data.chat_id);
  if (
    (data.reply_markup?.inline_keyboard.flat() ?? []).some(
      ({ callback_data: id }) => Buffer.byteLength(id) > LONGEST_DATA,
    )
  ) {
    return wrong('BUTTON_DATA_INVALID');
  }
  const kind = SEND_METHODS[method];
  if (kind === undefined) return wrong('no such method');
  if (kind === null) return readText(to, data);
  return kind === 'group' ? readGroup(to, data, { call, files }) : readFile(to, data, { kind, call, files });
}

function readText(to: string, { text = '', entities: shown }: SendBody): ReadMessage {
  if (text === '') return wrong('message text is empty');
  if (Array.from(text).length > LONGEST_TEXT) return wrong('message is too long');
  return { ok: true, to, drafts: [{ text, entities: shown, file: null }] };
}

interface Source {
  call: MethodCall;
  files: StoredFiles;
}

function readFile(
  to: string,
  body: SendBody,
  { kind, ...source }: Source & { kind: MediaName },
): ReadMessage {
  const named = body[kind];
  const file = fileOf(kind, typeof named === 'string' ? named : `attach://${kind}`, source);
  if (!file) return wrong('wrong file identifier/HTTP URL specified');
  if (Array.from(body.caption).length > LONGEST_CAPTION) return wrong('message caption is too long');
  return { ok: true, to, drafts: [{ text: body.caption, entities: body.caption_entities, file }] };
}

function readGroup(to: string, { media = [] }: SendBody, source: Source): ReadMessage {
  if (media.length < 2 || media.length > 10) return wrong('wrong number of media in the group');
  const types = new Set(media.map(({ type }) => type));
  if (types.size > 1 && (types.has('document') || types.has('audio'))) {
    return wrong("document and audio can't be mixed with other media types");
  }
  const drafts: Draft[] = [];
  for (const { type, media: named, caption, caption_entities: shown } of media) {
    const file = fileOf(type, named, source);
    if (!file) return wrong('wrong file identifier/HTTP URL specified');
    if (Array.from(caption).length > LONGEST_CAPTION) return wrong('message caption is too long');
    drafts.push({ text: caption, entities: shown, file });
  }
  return { ok: true, to, drafts };
}

/** A file that came along, one that is known by its id and of the kind, or one at an address, which is believed. */
function fileOf(kind: MediaName, named: string, { call, files }: Source): StoredFile | null {
  if (named.startsWith('attach://')) {
    const part = call.files.get(named.slice('attach://'.length));
    return part
      ? files.add({ kind, bytes: part.bytes, fileName: part.fileName, mimeType: part.mimeType })
      : null;
  }
  if (/^https?:/.test(named)) {
    const fileName = new URL(named).pathname.split('/').at(-1) ?? 'file';
    return files.add({ kind, bytes: Buffer.from(named), fileName, mimeType: 'application/octet-stream' });
  }
  const known = files.get(named);
  return known?.kind === kind ? known : null;
}

function wrong(problem: string): ReadMessage {
  return { ok: false, problem };
}
