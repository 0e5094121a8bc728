import type { ModelMessage } from '../../domain/llm/message';
import type { ModelSetting } from '../../domain/llm/model-setting';
import { createBreakers } from '../../llm/breakers';
import { createModelRegistry } from '../../llm/registry';
import { createModelRouter, type ModelStep } from '../../llm/router';
import { FAKED, type FakeModels, type Faked } from '../support/fake-models/fake-models';
import type { ScriptedBehaviour } from '../support/fake-models/script';
import { modelSetting } from '../support/llm/model-settings';
import { startNearbyModels, type NearbyModels } from '../support/llm/nearby-models';
import { createShopTools, SHOP_TOOLS } from '../support/llm/shop-tools';
import { createTalk } from '../support/llm/talk';

let nearby: NearbyModels;
let fake: FakeModels;

beforeAll(async () => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  nearby = await startNearbyModels();
  ({ fake } = nearby);
});
afterAll(() => nearby.close());
beforeEach(() => fake.clear());

const now = () => Date.now();

function makeRouter({ failures = 100, restMs = 60_000 } = {}) {
  const registry = createModelRegistry(nearby.endpoints);
  return createModelRouter({ registry, breakers: createBreakers({ failures, restMs, now }), now });
}

const OFFLINE: ModelSetting = { id: 'o', provider: 'offline', model: 'reglas-es-1', credentials: null };

function stepOf(models: readonly ModelSetting[], more: Partial<ModelStep> = {}): ModelStep {
  return {
    accountId: 'a',
    models,
    system: 'Sos Milo.',
    messages: [{ role: 'contact', text: 'hola' }],
    tools: SHOP_TOOLS,
    deadlineAt: Date.now() + 10_000,
    maxOutputTokens: 300,
    ...more,
  };
}

const take = (provider: Faked, more: Partial<ModelStep> = {}) =>
  makeRouter().takeStep(stepOf([modelSetting(provider)], more));

describe.each(FAKED)('%s', (provider) => {
  it('gives a text, with its tokens, and is shown the key', async () => {
    fake.script(provider, { kind: 'text', text: '¡Hola!' });
    expect(await take(provider)).toMatchObject({
      kind: 'answered',
      answer: { kind: 'text', text: '¡Hola!' },
      provider,
      tokens: { input: 120, cachedInput: 20, output: 30 },
      attempts: [{ outcome: 'answered' }],
    });
    const local = provider === 'ollama' || provider === 'lm-studio';
    expect(fake.ledger.all()).toMatchObject([
      { provider, system: 'Sos Milo.', key: local ? '' : `key-of-${provider}`, delivered: true },
    ]);
    expect(fake.ledger.all()[0]?.tools.map(({ name }) => name)).toEqual(SHOP_TOOLS.map(({ name }) => name));
  });

  it('asks for a tool, and for several at once', async () => {
    const one = { name: 'search_products', input: { query: 'leche' } };
    fake.script(provider, { kind: 'calls', calls: [one] }, { kind: 'calls', calls: [one, one] });
    const single = await take(provider);
    const several = await take(provider);
    expect(single).toMatchObject({ answer: { kind: 'tool-calls', toolCalls: [one] } });
    expect(several).toMatchObject({ answer: { kind: 'tool-calls', toolCalls: [one, one] } });
    const ids =
      several.kind === 'answered' && several.answer.kind === 'tool-calls'
        ? several.answer.toolCalls.map(({ id }) => id)
        : [];
    expect(new Set(ids).size).toBe(2);
  });

  it('is told what its tools did, and what they refused', async () => {
    fake.script(provider, {
      kind: 'calls',
      calls: [{ name: 'create_user', input: { name: 'Juan', email: 'x' } }],
    });
    const first = await take(provider);
    if (first.kind !== 'answered' || first.answer.kind !== 'tool-calls') throw new Error('no calls');
    const { toolCalls } = first.answer;
    const messages: ModelMessage[] = [
      { role: 'contact', text: 'Soy Juan, x' },
      { role: 'model', text: '', toolCalls },
      {
        role: 'tools',
        results: toolCalls.map(({ id, name }) => ({
          callId: id,
          name,
          output: { error: 'wrong_email' },
          isError: true,
        })),
      },
    ];
    fake.script(provider, { kind: 'text', text: '¿Tu email?' });
    expect(await take(provider, { messages })).toMatchObject({ answer: { text: '¿Tu email?' } });
    const told = fake.ledger.all()[1]?.messages ?? [];
    expect(told.map(({ role }) => role)).toEqual(['contact', 'model', 'tools']);
    expect(told[1]).toMatchObject({
      toolCalls: [{ name: 'create_user', input: { name: 'Juan', email: 'x' } }],
    });
    expect(told[2]).toMatchObject({ results: [{ name: 'create_user' }] });
    expect(JSON.stringify(told[2])).toContain('wrong_email');
  });

  it('goes on where another model asked for a tool', async () => {
    const messages: ModelMessage[] = [
      { role: 'contact', text: 'hola' },
      { role: 'model', text: '', toolCalls: [{ id: 'offline-1-0', name: 'search_users', input: {} }] },
      {
        role: 'tools',
        results: [
          { callId: 'offline-1-0', name: 'search_users', output: { status: 'not_found' }, isError: false },
        ],
      },
    ];
    fake.script(provider, { kind: 'text', text: '¿Cómo te llamás?' });
    expect(await take(provider, { messages })).toMatchObject({ answer: { text: '¿Cómo te llamás?' } });
    expect(fake.ledger.all()[0]?.messages.map(({ role }) => role)).toEqual(['contact', 'model', 'tools']);
  });

  it.each<[string, ScriptedBehaviour, string]>([
    ['429', { kind: 'too-many', retryAfterSeconds: 7 }, 'rate-limited'],
    ['500', { kind: 'fail' }, 'server-error'],
    ['503', { kind: 'fail', status: 503 }, 'server-error'],
    ['401', { kind: 'fail', status: 401 }, 'refused'],
    ['a connection that breaks', { kind: 'reset' }, 'unreachable'],
    ['half a JSON', { kind: 'invalid-json' }, 'invalid-output'],
    ['an empty answer', { kind: 'empty' }, 'empty-output'],
    ['a garbled call', { kind: 'malformed-call' }, 'malformed-call'],
    ['a tool that nobody declared', { kind: 'unknown-tool' }, 'undeclared-tool'],
  ])('hands over to the next model after %s', async (_, behaviour, failure) => {
    fake.script(provider, behaviour);
    const outcome = await makeRouter().takeStep(stepOf([modelSetting(provider), OFFLINE]));
    expect(outcome).toMatchObject({
      kind: 'answered',
      provider: 'offline',
      attempts: [
        { provider, outcome: failure },
        { provider: 'offline', outcome: 'answered' },
      ],
    });
    // Once: clients do not try again by themselves.
    expect(fake.ledger.of(provider)).toHaveLength(1);
  });

  it('is waited for no longer than its share of the time', async () => {
    fake.script(provider, { kind: 'hang' });
    const outcome = await makeRouter().takeStep(
      stepOf([modelSetting(provider), OFFLINE], { deadlineAt: Date.now() + 800 }),
    );
    expect(outcome).toMatchObject({ provider: 'offline', attempts: [{ outcome: 'timeout' }, {}] });
  });

  it('plays the whole dialogue of the shop, from hello to the payment link', async () => {
    const shop = createShopTools();
    const talk = createTalk(makeRouter(), shop, { models: [modelSetting(provider)] });
    const replies: string[] = [];
    for (const text of [
      'Hola, quiero comprar leche',
      'Juan',
      'juan@example.com',
      'La primera',
      'Finalizar',
      'sí',
    ]) {
      const { reply, outcome } = await talk.say(text);
      expect(outcome).toMatchObject({ kind: 'answered', provider });
      replies.push(reply);
    }
    expect(replies.at(-1)).toContain('https://shop.example/checkout/tok456');
    expect(shop.user()).toEqual({ name: 'Juan', email: 'juan@example.com' });
  });
});

describe('a model that rests', () => {
  const models = [modelSetting('openai'), modelSetting('gemini')];

  it('is not asked after failing time and again, is tried again later, and is back when it answers', async () => {
    const router = makeRouter({ failures: 2, restMs: 3000 });
    fake.always('gemini', { kind: 'text', text: 'de Gemini' });
    fake.script('openai', { kind: 'fail' }, { kind: 'fail' });
    const outcomes = async () => {
      const { attempts } = await router.takeStep(stepOf(models));
      return attempts.map(({ provider, outcome }) => `${provider} ${outcome}`);
    };
    expect(await outcomes()).toEqual(['openai server-error', 'gemini answered']);
    expect(await outcomes()).toEqual(['openai server-error', 'gemini answered']);
    expect(await outcomes()).toEqual(['openai resting', 'gemini answered']);
    expect(fake.ledger.of('openai')).toHaveLength(2);
    await new Promise((resolve) => setTimeout(resolve, 3100));
    fake.always('openai', { kind: 'text', text: 'de OpenAI' });
    expect(await outcomes()).toEqual(['openai answered']);
    expect(await outcomes()).toEqual(['openai answered']);
  });

  it('rests for as long as its provider asks, at once', async () => {
    const router = makeRouter();
    fake.always('gemini', { kind: 'text', text: 'de Gemini' });
    fake.script('openai', { kind: 'too-many', retryAfterSeconds: 30 });
    await router.takeStep(stepOf(models));
    const { attempts } = await router.takeStep(stepOf(models));
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['resting', 'answered']);
  });

  it('does not rest for the other accounts, nor for answers that were merely bad', async () => {
    const router = makeRouter({ failures: 1 });
    fake.always('openai', { kind: 'empty' });
    const step = () => router.takeStep(stepOf([modelSetting('openai')]));
    expect((await step()).attempts).toMatchObject([{ outcome: 'empty-output' }]);
    expect((await step()).attempts).toMatchObject([{ outcome: 'empty-output' }]);
    fake.script('openai', { kind: 'fail' });
    expect((await step()).attempts).toMatchObject([{ outcome: 'server-error' }]);
    expect((await step()).attempts).toMatchObject([{ outcome: 'resting' }]);
    const other = await router.takeStep(stepOf([modelSetting('openai')], { accountId: 'b' }));
    expect(other.attempts).toMatchObject([{ outcome: 'empty-output' }]);
  });
});

describe('a step', () => {
  it('is answered by the next model when the first hangs, before the time is over', async () => {
    fake.always('anthropic', { kind: 'hang' });
    fake.always('xai', { kind: 'text', text: 'acá estoy' });
    const outcome = await makeRouter().takeStep(
      stepOf([modelSetting('anthropic'), modelSetting('xai')], { deadlineAt: Date.now() + 3000 }),
    );
    expect(outcome).toMatchObject({
      provider: 'xai',
      attempts: [{ outcome: 'timeout' }, { outcome: 'answered' }],
    });
  });

  it('is unavailable when every model failed, and says of each why', async () => {
    for (const provider of FAKED) fake.always(provider, { kind: 'fail' });
    const { kind, attempts } = await makeRouter().takeStep(stepOf(FAKED.map(modelSetting)));
    expect(kind).toBe('unavailable');
    expect(attempts.map(({ provider, outcome }) => [provider, outcome])).toEqual(
      FAKED.map((provider) => [provider, 'server-error']),
    );
  });

  it('throws what its caller says when it is called off, and asks nobody else', async () => {
    fake.always('openai', { kind: 'hang' });
    const off = new AbortController();
    const step = makeRouter().takeStep(
      stepOf([modelSetting('openai'), modelSetting('gemini')], { signal: off.signal }),
    );
    setTimeout(() => off.abort(new Error('the activity was cancelled')), 100);
    await expect(step).rejects.toThrow('the activity was cancelled');
    expect(fake.ledger.of('gemini')).toEqual([]);
  });

  it('is told in full to every model that is asked', async () => {
    fake.script('ollama', { kind: 'malformed-call' });
    await makeRouter().takeStep(stepOf([modelSetting('ollama'), modelSetting('anthropic')]));
    const [first, second] = fake.ledger.all();
    expect(second?.messages).toEqual(first?.messages);
    expect(second?.tools).toEqual(first?.tools);
  });
});
