import { z } from 'zod';
import type { ModelSetting } from '../../domain/llm/model-setting';
import type { ModelEndpoints } from '../../domain/llm/ports';
import { accessOfStatus, noAnswer, unknownModel, type ModelAccess } from './model-access';

type KeyedSetting = Extract<ModelSetting, { credentials: { apiKey: string } }>;
type KeyedProvider = KeyedSetting['provider'];

interface Question {
  /** Of the provider itself, with the version that the adapter speaks. */
  baseUrl: string;
  path: (model: string) => string;
  headers: (apiKey: string) => Record<string, string>;
  /** What it says otherwise than `accessOfStatus` reads it. */
  read?: (answer: { status: number; body: unknown }, setting: KeyedSetting) => ModelAccess | null;
}

const TIMEOUT_MS = 10_000;

const bearer = (apiKey: string) => ({ authorization: `Bearer ${apiKey}` });
const byId = (model: string) => `/models/${encodeURIComponent(model)}`;

const QUESTIONS: Readonly<Record<KeyedProvider, Question>> = {
  /** https://ai.google.dev/api/models#method:-models.get */
  gemini: {
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
    path: byId,
    headers: (apiKey) => ({ 'x-goog-api-key': apiKey }),
    read: readGemini,
  },
  /** https://platform.openai.com/docs/api-reference/models/retrieve */
  openai: { baseUrl: 'https://api.openai.com/v1', path: byId, headers: bearer, read: readOpenAi },
  /** https://docs.anthropic.com/en/api/models; it knows aliases too. */
  anthropic: {
    baseUrl: 'https://api.anthropic.com/v1',
    path: byId,
    headers: (apiKey) => ({ 'x-api-key': apiKey, 'anthropic-version': '2023-06-01' }),
  },
  /** https://docs.x.ai/docs/api-reference#list-language-models: the list that names aliases. */
  xai: {
    baseUrl: 'https://api.x.ai/v1',
    path: () => '/language-models',
    headers: bearer,
    read: readXai,
  },
};

/** Asks a provider for one of its models, which costs no tokens. */
export async function checkKeyedAccess(
  setting: KeyedSetting,
  endpoints: ModelEndpoints,
): Promise<ModelAccess> {
  const { provider, model, credentials } = setting;
  const { baseUrl, path, headers, read } = QUESTIONS[provider];
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const answer = await fetch((endpoints[provider] ?? baseUrl) + path(model), {
      headers: headers(credentials.apiKey),
      redirect: 'error',
      signal,
    });
    const { status } = answer;
    return read?.({ status, body: jsonIn(await answer.text()) }, setting) ?? accessOfStatus(status, setting);
  } catch {
    return noAnswer(setting, signal.aborted ? 'no answer in time' : 'unreachable');
  }
}

const geminiError = z.looseObject({ error: z.looseObject({ status: z.string() }) });

/** A wrong key is 400 INVALID_ARGUMENT, a country or project without the API 400 FAILED_PRECONDITION: https://ai.google.dev/gemini-api/docs/troubleshooting */
function readGemini({ status, body }: { status: number; body: unknown }): ModelAccess | null {
  if (status !== 400) return null;
  const said = geminiError.safeParse(body).data?.error.status;
  return said === 'FAILED_PRECONDITION'
    ? { kind: 'no-rights', detail: 'Gemini wants billing switched on in the project of this key (400)' }
    : { kind: 'refused', detail: 'Gemini refuses the key: it answered 400' };
}

const openAiError = z.looseObject({ error: z.looseObject({ message: z.string() }) });

/** A key that is restricted may lack the right to read models and have the one to use them; it says so under 401 or 403. */
function readOpenAi({ status, body }: { status: number; body: unknown }): ModelAccess | null {
  const message = openAiError.safeParse(body).data?.error.message ?? '';
  const isRestricted = status === 403 || (status === 401 && message.includes('Missing scopes'));
  return isRestricted ? { kind: 'unsure', detail: 'OpenAI lets this key not read models' } : null;
}

const xaiModels = z.looseObject({
  models: z.array(z.looseObject({ id: z.string(), aliases: z.array(z.string()).default([]) })),
});

/** A wrong key is 400, and 403 is for blocked keys and those that may not ask this: https://docs.x.ai/docs/key-information/debugging */
function readXai(
  { status, body }: { status: number; body: unknown },
  setting: KeyedSetting,
): ModelAccess | null {
  if (status === 400) return { kind: 'refused', detail: 'xAI refuses the key: it answered 400' };
  if (status === 403)
    return { kind: 'unsure', detail: 'xAI lets this key not read models, or has blocked it' };
  if (status !== 200) return null;
  const listed = xaiModels.safeParse(body).data?.models;
  if (!listed) return noAnswer(setting, 'its answer says nothing');
  const isThere = listed.some(({ id, aliases }) => [id, ...aliases].includes(setting.model));
  return isThere ? { kind: 'works' } : unknownModel(setting);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
