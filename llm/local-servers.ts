import { z } from 'zod';
import type { LocalModelState, LocalServer, ModelEndpoints } from '../domain/llm/ports';

/** A server on the next desk answers at once or not at all. */
const TIMEOUT_MS = 2000;

/** https://docs.ollama.com/api/tags and /api/ps */
const ollamaModels = z.object({ models: z.array(z.object({ name: z.string() })) });
/** https://lmstudio.ai/docs/developer/rest/list, since LM Studio 0.4 */
const lmStudioModels = z.object({
  models: z.array(z.object({ key: z.string(), loaded_instances: z.array(z.unknown()).default([]) })),
});
/** The same of earlier versions, under /api/v0. */
const earlierModels = z.object({ data: z.array(z.object({ id: z.string(), state: z.string() })) });

class NotThere extends Error {}

/** Asks LM Studio and Ollama what they have, what is in memory, and whether they answer at all. */
export async function askLocalServers(endpoints: ModelEndpoints): Promise<LocalServer[]> {
  return Promise.all([
    stateOf('lm-studio', () => lmStudioState(endpoints['lm-studio'])),
    stateOf('ollama', () => ollamaState(endpoints.ollama)),
  ]);
}

async function stateOf(
  name: LocalServer['name'],
  ask: () => Promise<LocalModelState[]>,
): Promise<LocalServer> {
  try {
    return { name, state: 'up', models: await ask() };
  } catch (error) {
    return {
      name,
      state: error instanceof z.ZodError || error instanceof NotThere ? 'wrong' : 'away',
      models: [],
    };
  }
}

async function ollamaState(url: string): Promise<LocalModelState[]> {
  const [all, running] = await Promise.all([get(`${url}/api/tags`), get(`${url}/api/ps`)]);
  const loaded = new Set(ollamaModels.parse(running).models.map(({ name }) => name));
  return ollamaModels.parse(all).models.map(({ name }) => ({ name, loaded: loaded.has(name) }));
}

async function lmStudioState(url: string): Promise<LocalModelState[]> {
  try {
    const { models } = lmStudioModels.parse(await get(`${url}/api/v1/models`));
    return models.map(({ key, loaded_instances: instances }) => ({
      name: key,
      loaded: instances.length > 0,
    }));
  } catch (error) {
    if (!(error instanceof NotThere) && !(error instanceof z.ZodError)) throw error;
    const { data } = earlierModels.parse(await get(`${url}/api/v0/models`));
    return data.map(({ id, state }) => ({ name: id, loaded: state === 'loaded' }));
  }
}

async function get(url: string): Promise<unknown> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
  if (!answer.ok) throw new NotThere(`${answer.status}`);
  const text = await answer.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new NotThere('no JSON');
  }
}
