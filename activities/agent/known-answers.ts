import type { AgentVersion } from '../../domain/agent/configuration';
import type { BusinessVersion } from '../../domain/business/settings';
import { PROMPT_VERSION } from '../../domain/agent/system-prompt';
import { answerKey, isCacheable, saysWhoWrites } from '../../domain/llm/answer-key';
import type { ModelMessage } from '../../domain/llm/message';
import type { OpenTurn } from './read-turn';

/** A step that is about to be asked for. */
export interface AskedStep {
  open: OpenTurn;
  agent: AgentVersion;
  business: BusinessVersion;
  /** What the model is told; more than the question itself is something of the person. */
  messages: readonly ModelMessage[];
}

/** Under what an answer to this may be known from somebody else; null for what only this person may be told. */
export function keyOf({ open: { dialog, asked }, agent, business, messages }: AskedStep): string | null {
  const { version, configuration } = agent;
  const [question, ...more] = messages;
  if (!configuration.answerCache || question?.role !== 'contact') return null;
  const { text } = question;
  const personal = more.length > 0 || asked.agent !== null || saysWhoWrites(text);
  if (!isCacheable({ toolCalls: 0, personal })) return null;
  return answerKey({
    accountId: dialog.accountId,
    botId: dialog.botId,
    text,
    promptVersion: PROMPT_VERSION,
    knowledgeVersion: `${version}.${business.version}.${configuration.language}`,
  });
}
