import type { AgentVersion } from '../../domain/agent/configuration';
import { PROMPT_VERSION } from '../../domain/agent/system-prompt';
import { answerKey, isCacheable } from '../../domain/llm/answer-key';
import type { ModelMessage } from '../../domain/llm/message';
import type { OpenTurn } from './read-turn';

/** A step that is about to be asked for. */
export interface AskedStep {
  open: OpenTurn;
  agent: AgentVersion;
  said: string;
  /** What the model is told; more than the question itself is something of the person. */
  messages: readonly ModelMessage[];
}

/** Under what an answer to this may be known from somebody else; null for what only this person may be told. */
export function keyOf({ open: { dialog, asked }, agent, said, messages }: AskedStep): string | null {
  const { version, configuration } = agent;
  const isPlain = isCacheable({ toolCalls: 0, personal: messages.length > 1 || asked.agent !== null });
  if (!configuration.answerCache || !isPlain) return null;
  return answerKey({
    accountId: dialog.accountId,
    botId: dialog.botId,
    text: said,
    promptVersion: PROMPT_VERSION,
    knowledgeVersion: String(version),
  });
}
