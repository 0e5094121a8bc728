import type { ConversationPorts } from '../../domain/conversations/ports';
import { createExpressions } from './expressions';
import { createPatterns } from './patterns';

/** What the engine needs of the world: RE2 patterns and CEL expressions. */
export function createEnginePorts(): Required<ConversationPorts> {
  const patterns = createPatterns();
  return { patterns, expressions: createExpressions(patterns) };
}
