import type { ModelSetting } from '../../domain/llm/model-setting';
import type { ModelEndpoints } from '../../domain/llm/ports';
import { askLocalServers } from '../local-servers';
import { noAnswer, unknownModel, type ModelAccess } from './model-access';

type LocalSetting = Extract<ModelSetting, { provider: 'ollama' | 'lm-studio' }>;

/** Whether a server of one's own answers and has the model. */
export async function checkLocalAccess(
  { provider, model }: LocalSetting,
  endpoints: ModelEndpoints,
): Promise<ModelAccess> {
  const asked = { provider, model };
  const server = (await askLocalServers(endpoints)).find(({ name }) => name === provider);
  if (server?.state !== 'up') {
    return noAnswer(
      asked,
      server?.state === 'wrong' ? 'something else answers there' : 'nobody answers there',
    );
  }
  // Ollama adds the tag that a name leaves out: https://docs.ollama.com/api/tags
  const names = provider === 'ollama' && !model.includes(':') ? [model, `${model}:latest`] : [model];
  return server.models.some(({ name }) => names.includes(name)) ? { kind: 'works' } : unknownModel(asked);
}
