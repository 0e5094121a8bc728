import type { AgentTurns } from '../../db/repositories/agent-turns';
import type { AgentVersions } from '../../db/repositories/agent-versions';
import type { Business } from '../../db/repositories/business-settings';
import type { LanguageModels } from '../../db/repositories/language-models';
import type { ModelUsage } from '../../db/repositories/model-usage';
import type { AnswerCache } from '../../llm/answer-cache/answer-cache';
import type { ModelRouter } from '../../llm/router';
import type { ConversationsDeps } from '../conversations/conversations-deps';
import type { AgentTool } from './agent-tool';

/** What an agent answers with. */
export interface AgentParts {
  router: ModelRouter;
  answers: AnswerCache;
  tools: readonly AgentTool[];
  /** Where pages of ours are: the one address that a model's text may always name. */
  publicBaseUrl: string;
}

/** What the activities of agents work with, besides what every turn of a conversation needs. */
export interface AgentDeps extends AgentParts {
  conversations: ConversationsDeps;
  business: Pick<Business, 'current'>;
  turns: AgentTurns;
  versions: AgentVersions;
  models: Pick<LanguageModels, 'open' | 'budget'>;
  usage: ModelUsage;
}
