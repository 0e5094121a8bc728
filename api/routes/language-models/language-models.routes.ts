import type { PutModels } from '../../../db/repositories/language-models';
import type { ModelSetting } from '../../../domain/llm/model-setting';
import type { ApiDeps } from '../../api-deps';
import { notFound, problem, type Problem } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { noKey } from '../bots/read-platform';
import { presentModels, presentTest } from './language-models.presenter';
import {
  localServersView,
  modelsView,
  modelTestView,
  putModelsBody,
  testModelBody,
  type TestModelBody,
} from './language-models.schema';

const view = async (accountId: string, { languageModels, modelUsage, now }: ApiDeps) => ({
  models: presentModels(await languageModels.list(accountId)),
  budget: await languageModels.budget(accountId),
  today: await modelUsage.today(accountId, now()),
});

/** For the audit log; of keys only fingerprints. */
const auditedModels = async (accountId: string, { languageModels }: ApiDeps) => ({
  models: (await languageModels.list(accountId)).map(({ provider, model, fingerprint }) => ({
    ...{ provider, model, fingerprint },
  })),
  budget: await languageModels.budget(accountId),
});

/** Which language models an account uses, what they may cost, and whether they answer. */
export const languageModelRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/language-models',
    operationId: 'getLanguageModels',
    summary: 'The language models of the account in the order they are asked, and what they used today',
    tag: 'Language models',
    access: 'models:read',
    response: { status: 200, description: 'Of keys only fingerprints', schema: modelsView },
    handler: async ({ accountId }, deps) => reply(await view(accountId, deps)),
  }),

  defineRoute({
    method: 'put',
    path: '/api/language-models',
    operationId: 'putLanguageModels',
    summary: 'Replaces the whole list, in the order in which models are asked',
    tag: 'Language models',
    access: 'models:write',
    body: json(putModelsBody),
    response: { status: 200, description: 'The list as it is now', schema: modelsView },
    handler: async ({ accountId, body }, deps) => {
      const sealed = body.models.some(({ credentials }) => credentials !== null);
      if (sealed && !deps.secretBox.canSeal) return noKey();
      const before = await auditedModels(accountId, deps);
      const put = await deps.languageModels.put(accountId, body.models, deps.languageModelPorts.needsKey);
      if (put.kind !== 'put') return refused(put);
      if (body.budget) await deps.languageModels.putBudget(accountId, body.budget);
      const change = { before, after: await auditedModels(accountId, deps) };
      return reply(await view(accountId, deps), { change });
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/language-models/test',
    operationId: 'testLanguageModel',
    summary: 'Asks a model for one word, now; it may cost a few tokens',
    tag: 'Language models',
    access: 'models:write',
    body: json(testModelBody),
    response: { status: 200, description: 'Whether it answered', schema: modelTestView },
    handler: async ({ accountId, body }, deps) => {
      const setting = await settingOf(accountId, body, deps);
      if ('kind' in setting) return setting;
      return reply(presentTest(await deps.languageModelPorts.test(accountId, setting)));
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/lmstudio',
    operationId: 'getLocalModelServers',
    summary: 'Whether LM Studio and Ollama answer, which models they have, and which of them are in memory',
    tag: 'Language models',
    access: 'models:read',
    response: { status: 200, description: 'Each server as it is now', schema: localServersView },
    handler: async (_request, { languageModelPorts }) =>
      reply({ servers: await languageModelPorts.localServers() }),
  }),
];

/** A model of the list, or one that is only tried. */
async function settingOf(
  accountId: string,
  body: TestModelBody,
  deps: ApiDeps,
): Promise<ModelSetting | Problem> {
  const { id } = body;
  const known =
    id === null ? undefined : (await deps.languageModels.open(accountId)).find((one) => one.id === id);
  if (id !== null && !known) return notFound('language model');
  if (!('provider' in body)) return known ?? notFound('language model');
  return triedSetting({ accountId, body, known }, deps);
}

interface Trial {
  accountId: string;
  body: Extract<TestModelBody, { provider: string }>;
  known: ModelSetting | undefined;
}

/** What is to be tried, with the key of the model it names where it brings none. */
function triedSetting(
  { accountId, body, known }: Trial,
  { languageModelPorts }: ApiDeps,
): ModelSetting | Problem {
  const { provider, model, credentials } = body;
  if (credentials === null && known?.provider === provider) return { ...known, model };
  if (credentials !== null || !languageModelPorts.needsKey(provider)) {
    return { id: `trial:${accountId}`, provider, model, credentials } as ModelSetting;
  }
  return problem('invalid_request', `credentials: ${provider} takes a key.`, {
    errors: [{ path: 'credentials', message: 'needed by this provider' }],
  });
}

function refused(put: Exclude<PutModels, { kind: 'put' }>): Problem {
  const message =
    put.kind === 'no-key'
      ? 'credentials are needed by this provider'
      : 'id names no model of the present list with this provider';
  return problem('invalid_request', `models.${put.index}: ${message}.`, {
    errors: [{ path: `models.${put.index}`, message }],
  });
}
