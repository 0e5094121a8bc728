/** Plain text, at most the channel's own length. */
export interface TextContent {
  kind: 'text';
  text: string;
}

/** A template the provider approved beforehand; the only content allowed outside the 24-hour window. */
export interface TemplateContent {
  kind: 'template';
  /** The provider's own id: Twilio's ContentSid (`HX…`). The simulator shows it with its variables. */
  template: string;
  variables: Record<string, string>;
}

/** Asks an external bot (Botpress) to start one day with a contact; seed 000's webhook body. */
export interface BotTriggerContent {
  kind: 'bot-trigger';
  session: number;
  day: number;
}

/** What a send carries; ids and small values, stored with the ledger row. */
export type MessageContent = TextContent | TemplateContent | BotTriggerContent;
