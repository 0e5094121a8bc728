import type { DataSource } from 'typeorm';
import { createAgentActivities } from '../activities/agent.activities';
import type { AgentParts } from '../activities/agent/agent-deps';
import type { AgentTool } from '../activities/agent/agent-tool';
import { createShopTools } from '../activities/agent/shop-tools';
import type { ConversationsDeps } from '../activities/conversations/conversations-deps';
import type { CheckoutStarter } from '../api/temporal/ports';
import type { Env } from '../config/env';
import { modelEndpointsOf } from '../config/model-settings';
import { publicBaseUrlOf } from '../config/public-base-url';
import { createAgentTurns } from '../db/repositories/agent-turns';
import { createAgentVersions } from '../db/repositories/agent-versions';
import { createBusiness } from '../db/repositories/business-settings';
import { createCartAgreements } from '../db/repositories/cart-agreements';
import { createCarts } from '../db/repositories/carts';
import { createLanguageModels } from '../db/repositories/language-models';
import { createModelUsage } from '../db/repositories/model-usage';
import { createOrders } from '../db/repositories/orders';
import { createProducts } from '../db/repositories/products';
import { createShopUsers } from '../db/repositories/shop-users';
import type { SecretBox } from '../db/secrets/secret-box';
import type { AnswerCache } from '../llm/answer-cache/answer-cache';
import { createLanguageModelRouter } from '../llm/language-models';
import type { Logger } from '../observability/logger';

/** What agents answer with; the keys of their models are opened by the box that sealed them. */
export type AgentSettings = AgentParts & { secretBox: SecretBox };

interface ProcessParts {
  env: Env;
  logger: Logger;
  db: DataSource;
  answers: AnswerCache;
  secretBox: SecretBox;
  checkoutStarter: Pick<CheckoutStarter, 'start'>;
}

/** What agents of a worker answer with; what a model failed with is worth a line. */
export function agentSettingsOf({ env, logger, db, checkoutStarter, ...kept }: ProcessParts): AgentSettings {
  const publicBaseUrl = publicBaseUrlOf(env);
  const router = createLanguageModelRouter({
    endpoints: modelEndpointsOf(env),
    now: () => Date.now(),
    onFailure: ({ provider, model, outcome, ms }, detail) => {
      logger.warn({ provider, model, outcome, ms, detail }, 'a language model gave nothing usable');
    },
  });
  return { ...kept, router, tools: shopTools(db, { publicBaseUrl, checkoutStarter }), publicBaseUrl };
}

function shopTools(
  db: DataSource,
  { publicBaseUrl, checkoutStarter }: Pick<ProcessParts, 'checkoutStarter'> & { publicBaseUrl: string },
): AgentTool[] {
  return createShopTools({
    shopUsers: createShopUsers(db),
    products: createProducts(db),
    carts: createCarts(db),
    agreements: createCartAgreements(db),
    orders: createOrders(db),
    startCheckout: (order) => checkoutStarter.start(order),
    publicBaseUrl,
  });
}

/** The activities of agents, which end their turns as every turn of a conversation ends. */
export function composeAgents(
  db: DataSource,
  conversations: ConversationsDeps,
  { secretBox, ...parts }: AgentSettings,
) {
  return createAgentActivities({
    ...parts,
    conversations,
    business: createBusiness(db),
    turns: createAgentTurns(db),
    versions: createAgentVersions(db),
    models: createLanguageModels(db, secretBox),
    usage: createModelUsage(db),
  });
}
