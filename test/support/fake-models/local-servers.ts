import express from 'express';
import type { Router } from 'express';

export const OLLAMA_MODELS = ['llama3.2:3b', 'qwen3:8b'];
export const LM_STUDIO_MODELS = ['google/gemma-3-4b', 'qwen/qwen3-4b'];

export interface LocalServers {
  /** Models in memory, by name. */
  loaded: Set<string>;
  away: Set<'ollama' | 'lm-studio'>;
}

/**
 * What the servers say of themselves: https://docs.ollama.com/api/tags, /api/ps and /api/version, and
 * https://lmstudio.ai/docs/developer/rest/list.
 */
export function localServerRoutes({ loaded, away }: LocalServers): Router {
  const router = express.Router();
  for (const name of ['ollama', 'lm-studio'] as const) {
    router.use(`/${name}`, (req, _res, next) => {
      if (away.has(name)) req.socket.resetAndDestroy();
      else next();
    });
  }
  const ollamaModel = (name: string) => ({
    name,
    model: name,
    size: 2_019_393_189,
    details: { family: 'llama' },
  });
  router.get('/ollama/api/version', (_req, res) => res.json({ version: '0.13.0' }));
  router.get('/ollama/api/tags', (_req, res) => res.json({ models: OLLAMA_MODELS.map(ollamaModel) }));
  router.get('/ollama/api/ps', (_req, res) =>
    res.json({ models: OLLAMA_MODELS.filter((name) => loaded.has(name)).map(ollamaModel) }),
  );
  router.get('/ollama/v1/models', (_req, res) => res.json(openAiList(OLLAMA_MODELS)));
  router.get('/lm-studio/v1/models', (_req, res) => res.json(openAiList(LM_STUDIO_MODELS)));
  router.get('/lm-studio/api/v0/models', (_req, res) =>
    res.json({
      object: 'list',
      data: LM_STUDIO_MODELS.map((id) => ({
        id,
        object: 'model',
        type: 'llm',
        state: loaded.has(id) ? 'loaded' : 'not-loaded',
        max_context_length: 131_072,
      })),
    }),
  );
  return router;
}

function openAiList(ids: readonly string[]): object {
  return { object: 'list', data: ids.map((id) => ({ id, object: 'model', owned_by: 'library' })) };
}
