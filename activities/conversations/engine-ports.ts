import type { ConversationPorts } from '../../domain/conversations/ports';

/** What the engine needs of the world: patterns and expressions. */
export function createEnginePorts(): ConversationPorts {
  return {};
}
