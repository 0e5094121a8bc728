import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnv } from '../../config/env';
import { modelEndpointsOf } from '../../config/model-settings';
import { DEFAULT_MODELS, type ModelCredentials, type ModelSetting } from '../../domain/llm/model-setting';
import { createLanguageModelRouter } from '../../llm/language-models';
import type { FakeModels } from '../support/fake-models/fake-models';
import { SERVICE_ACCOUNT, writeKeyFile } from '../support/fake-models/service-account';
import { VERTEX_ENDPOINT } from '../support/fake-models/vertex-door';
import { modelSetting } from '../support/llm/model-settings';
import { startNearbyModels, type NearbyModels } from '../support/llm/nearby-models';

const ROBOT = `token-of-${SERVICE_ACCOUNT.clientEmail}`;

let nearby: NearbyModels;
let fake: FakeModels;
let folder: string;

beforeAll(async () => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  [nearby, folder] = await Promise.all([startNearbyModels(), mkdtemp(join(tmpdir(), 'hilo-vertex-'))]);
  ({ fake } = nearby);
  fake.always('vertex', { kind: 'text', text: '¡Hola!' });
});
afterAll(async () => {
  await Promise.all([nearby.close(), rm(folder, { recursive: true })]);
});

/** Asks as a server with these settings would, for an account with these credentials. */
function ask(settings: Record<string, string>, credentials: ModelCredentials['vertex']) {
  const endpoints = modelEndpointsOf(readEnv({ VERTEX_API_ENDPOINT: VERTEX_ENDPOINT, ...settings }));
  const { model } = modelSetting('vertex');
  const setting: ModelSetting = { id: randomUUID(), provider: 'vertex', model, credentials };
  return createLanguageModelRouter({ endpoints, now: () => Date.now() }).takeStep({
    accountId: 'a',
    models: [setting, ...DEFAULT_MODELS],
    system: '',
    messages: [{ role: 'contact', text: 'hola' }],
    tools: [],
    deadlineAt: Date.now() + 10_000,
    maxOutputTokens: 300,
  });
}

it('asks Vertex AI as the service account that an account brings', async () => {
  const outcome = await ask({}, { project: 'tienda', location: 'us-central1', ...SERVICE_ACCOUNT });
  expect(outcome).toMatchObject({ provider: 'vertex', answer: { text: '¡Hola!' } });
  expect(fake.ledger.all().at(-1)).toMatchObject({
    key: ROBOT,
    path: expect.stringMatching('/projects/tienda/locations/us-central1/'),
  });
});

it('asks as the service account of the server for an account that brings none', async () => {
  const VERTEX_KEY_FILE = await writeKeyFile(join(folder, 'key.json'));
  const settings = {
    VERTEX_PROJECT: 'hilo-server',
    VERTEX_LOCATION: 'global',
    VERTEX_KEY_FILE,
  };
  expect(await ask(settings, null)).toMatchObject({ provider: 'vertex', answer: { text: '¡Hola!' } });
  expect(fake.ledger.all().at(-1)).toMatchObject({
    key: ROBOT,
    path: expect.stringMatching('/projects/hilo-server/locations/global/'),
  });
});

it('hands over to the next model where neither has a service account', async () => {
  const asked = fake.ledger.all().length;
  const outcome = await ask({}, null);
  expect(outcome).toMatchObject({ provider: 'offline', attempts: [{ outcome: 'refused' }, {}] });
  expect(fake.ledger.all()).toHaveLength(asked);
});
