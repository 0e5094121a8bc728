import type { Capabilities } from '../messaging/capabilities';
import type { MessageContent } from '../messaging/content';
import type { SentMessage } from './conversation';
import { renderMessage } from './render-message';
import type { Change } from './rendering/changes';
import type { Language } from './scenario';

/** What a channel carries in the place of one content that went out through another. */
export interface RenderedElsewhere {
  /** What went out. */
  sent: MessageContent;
  /** All of the message stands in the place of its first content, and nothing in the place of the others. */
  contents: MessageContent[];
  changes: Change[];
}

export interface Channels {
  from: Capabilities;
  to: Capabilities;
  language: Language;
}

/** The messages of a turn as they went out through one channel, each beside what another would have carried. */
export function renderElsewhere(
  messages: readonly SentMessage[],
  { from, to, language }: Channels,
): RenderedElsewhere[] {
  return messages.flatMap((message) => {
    const elsewhere = renderMessage(message, to, language);
    return renderMessage(message, from, language).contents.map((sent, place) =>
      place === 0
        ? { sent, contents: elsewhere.contents, changes: elsewhere.changes }
        : { sent, contents: [], changes: [] },
    );
  });
}

/** A content as the message it may have been, for one whose dialog no longer says; null for what no bot says. */
export function messageOf(content: MessageContent): SentMessage | null {
  switch (content.kind) {
    case 'text':
      return { items: [{ kind: 'text', text: content.text }] };
    case 'file':
      return { items: [content.file] };
    case 'album':
      return { items: content.files };
    case 'choices': {
      const { file, text, options, open } = content;
      const items = file ? [{ ...file, caption: text }] : [{ kind: 'text' as const, text }];
      return open === undefined
        ? { items, buttons: options }
        : { items, list: { button: open, rows: options } };
    }
    case 'template':
    case 'bot-trigger':
    case 'scenario':
      return null;
  }
}
