import { checkBudget, type DayUsage, type ModelBudget } from '../../../../domain/llm/budget';
import type { ModelAttempt } from '../../../../domain/llm/usage';
import { createLanguageModelPorts } from '../../../../llm/language-models';
import { startFakeModels, type FakeModels } from '../../../support/fake-models/fake-models';
import { LM_STUDIO_MODELS, OLLAMA_MODELS } from '../../../support/fake-models/local-servers';
import { NO_MODELS } from '../../../support/llm/no-models';
import { createTestApi, type TestApi } from '../../../support/test-api';

const SECRET = 'sk-canary-0123456789';
const OPENAI = { provider: 'openai', model: 'gpt-5.4-mini', credentials: { apiKey: SECRET } };
const OLLAMA = { provider: 'ollama', model: 'llama3.2:3b' };

let api: TestApi;
let fake: FakeModels;

beforeAll(async () => {
  [api, fake] = await Promise.all([createTestApi(), startFakeModels()]);
  const endpoints = {
    ...NO_MODELS,
    openai: fake.endpoint('openai'),
    ollama: fake.endpoint('ollama'),
    'lm-studio': fake.endpoint('lm-studio'),
  };
  Object.assign(api.deps, {
    languageModelPorts: createLanguageModelPorts({ endpoints, now: () => Date.now() }),
  });
});
afterAll(() => Promise.all([api.close(), fake.close()]));
beforeEach(async () => {
  fake.clear();
  await api.call('put', '/api/language-models').send({ models: [] });
});

const put = (body: object) => api.call('put', '/api/language-models').send(body);
interface Listed {
  models: { id: string; provider: string; fingerprint: string | null }[];
}

describe('the language models of an account', () => {
  it('are the offline one until it chooses others, labelled as what it is', async () => {
    const { status, body } = await api.call('get', '/api/language-models');
    expect([status, body.models]).toEqual([
      200,
      [
        {
          id: null,
          provider: 'offline',
          label: expect.stringContaining('modelo sin conexión'),
          model: 'reglas-es-1',
          fingerprint: null,
        },
      ],
    ]);
  });

  it('are kept in order, with their keys sealed and never shown', async () => {
    const answer = await put({ models: [OPENAI, OLLAMA] });
    expect(answer.status).toBe(200);
    expect((answer.body as Listed).models).toMatchObject([
      { provider: 'openai', fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/) },
      { provider: 'ollama', fingerprint: null },
    ]);
    expect(answer.text).not.toContain('canary');
    const [row] = await api.database.dataSource.query<{ text: string }[]>(
      "SELECT string_agg(row::text, '') AS text FROM language_model_setting row",
    );
    expect(row?.text).not.toContain('canary');
    expect(await api.deps.languageModels.open(api.account.id)).toMatchObject([
      OPENAI,
      { ...OLLAMA, credentials: null },
    ]);
  });

  it('keep the key of a model that is named by its id, wherever it goes in the list', async () => {
    const [first] = ((await put({ models: [OPENAI] })).body as Listed).models;
    const kept = { id: first?.id, provider: 'openai', model: 'gpt-5.4' };
    const { models } = (await put({ models: [OLLAMA, kept] })).body as Listed;
    expect(models[1]).toMatchObject({ ...kept, fingerprint: first?.fingerprint });
    expect((await api.deps.languageModels.open(api.account.id))[1]).toMatchObject({
      credentials: OPENAI.credentials,
    });
  });

  it('get another id with another key, so that no client of the old one is used', async () => {
    const [first] = ((await put({ models: [OPENAI] })).body as Listed).models;
    const replaced = { ...OPENAI, id: first?.id, credentials: { apiKey: 'sk-another' } };
    const [second] = ((await put({ models: [replaced] })).body as Listed).models;
    expect(second?.id).not.toBe(first?.id);
    expect(second?.fingerprint).not.toBe(first?.fingerprint);
  });

  it.each<[string, object]>([
    ['no key where one is needed', { models: [{ provider: 'openai', model: 'gpt-5.4' }] }],
    ['a key where none is taken', { models: [{ ...OLLAMA, credentials: { apiKey: 'x' } }] }],
    ['a provider that is not known', { models: [{ provider: 'skynet', model: 'x' }] }],
    ['a model without a name', { models: [{ provider: 'ollama', model: '' }] }],
    ['an address of the account', { models: [{ ...OLLAMA, baseUrl: 'http://169.254.169.254' }] }],
    ['an id of nothing', { models: [{ ...OLLAMA, id: '01900000-0000-7000-8000-000000000009' }] }],
    ['a budget below zero', { models: [], budget: { tokensPerDay: -1, costMicrosPerDay: null } }],
  ])('are not changed by %s', async (_, body) => {
    await put({ models: [OPENAI], budget: { tokensPerDay: 5, costMicrosPerDay: null } });
    const before = (await api.call('get', '/api/language-models')).text;
    const refused = await put(body);
    expect([refused.status, refused.body.code]).toEqual([400, 'invalid_request']);
    expect((await api.call('get', '/api/language-models')).text).toBe(before);
  });

  it('cannot be taken over by another account that knows an id', async () => {
    const [first] = ((await put({ models: [OPENAI] })).body as Listed).models;
    const stolen = await put({ models: [{ id: first?.id, provider: 'openai', model: 'x' }] }).set(
      'x-api-key',
      api.stranger.key,
    );
    expect(stolen.status).toBe(400);
    expect(await api.deps.languageModels.list(api.stranger.id)).toEqual([]);
  });
});

describe('Vertex AI', () => {
  const VERTEX = { provider: 'vertex', model: 'gemini-3.5-flash' };

  it('takes no credentials from an account exactly where the server has a project of its own', async () => {
    expect((await put({ models: [VERTEX] })).status).toBe(400);
    const { languageModelPorts } = api.deps;
    const serverVertex = { project: 'hilo-server', location: 'global', keyFile: null };
    const endpoints = { ...NO_MODELS, serverVertex };
    Object.assign(api.deps, {
      languageModelPorts: createLanguageModelPorts({ endpoints, now: () => Date.now() }),
    });
    const { status, body } = await put({ models: [VERTEX] });
    expect([status, (body as Listed).models]).toEqual([
      200,
      [expect.objectContaining({ ...VERTEX, fingerprint: null })],
    ]);
    expect((await put({ models: [{ provider: 'gemini', model: 'x' }] })).status).toBe(400);
    Object.assign(api.deps, { languageModelPorts });
  });
});

describe('trying a model', () => {
  const test = (body: object) => api.call('post', '/api/language-models/test').send(body);

  it('asks it for a word, with the key that was given or the one that is kept', async () => {
    fake.always('openai', { kind: 'text', text: 'hola' });
    const [kept] = ((await put({ models: [OPENAI] })).body as Listed).models;
    for (const body of [OPENAI, { id: kept?.id }]) {
      expect((await test(body)).body).toMatchObject({ ok: true, reply: 'hola', failure: null });
    }
    expect(fake.ledger.of('openai').map(({ key }) => key)).toEqual([SECRET, SECRET]);
  });

  it('says why there was no answer, and nothing of the key', async () => {
    fake.script('openai', { kind: 'fail', status: 401 });
    const answer = await test(OPENAI);
    expect(answer.body).toMatchObject({ ok: false, reply: null, failure: 'refused' });
    expect(answer.text).not.toContain('canary');
    expect((await test({ ...OPENAI, provider: 'gemini' })).body).toMatchObject({ failure: 'unreachable' });
  });

  it('needs a key for a provider that takes one', async () => {
    expect((await test({ provider: 'openai', model: 'gpt-5.4' })).status).toBe(400);
  });
});

describe('local servers', () => {
  it('say which models they have and which are in memory', async () => {
    fake.local.loaded.add(OLLAMA_MODELS[1]!).add(LM_STUDIO_MODELS[0]!);
    const { body } = await api.call('get', '/api/lmstudio');
    expect(body.servers).toEqual([
      {
        name: 'lm-studio',
        state: 'up',
        models: LM_STUDIO_MODELS.map((name, index) => ({ name, loaded: index === 0 })),
      },
      {
        name: 'ollama',
        state: 'up',
        models: OLLAMA_MODELS.map((name, index) => ({ name, loaded: index === 1 })),
      },
    ]);
  });

  it('are away, each by itself, when nobody answers', async () => {
    fake.local.away.add('ollama');
    const { status, body } = await api.call('get', '/api/lmstudio');
    expect([status, body.servers]).toEqual([
      200,
      [
        expect.objectContaining({ name: 'lm-studio', state: 'up' }),
        { name: 'ollama', state: 'away', models: [] },
      ],
    ]);
  });
});

describe('what models used', () => {
  const at = Date.parse('2026-03-02T12:00:00Z');
  const attempt = (more: Partial<ModelAttempt> = {}): ModelAttempt => ({
    provider: 'openai',
    model: 'gpt-5.4-mini',
    outcome: 'answered',
    startedAt: at,
    ms: 900.4,
    tokens: { input: 1000, cachedInput: 0, output: 50 },
    costMicros: 975,
    ...more,
  });

  it('is summed for the account and the day, in UTC, with the calls that gave nothing', async () => {
    const { modelUsage } = api.deps;
    const yesterday = Date.parse('2026-03-01T23:59:59.999Z');
    await modelUsage.record(api.account.id, {
      stepKey: 'turn:d:1:1',
      attempts: [
        attempt({ outcome: 'empty-output' }),
        attempt({ provider: 'xai', model: 'grok-4.7', costMicros: null }),
      ],
    });
    await modelUsage.record(api.account.id, {
      stepKey: 'turn:d:0:1',
      attempts: [attempt({ startedAt: yesterday })],
    });
    await modelUsage.record(api.stranger.id, { stepKey: 'turn:e:1:1', attempts: [attempt()] });
    expect(await modelUsage.today(api.account.id, at)).toEqual({ tokens: 2100, costMicros: 975 });
    expect(await modelUsage.today(api.account.id, yesterday)).toMatchObject({ tokens: 3150 });
  });

  it('is shown with the budget, and held against it', async () => {
    const budget = { tokensPerDay: 1000, costMicrosPerDay: null };
    await put({ models: [], budget });
    await api.deps.modelUsage.record(api.account.id, {
      stepKey: 'turn:d:2:1',
      attempts: [attempt({ startedAt: Date.now() })],
    });
    const answer = await api.call('get', '/api/language-models');
    const body = answer.body as { budget: ModelBudget; today: DayUsage };
    expect(body).toMatchObject({ budget, today: { tokens: 1050, costMicros: 975 } });
    expect(checkBudget(body.budget, body.today)).toEqual({ kind: 'spent', limit: 'tokens' });
  });
});
