import express from 'express';
import type { Request, Response, Router } from 'express';

/** The providers that tell of their models under a key; servers of one's own tell anybody. */
export type Listing = 'vertex' | 'gemini' | 'openai' | 'anthropic' | 'xai';
type ListRefusal = 'wrong-key' | 'no-rights' | 'unknown-model' | 'away';
/** How questions about a provider's models are refused. */
export type ListRefusals = Map<Listing, Exclude<ListRefusal, 'unknown-model'>>;

/** The one model of each by its id, and the name that is an alias of it. */
const MODELS: Readonly<Record<Listing, { id: string; alias?: string }>> = {
  vertex: { id: 'gemini-3.5-flash' },
  gemini: { id: 'gemini-3.5-flash' },
  openai: { id: 'gpt-5.4-mini' },
  anthropic: { id: 'claude-haiku-4-5-20251001', alias: 'claude-haiku-4-5' },
  xai: { id: 'grok-4.7-0915', alias: 'grok-4.7' },
};

interface Written {
  status: number;
  body: object;
}

/** In each provider's own format; the documentation is named where the adapter reads it. */
const REFUSED: Readonly<Record<Listing, Readonly<Record<ListRefusal, Written>>>> = {
  vertex: {
    'wrong-key': google(401, 'UNAUTHENTICATED'),
    'no-rights': google(403, 'PERMISSION_DENIED'),
    'unknown-model': google(404, 'NOT_FOUND'),
    away: google(503, 'UNAVAILABLE'),
  },
  gemini: {
    'wrong-key': google(400, 'INVALID_ARGUMENT'),
    'no-rights': google(403, 'PERMISSION_DENIED'),
    'unknown-model': google(404, 'NOT_FOUND'),
    away: google(503, 'UNAVAILABLE'),
  },
  openai: {
    'wrong-key': openAi(401, 'Incorrect API key provided.'),
    'no-rights': openAi(401, 'You have insufficient permissions. Missing scopes: api.model.read.'),
    'unknown-model': openAi(404, 'The model does not exist or you do not have access to it.'),
    away: openAi(503, 'The server is overloaded.'),
  },
  anthropic: {
    'wrong-key': anthropic(401, 'authentication_error'),
    'no-rights': anthropic(403, 'permission_error'),
    'unknown-model': anthropic(404, 'not_found_error'),
    away: anthropic(529, 'overloaded_error'),
  },
  xai: {
    'wrong-key': xai(400, 'Incorrect API key provided.'),
    'no-rights': xai(403, 'The caller does not have permission.'),
    'unknown-model': xai(404, 'The model does not exist.'),
    away: xai(503, 'The service is unavailable.'),
  },
};

/** What providers say of a model without making it answer. */
export function modelListRoutes(refusals: ListRefusals): Router {
  const router = express.Router();
  const told = (provider: Listing, body: (id: string) => object) => (req: Request, res: Response) => {
    const { id, alias } = MODELS[provider];
    const { model = id } = req.params;
    const refusal = refusals.get(provider) ?? (model === id || model === alias ? null : 'unknown-model');
    const { status, body: written } =
      refusal === null ? { status: 200, body: body(id) } : REFUSED[provider][refusal];
    res.status(status).json(written);
  };
  router.get(
    '/gemini/v1beta/models/:model',
    told('gemini', (id) => ({ name: `models/${id}`, supportedGenerationMethods: ['generateContent'] })),
  );
  router.get(
    '/openai/v1/models/:model',
    told('openai', (id) => ({ id, object: 'model', created: 1_770_000_000, owned_by: 'system' })),
  );
  router.get(
    '/anthropic/v1/models/:model',
    told('anthropic', (id) => ({ type: 'model', id, display_name: id, created_at: '2025-10-01T00:00:00Z' })),
  );
  router.get(
    '/xai/v1/language-models',
    told('xai', (id) => ({ models: [{ id, aliases: ['grok-4.7'], object: 'model', owned_by: 'xai' }] })),
  );
  router.post(
    /^\/vertex\/v1\/projects\/[\w-]+\/locations\/[\w-]+\/publishers\/google\/models\/(?<model>[\w.-]+):countTokens$/,
    told('vertex', () => ({ totalTokens: 1, totalBillableCharacters: 4 })),
  );
  return router;
}

function google(code: number, status: string): Written {
  return { status: code, body: { error: { code, message: `${status}.`, status } } };
}

function openAi(status: number, message: string): Written {
  return { status, body: { error: { message, type: 'invalid_request_error', param: null, code: null } } };
}

function anthropic(status: number, type: string): Written {
  return { status, body: { type: 'error', error: { type, message: `${type}.` } } };
}

function xai(status: number, error: string): Written {
  return { status, body: { code: 'refused', error } };
}
