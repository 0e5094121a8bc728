/** A stretch of a text that is shown otherwise, in UTF-16 units (MessageEntity). */
export interface MessageEntity {
  type: 'bold' | 'italic' | 'strikethrough' | 'code' | 'pre';
  offset: number;
  length: number;
}

/** A text without its marks, and what they marked. */
export interface EmphasizedText {
  text: string;
  entities: MessageEntity[];
}

const TYPES = { '*': 'bold', _: 'italic', '~': 'strikethrough', '`': 'code', '```': 'pre' } as const;
type Mark = keyof typeof TYPES;

/**
 * Marks stand around whole words on one line: those of `snake_case`, `2 * 3` and an address stay what they are.
 * Only three backticks go over several lines.
 */
const MARKED =
  /(?<=^|[\s([{"'«“¡¿*_~])(?:(?<mark>[*_~`])(?!\k<mark>|\s)(?<words>[^\n]{1,1024}?)(?<=\S)\k<mark>|```(?<block>[^`]+)```)(?=$|[\s.,:;!?…)\]}"'»”*_~])/gu;

/**
 * Turns WhatsApp's marks (faq.whatsapp.com, how to format your messages) into Telegram's entities: scenarios are
 * written once for every channel, and without a parse mode nothing that a person wrote has to be escaped.
 */
export function emphasized(marked: string): EmphasizedText {
  const entities: MessageEntity[] = [];
  let text = '';
  let from = 0;
  for (const match of marked.matchAll(MARKED)) {
    text += marked.slice(from, match.index);
    from = match.index + match[0].length;
    const mark = (match.groups?.['mark'] ?? '```') as Mark;
    const words = match.groups?.['words'] ?? match.groups?.['block'] ?? '';
    const isCode = mark === '`' || mark === '```';
    const inner = isCode ? { text: words, entities: [] } : emphasized(words);
    const offset = text.length;
    entities.push({ type: TYPES[mark], offset, length: inner.text.length });
    entities.push(...inner.entities.map((entity) => ({ ...entity, offset: offset + entity.offset })));
    text += inner.text;
  }
  return { text: text + marked.slice(from), entities };
}

/** The parameters of a caption, none where a file has none. */
export function captioned(caption: string | undefined): {
  caption?: string;
  caption_entities?: MessageEntity[];
} {
  if (!caption) return {};
  const { text, entities } = emphasized(caption);
  return entities.length > 0 ? { caption: text, caption_entities: entities } : { caption: text };
}
