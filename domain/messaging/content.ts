/** Plain text, at most the channel's own length. */
export interface TextContent {
  kind: 'text';
  text: string;
  /** The one message that may still go to a contact that just opted out: it says so. */
  confirmsOptOut?: true;
}

/** A template the provider approved beforehand; the only content allowed outside the 24-hour window. */
export interface TemplateContent {
  kind: 'template';
  /** The provider's own id: Twilio's ContentSid (`HX…`), WhatsApp Cloud's name and language (`bienvenida:es_CO`). */
  template: string;
  variables: Record<string, string>;
  /** The approved body with `{{1}}` for variables: what the simulator shows and a lost send is matched by. */
  preview?: string;
}

/** Asks an external bot (Botpress) to start one day with a contact; seed 000's webhook body. */
export interface BotTriggerContent {
  kind: 'bot-trigger';
  session: number;
  day: number;
}

/** Begins a bot's scenario with the contact, as a program's day; what is said are sends of their own. */
export interface ScenarioContent {
  kind: 'scenario';
  /** Names, as the program's definition has them. */
  bot: string;
  scenario: string;
  enrollmentId: string;
  contactId: string;
  session: number;
  day: number;
}

export const FILE_KINDS = ['image', 'video', 'audio', 'document'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** A file by its id in the bot's media, or at a public https address; exactly one of the two. */
export interface FileRef {
  kind: FileKind;
  media?: string;
  url?: string;
  caption?: string;
}

export interface FileContent {
  kind: 'file';
  file: FileRef;
}

/** Several files as one message; only for channels that have albums. */
export interface AlbumContent {
  kind: 'album';
  files: FileRef[];
}

export interface ChoiceOption {
  /** What comes back when it is tapped. */
  id: string;
  label: string;
  description?: string;
}

/** Words, or a file with words, and buttons or a list under them; as the channel's capabilities allow. */
export interface ChoicesContent {
  kind: 'choices';
  text: string;
  file?: FileRef;
  options: ChoiceOption[];
  /** What opens the list; buttons when absent. */
  open?: string;
}

/** What a send carries; ids and small values, stored with the ledger row. */
export type MessageContent =
  | TextContent
  | TemplateContent
  | BotTriggerContent
  | ScenarioContent
  | FileContent
  | AlbumContent
  | ChoicesContent;

/** The files of a message that are the bot's own. */
export function mediaOf(content: MessageContent): string[] {
  return filesOf(content).flatMap(({ media }) => (media === undefined ? [] : [media]));
}

/** Every file of a message, in its order. */
export function filesOf(content: MessageContent): readonly FileRef[] {
  switch (content.kind) {
    case 'file':
      return [content.file];
    case 'album':
      return content.files;
    case 'choices':
      return content.file ? [content.file] : [];
    case 'text':
    case 'template':
    case 'bot-trigger':
    case 'scenario':
      return [];
  }
}

/** The words a person will read; null where only the provider knows them. */
export function textOf(content: MessageContent): string | null {
  switch (content.kind) {
    case 'text':
    case 'choices':
      return content.text;
    case 'file':
      return content.file.caption ?? '';
    case 'album':
      return content.files.flatMap(({ caption }) => caption ?? []).join('\n');
    case 'template':
      return content.preview === undefined ? null : filled(content.preview, content.variables);
    case 'bot-trigger':
    case 'scenario':
      return null;
  }
}

function filled(preview: string, variables: Readonly<Record<string, string>>): string {
  return preview.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) =>
    Object.hasOwn(variables, name) ? String(variables[name]) : placeholder,
  );
}
