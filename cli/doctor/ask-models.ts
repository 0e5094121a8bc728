import type { Env } from '../../config/env';
import { needsCredentials, type ModelProvider, type ModelSetting } from '../../domain/llm/model-setting';
import type { ModelEndpoints } from '../../domain/llm/ports';
import { checkModelAccess } from '../../llm/access-check/check-access';
import type { ModelAccess } from '../../llm/access-check/model-access';
import { failure, fine, warning, type Finding } from './finding';
import { inLanes } from './lanes';

/** A model, and whose it is in words. */
export interface OwnedModel {
  owner: string;
  setting: ModelSetting;
}

/** One model under one key, and everybody who uses it so. */
interface Question {
  owners: [OwnedModel, ...OwnedModel[]];
  /** Null before it is asked, and where there is nobody to ask. */
  access: ModelAccess | null;
}

type Trouble = Exclude<ModelAccess, { kind: 'works' }>;

const CHECK = 'models';
const PLACE = 'PUT /api/language-models with a key of that account';
/** The settings name a project and no model: any that Google has shows whether the project may be used. */
const ANY_OF_VERTEX = 'gemini-3.5-flash';

/** The Vertex AI project of the server itself, which needs no account that uses it to be wrong. */
export function modelsOfSettings(env: Env): OwnedModel[] {
  if (env.VERTEX_PROJECT === undefined) return [];
  const setting = { id: 'settings', provider: 'vertex', model: ANY_OF_VERTEX, credentials: null } as const;
  return [{ owner: 'the settings', setting }];
}

/** Whether providers take these keys and have these models. Costs no tokens; what many accounts share is asked once. */
export async function askModels(owned: readonly OwnedModel[], endpoints: ModelEndpoints): Promise<Finding[]> {
  const shared = Map.groupBy(owned, ({ setting: { provider, model, credentials } }) =>
    JSON.stringify([provider, model, credentials]),
  );
  const questions = [...shared.values()].flatMap(([first, ...more]): Question[] =>
    first === undefined ? [] : [{ owners: [first, ...more], access: null }],
  );
  const ask = async (question: Question) => {
    question.access = await checkModelAccess(settingOf(question), endpoints);
  };
  const isSlow = (question: Question) => settingOf(question).provider === 'vertex';
  // Loading Vertex AI's client holds this process up for seconds, in which the answers of others would count as late.
  await inLanes(
    questions.filter((question) => !isSlow(question)),
    ask,
  );
  await inLanes(questions.filter(isSlow), ask);
  const taken = questions.filter(({ access }) => access?.kind === 'works').length;
  const troubles = questions.flatMap(troublesOf);
  return taken === 0 ? troubles : [...troubles, fine(CHECK, `${taken} asked, and they may be used`)];
}

function settingOf({ owners: [{ setting }] }: Question): ModelSetting {
  return setting;
}

function troublesOf(question: Question): Finding[] {
  const { access, owners } = question;
  if (access === null || access.kind === 'works') return [];
  return [troubleOf(settingOf(question), access, ownersOf(owners))];
}

function troubleOf(setting: ModelSetting, { kind, detail }: Trouble, owners: string): Finding {
  const trouble = { says: `${detail} (${owners})`, remedy: REMEDIES[kind](setting) };
  return kind === 'unsure' || kind === 'no-answer' ? warning(CHECK, trouble) : failure(CHECK, trouble);
}

const REMEDIES: Readonly<Record<Trouble['kind'], (setting: ModelSetting) => string>> = {
  refused: (setting) =>
    isOfServer(setting)
      ? 'Put another key file: VERTEX_KEY_FILE, or let the machine itself use Google Cloud.'
      : `Put a new key: ${PLACE}.`,
  'no-rights': ({ provider }) =>
    provider === 'vertex'
      ? 'Enable aiplatform.googleapis.com in the project, and give the service account the role roles/aiplatform.user.'
      : `Give the key that right at the provider, or put another: ${PLACE}.`,
  'unknown-model': ({ provider, model }) =>
    provider === 'ollama'
      ? `Fetch it there: ollama pull ${model}; or choose another: ${PLACE}.`
      : `Choose a model that it has: ${PLACE}.`,
  unsure: () => 'Ask the model itself, for some tokens: POST /api/language-models/test.',
  'no-answer': ({ provider }) => {
    const place = SERVERS[provider];
    return place === undefined
      ? 'Look at the way out of this machine, and at the status page of the provider; then once more.'
      : `Start it, or say where it is: ${place}.`;
  },
};

const SERVERS: Partial<Record<ModelProvider, string>> = {
  ollama: 'OLLAMA_BASE_URL',
  'lm-studio': 'LM_STUDIO_BASE_URL',
};

function isOfServer({ provider, credentials }: ModelSetting): boolean {
  return needsCredentials(provider) && credentials === null;
}

function ownersOf([first, ...more]: Question['owners']): string {
  return `that of ${first.owner}${more.length > 0 ? ` and ${more.length} more` : ''}`;
}
