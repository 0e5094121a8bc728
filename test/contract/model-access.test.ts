import { readEnv } from '../../config/env';
import { askModels, modelsOfSettings, type OwnedModel } from '../../cli/doctor/ask-models';
import type { ModelSetting } from '../../domain/llm/model-setting';
import { FAKED, type FakeModels, type Faked } from '../support/fake-models/fake-models';
import type { Listing, ListRefusals } from '../support/fake-models/model-lists';
import { SERVICE_ACCOUNT } from '../support/fake-models/service-account';
import { modelSetting } from '../support/llm/model-settings';
import { startNearbyModels, type NearbyModels } from '../support/llm/nearby-models';

let nearby: NearbyModels;
let fake: FakeModels;
beforeAll(async () => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  nearby = await startNearbyModels();
  ({ fake } = nearby);
});
afterAll(() => nearby.close());
beforeEach(() => fake.clear());

const owned = (setting: ModelSetting): OwnedModel => ({ owner: 'account a', setting });

function ask(models: readonly OwnedModel[], elsewhere: object = {}) {
  return askModels(models, { ...nearby.endpoints, ...elsewhere });
}

const KEYED: readonly Listing[] = ['vertex', 'gemini', 'openai', 'anthropic', 'xai'];
const LOCAL = ['ollama', 'lm-studio'] as const;

describe.each(FAKED)('hilo doctor, of a model of %s,', (provider: Faked) => {
  it('says that it may be used, without a token spent', async () => {
    expect(await ask([owned(modelSetting(provider))])).toEqual([
      { check: 'models', verdict: 'ok', says: '1 asked, and they may be used', remedy: null },
    ]);
    expect(fake.ledger.all()).toEqual([]);
  });

  it('says that the provider has none of that name, and to choose another', async () => {
    const found = await ask([owned({ ...modelSetting(provider), model: 'no-such-model' })]);
    expect(found).toMatchObject([
      { verdict: 'fail', says: expect.stringContaining('no-such-model'), remedy: expect.any(String) },
    ]);
    expect(found[0]?.remedy).toContain('PUT /api/language-models');
  });
});

describe.each(KEYED)('hilo doctor, of a key of %s,', (provider) => {
  const refusedWith = (how: ReturnType<ListRefusals['get']>) => {
    if (how) fake.refusals.set(provider, how);
    return ask([owned(modelSetting(provider))]);
  };

  it('says that the provider refuses it, whose it is, and not what it is', async () => {
    const found = await refusedWith('wrong-key');
    expect(found).toMatchObject([
      {
        verdict: 'fail',
        says: expect.stringContaining('account a'),
        remedy: expect.stringContaining('new key'),
      },
    ]);
    expect(JSON.stringify(found)).not.toContain(`key-of-${provider}`);
  });

  it('says that it lacks a right, or that it cannot tell so', async () => {
    const isUnsure = provider === 'openai' || provider === 'xai';
    expect(await refusedWith('no-rights')).toMatchObject([
      isUnsure
        ? { verdict: 'warn', remedy: expect.stringContaining('/api/language-models/test') }
        : { verdict: 'fail', remedy: expect.stringMatching(/right|role/) },
    ]);
  });

  it('only warns where the provider is in trouble itself', async () => {
    expect(await refusedWith('away')).toMatchObject([
      { verdict: 'warn', remedy: expect.stringContaining('status page') },
    ]);
  });
});

it.each(['gemini', 'openai', 'anthropic', 'xai'] as const)(
  'only warns where %s cannot be reached',
  async (provider) => {
    const found = await ask([owned(modelSetting(provider))], { [provider]: 'http://127.0.0.1:9' });
    expect(found).toMatchObject([{ verdict: 'warn', says: expect.stringContaining('unreachable') }]);
  },
);

it.each(LOCAL)(
  'only warns where nobody answers as %s, and says which setting tells where it is',
  async (name) => {
    fake.local.away.add(name);
    expect(await ask([owned(modelSetting(name))])).toMatchObject([
      { verdict: 'warn', remedy: expect.stringMatching(/(OLLAMA|LM_STUDIO)_BASE_URL/) },
    ]);
  },
);

describe('hilo doctor, of Vertex AI,', () => {
  const project = { project: 'tienda', location: 'us-central1' };

  it('takes a service account for whom Google gives a token', async () => {
    const setting = { ...modelSetting('vertex'), credentials: { ...project, ...SERVICE_ACCOUNT } };
    expect(await ask([owned(setting as ModelSetting)])).toMatchObject([{ verdict: 'ok' }]);
  });

  it('says that a service account with a key that is none gets no token', async () => {
    const credentials = { ...project, clientEmail: SERVICE_ACCOUNT.clientEmail, privateKey: 'no-key' };
    const found = await ask([owned({ ...modelSetting('vertex'), credentials } as ModelSetting)]);
    expect(found).toMatchObject([{ verdict: 'fail', says: expect.stringContaining('no token') }]);
    expect(JSON.stringify(found)).not.toContain('no-key');
  });

  it("says that the key file of the server's own project is not there", async () => {
    const env = readEnv({ VERTEX_PROJECT: 'hilo-server', VERTEX_KEY_FILE: '/nowhere/key.json' });
    const serverVertex = { project: 'hilo-server', location: 'us-central1', keyFile: '/nowhere/key.json' };
    expect(await ask(modelsOfSettings(env), { serverVertex })).toMatchObject([
      {
        verdict: 'fail',
        says: expect.stringContaining('the settings'),
        remedy: expect.stringContaining('VERTEX_KEY_FILE'),
      },
    ]);
    expect(modelsOfSettings(readEnv({}))).toEqual([]);
  });
});

it('asks once about what several accounts share, and counts whose it is', async () => {
  const setting = { ...modelSetting('ollama'), model: 'no-such-model' };
  const found = await ask([
    { owner: 'account a', setting },
    { owner: 'account b', setting: { ...setting, id: 'of-b' } },
  ]);
  expect(found).toMatchObject([{ says: expect.stringContaining('account a and 1 more') }]);
});

it('tells of models in the order in which they are used, whoever answers first', async () => {
  fake.refusals.set('vertex', 'wrong-key').set('openai', 'wrong-key');
  const found = await ask(
    [modelSetting('vertex'), modelSetting('ollama'), modelSetting('openai')].map(owned),
  );
  expect(found.map(({ verdict, says }) => [verdict, says.split(' ')[0]])).toEqual([
    ['fail', 'Gemini'],
    ['fail', 'OpenAI'],
    ['ok', '1'],
  ]);
});

it('says nothing of the offline model', async () => {
  expect(
    await ask([owned({ id: 'o', provider: 'offline', model: 'reglas-es-1', credentials: null })]),
  ).toEqual([]);
});
