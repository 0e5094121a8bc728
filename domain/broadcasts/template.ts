import type { ChannelName } from '../messaging/channel-name';
import { textOf } from '../messaging/content';
import type { BroadcastContent } from './broadcast';
import { messageFor, placesIn } from './message-for';

export type TemplateRead = { kind: 'read'; content: BroadcastContent } | { kind: 'refused'; reason: string };

/** A template as somebody wrote it. */
export interface WrittenTemplate {
  /** `HX…`, `name` or `name:language`, or the words themselves. */
  written: string;
  /** For a name without one, such as `es` or `es_CO`. */
  language: string;
  /** The approved words, where they are known: they say which variables there are. */
  body?: string | undefined;
}

/** Telegram's limit; WhatsApp's templates are the provider's to measure. */
export const LONGEST_TEXT = 4096;

const CONTENT_SID = /^HX[0-9a-fA-F]{32}$/;
const META_NAME = /^[a-z0-9_]{1,512}$/;
const LANGUAGE = /^[a-z]{2,3}(_[A-Z]{2,3})?$/;
/** A name and no more: on the simulator, which takes both, what is not one is words. */
const SIMULATED_NAME = /^[\w-]+(:[\w-]+)?$/;

/** What the channel would make of it; refuses what the provider is known to refuse. */
export function readTemplate(channel: ChannelName, wish: WrittenTemplate): TemplateRead {
  const written = wish.written.trim();
  if (written === '') return refused('The template is empty.');
  switch (channel) {
    case 'twilio':
      if (CONTENT_SID.test(written)) return approved(written, wish);
      return refused('On Twilio the template is a ContentSid: HX and 32 hex digits.');
    case 'whatsapp-cloud':
      return readMetaTemplate(written, wish);
    case 'telegram':
      return readText(written);
    case 'simulator':
      return SIMULATED_NAME.test(written) ? approved(written, wish) : readText(written);
    case 'whatsapp-web':
      return refused('A broadcast cannot go through WhatsApp Web: numbers that do so are blocked.');
    case 'botpress':
      return refused('A broadcast cannot go through Botpress: name a WhatsApp or Telegram sender.');
  }
}

function readMetaTemplate(written: string, wish: WrittenTemplate): TemplateRead {
  const [name = '', language = wish.language, ...rest] = written.split(':');
  if (rest.length === 0 && META_NAME.test(name) && LANGUAGE.test(language)) {
    return approved(`${name}:${language}`, wish);
  }
  return refused('On WhatsApp Cloud the template is name:language, such as bienvenida:es_CO.');
}

function readText(text: string): TemplateRead {
  if (Array.from(text).length > LONGEST_TEXT) {
    return refused(`The text is longer than ${LONGEST_TEXT} characters.`);
  }
  return { kind: 'read', content: { kind: 'text', text } };
}

function approved(template: string, { body }: WrittenTemplate): TemplateRead {
  const preview = body === undefined ? {} : { preview: body };
  return { kind: 'read', content: { kind: 'template', template, variables: {}, ...preview } };
}

/** The variables that the words name, each once; null where the words are the provider's secret. */
export function variablesOf(content: BroadcastContent): string[] | null {
  if (content.kind === 'text') return placesIn(content.text);
  return content.preview === undefined ? null : placesIn(content.preview);
}

/** What a person will read, as far as it is known. */
export function sampleOf(content: BroadcastContent, variables: Readonly<Record<string, string>>): string {
  const message = messageFor(content, variables);
  const words = textOf(message);
  if (words !== null || message.kind === 'text') return words ?? '';
  const values = Object.entries(message.variables).map(([name, value]) => `${name}: ${value}`);
  return [`[${message.template}]`, ...values].join('\n');
}

function refused(reason: string): TemplateRead {
  return { kind: 'refused', reason };
}
