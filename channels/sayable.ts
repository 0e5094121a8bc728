import type { BotTriggerContent, MessageContent, ScenarioContent } from '../domain/messaging/content';

/** What a person can be sent: everything but what begins a bot's work. */
export type SayableContent = Exclude<MessageContent, BotTriggerContent | ScenarioContent>;

/** The content, for a channel that reaches people. Throws on what was never meant for one. */
export function sayable(content: MessageContent): SayableContent {
  if (content.kind === 'bot-trigger' || content.kind === 'scenario') {
    throw new Error(`A ${content.kind} goes to a bot, not to a person`);
  }
  return content;
}
