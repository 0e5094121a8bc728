import { z } from 'zod';
import {
  MODEL_PROVIDERS,
  type ModelCredentials,
  type ModelProvider,
} from '../../../domain/llm/model-setting';

/** A secret as providers make them: what a header can carry. */
const secret = z
  .string()
  .min(1)
  .max(4000)
  .regex(/^[\x21-\x7e]+$/, 'no spaces, and no other characters than those of ASCII');
const apiKey = z.strictObject({ apiKey: secret });
const nothing = z.null();

const project = z.string().regex(/^[a-z][a-z0-9:.-]{3,60}[a-z0-9]$/, 'the id of a Google Cloud project');
const location = z.string().regex(/^(global|[a-z]+-[a-z]+\d{1,2})$/, 'a region, such as us-central1');
const vertex = z
  .union([
    z.strictObject({
      project,
      location,
      clientEmail: z.email(),
      privateKey: z
        .string()
        .max(8000)
        .regex(/^-----BEGIN PRIVATE KEY-----/, 'private_key of the JSON of the service account'),
    }),
    z.strictObject({ project, location, accessToken: secret }),
  ])
  .meta({ description: 'A service account, or a token that lasts an hour' });

/** The credentials of each provider, checked as far as their shape tells. */
const CREDENTIALS = {
  vertex,
  gemini: apiKey,
  openai: apiKey,
  anthropic: apiKey,
  xai: apiKey,
  ollama: nothing,
  'lm-studio': nothing,
  offline: nothing,
} satisfies { [P in ModelProvider]: z.ZodType<ModelCredentials[P]> };

const model = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[\w./:@-]+$/, 'the name that the provider gives the model');
const id = z
  .uuid()
  .nullable()
  .default(null)
  .meta({ description: 'A model of the present list, to keep its key' });

function wishOf<P extends ModelProvider>(provider: P) {
  const credentials = CREDENTIALS[provider].nullable().default(null).meta({
    description:
      'Never shown again; null where the provider takes none, to keep the key of `id`, or, for vertex, to use the service account of this server if it has one',
  });
  return z.strictObject({ id, provider: z.literal(provider), model, credentials });
}

const modelWish = z
  .discriminatedUnion('provider', [
    wishOf('vertex'),
    wishOf('gemini'),
    wishOf('openai'),
    wishOf('anthropic'),
    wishOf('xai'),
    wishOf('ollama'),
    wishOf('lm-studio'),
    wishOf('offline'),
  ])
  .meta({ id: 'LanguageModelWish' });

const limit = z.number().int().min(0).max(1_000_000_000_000).nullable();
const budget = z
  .strictObject({
    tokensPerDay: limit,
    costMicrosPerDay: limit.meta({ description: 'Millionths of a US dollar' }),
  })
  .meta({ id: 'LanguageModelBudget', description: 'A day begins at midnight UTC; null for no limit' });

const MOST_MODELS = 10;

export const putModelsBody = z
  .strictObject({
    models: z
      .array(modelWish)
      .max(MOST_MODELS)
      .meta({ description: 'The first is asked first; none for the offline model' }),
    budget: budget.optional().meta({ description: 'Left out, it stays as it is' }),
  })
  .meta({ id: 'LanguageModelsWish' });

export const testModelBody = z.union([
  z.strictObject({ id: z.uuid().meta({ description: 'A model of the present list' }) }),
  modelWish,
]);
export type TestModelBody = z.output<typeof testModelBody>;

export const modelView = z
  .strictObject({
    id: z.string().nullable().meta({ description: 'Null for the offline model of whoever has chosen none' }),
    provider: z.enum(MODEL_PROVIDERS),
    label: z.string(),
    model: z.string(),
    fingerprint: z
      .string()
      .nullable()
      .meta({ description: 'Tells keys apart and nothing about them; null where there is none' }),
  })
  .meta({ id: 'LanguageModel' });

export const modelsView = z
  .strictObject({
    models: z.array(modelView),
    budget,
    today: z.strictObject({ tokens: z.number().int(), costMicros: z.number().int() }),
  })
  .meta({ id: 'LanguageModels' });

export const modelTestView = z
  .strictObject({
    ok: z.boolean(),
    ms: z.number().int(),
    reply: z.string().nullable(),
    failure: z.string().nullable().meta({ description: 'Why there was no answer' }),
  })
  .meta({ id: 'LanguageModelTest' });

export const localServersView = z
  .strictObject({
    servers: z.array(
      z.strictObject({
        name: z.enum(['lm-studio', 'ollama']),
        state: z
          .enum(['up', 'away', 'wrong'])
          .meta({ description: 'wrong: somebody answers there, and not as this server would' }),
        models: z.array(z.strictObject({ name: z.string(), loaded: z.boolean() })),
      }),
    ),
  })
  .meta({ id: 'LocalModelServers' });
