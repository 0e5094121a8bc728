import { z } from 'zod';

const words = (most: number) => z.string().min(1).max(most);

const caption = words(1024).optional();
const source = { id: z.string().optional(), link: z.url().optional() };
const oneSource = ({ id, link }: { id?: string | undefined; link?: string | undefined }) =>
  (id === undefined) !== (link === undefined);
const captioned = z.strictObject({ ...source, caption }).refine(oneSource);
const silent = z.strictObject(source).refine(oneSource);
const named = z.strictObject({ ...source, caption, filename: words(240).optional() }).refine(oneSource);

const header = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('image'), image: silent }),
  z.strictObject({ type: z.literal('video'), video: silent }),
  z.strictObject({ type: z.literal('document'), document: named }),
]);
const button = z.strictObject({
  type: z.literal('reply'),
  reply: z.strictObject({ id: words(256), title: words(20) }),
});
const row = z.strictObject({ id: words(200), title: words(24), description: words(72).optional() });
const section = z.strictObject({ title: words(24).optional(), rows: z.array(row).min(1).max(10) });
const interactive = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('button'),
    header: header.optional(),
    body: z.strictObject({ text: words(1024) }),
    action: z.strictObject({ buttons: z.array(button).min(1).max(3) }),
  }),
  z.strictObject({
    type: z.literal('list'),
    body: z.strictObject({ text: words(1024) }),
    action: z.strictObject({ button: words(20), sections: z.array(section).length(1) }),
  }),
]);

/** The messages the fake takes, with Meta's limits (…/cloud-api/reference/messages). */
export const sendBody = z.intersection(
  z.looseObject({
    messaging_product: z.literal('whatsapp'),
    to: z.string().optional(),
    recipient: z.string().optional(),
    biz_opaque_callback_data: z.string().max(512).optional(),
  }),
  z.discriminatedUnion('type', [
    z.looseObject({ type: z.literal('text'), text: z.looseObject({ body: words(4096) }) }),
    z.looseObject({
      type: z.literal('template'),
      template: z.looseObject({ name: z.string(), language: z.looseObject({ code: z.string() }) }),
    }),
    z.looseObject({ type: z.literal('image'), image: captioned }),
    z.looseObject({ type: z.literal('video'), video: captioned }),
    z.looseObject({ type: z.literal('audio'), audio: silent }),
    z.looseObject({ type: z.literal('document'), document: named }),
    z.looseObject({ type: z.literal('interactive'), interactive }),
  ]),
);
export type SendBody = z.infer<typeof sendBody>;

/** A file of a message, by Meta's id or at an address. */
export interface SentFile {
  kind: 'image' | 'video' | 'audio' | 'document';
  id?: string | undefined;
  link?: string | undefined;
  caption?: string | undefined;
  filename?: string | undefined;
}

/** What a person sees of a message: the words, the file, and what can be tapped. */
export function shownBy(body: SendBody): {
  text: string | null;
  file: SentFile | null;
  options: { id: string; title: string }[];
} {
  switch (body.type) {
    case 'text':
      return { text: body.text.body, file: null, options: [] };
    case 'template':
      return { text: null, file: null, options: [] };
    case 'interactive':
      return shownByInteractive(body.interactive);
    default: {
      const file = fileOf(body);
      return { text: file.caption ?? null, file, options: [] };
    }
  }
}

function shownByInteractive(content: z.infer<typeof interactive>) {
  const { text } = content.body;
  if (content.type === 'list') {
    return { text, file: null, options: content.action.sections.flatMap(({ rows }) => rows) };
  }
  const file = content.header ? fileOf(content.header) : null;
  return { text, file, options: content.action.buttons.map(({ reply }) => reply) };
}

type Holder = Exclude<SendBody, { type: 'text' | 'template' | 'interactive' }> | z.infer<typeof header>;

function fileOf(holder: Holder): SentFile {
  switch (holder.type) {
    case 'image':
      return { kind: 'image', ...holder.image };
    case 'video':
      return { kind: 'video', ...holder.video };
    case 'audio':
      return { kind: 'audio', ...holder.audio };
    case 'document':
      return { kind: 'document', ...holder.document };
  }
}
