/** Plain text, at most the channel's own length. */
export interface TextContent {
  kind: 'text';
  text: string;
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

/** What a send carries; ids and small values, stored with the ledger row. */
export type MessageContent = TextContent | TemplateContent | BotTriggerContent;

/** The words a person will read; null where only the provider knows them. */
export function textOf(content: MessageContent): string | null {
  if (content.kind === 'text') return content.text;
  if (content.kind === 'bot-trigger' || content.preview === undefined) return null;
  const { preview, variables } = content;
  return preview.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) =>
    Object.hasOwn(variables, name) ? String(variables[name]) : placeholder,
  );
}
