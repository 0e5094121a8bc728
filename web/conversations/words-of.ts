import type { Entry } from './conversations-data';

interface Item {
  kind: string;
  text?: string;
  caption?: string;
  media?: string;
  url?: string;
}

/** What a transcript's entry says, ready to be shown. */
export interface Said {
  texts: string[];
  files: { kind: string; mediaId: string | null }[];
  options: string[];
}

const NOTHING: Said = { texts: [], files: [], options: [] };

/** The words of a message, whoever said it. */
export function saidIn({ type, data }: Entry): Said {
  if (type === 'bot') return ofBot(data['message'] as BotMessage | undefined);
  const { text = '', choice, template, media = [] } = data as Written;
  const words = text === '' ? (choice ?? template ?? '') : text;
  return {
    texts: words === '' ? [] : [words],
    files: media.map(({ kind, mediaId = null }) => ({ kind, mediaId })),
    options: [],
  };
}

/** What a person wrote, on either side; a template whose words are not known shows its name. */
interface Written {
  text?: string;
  choice?: string;
  template?: string;
  media?: Received[];
}

interface Received {
  kind: string;
  mediaId?: string | null;
}

interface BotMessage {
  items?: Item[];
  buttons?: { label: string }[];
  list?: { rows: { label: string }[] };
}

function ofBot(message: BotMessage | undefined): Said {
  if (message === undefined) return NOTHING;
  const { items = [], buttons = [], list } = message;
  const files = items.filter(({ kind }) => kind !== 'text');
  return {
    texts: items.map(({ text, caption }) => text ?? caption ?? '').filter((text) => text !== ''),
    files: files.map(({ kind, media = null }) => ({ kind, mediaId: media })),
    options: [...buttons, ...(list?.rows ?? [])].map(({ label }) => label),
  };
}

/** The words in which an event and its facts are told; what has none is told as it is called. */
interface EventWords {
  events: Readonly<Record<string, string>>;
  facts: Readonly<Record<string, string>>;
  moment: (iso: string) => string;
}

/** What happened in between, in one line: its name, then its facts. */
export function eventLine({ event, data }: Entry, { events, facts, moment }: EventWords): string {
  const told = Object.entries(data)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => {
      const text =
        name === 'until' && typeof value === 'number' ? moment(new Date(value).toISOString()) : textOf(value);
      return name === 'detail' ? text : `${facts[name] ?? name} ${text}`;
    });
  return [events[event] ?? event, ...told].join(' · ');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What every reader wants to know; the rest is the plain working of a scenario. */
const NEWS = new Set([
  'error',
  'handed-off',
  'returned',
  'migrated',
  'closed',
  'ended',
  'started',
  'ignored',
  'call',
]);

export function isNews({ type, event }: Entry): boolean {
  return type !== 'event' || NEWS.has(event);
}
