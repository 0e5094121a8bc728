import { checkBudget } from '../../../domain/llm/budget';
import { costMicros } from '../../../domain/llm/prices';

const tokens = (input: number, output: number, cachedInput = 0) => ({ input, cachedInput, output });

describe('the cost of a call', () => {
  it.each([
    ['claude-haiku-4-5', tokens(1_000_000, 0), 1_000_000],
    ['claude-haiku-4-5', tokens(1000, 100), 1500],
    ['claude-haiku-4-5', tokens(1000, 0, 1000), 100],
    ['claude-haiku-4-5-20251001', tokens(0, 100), 500],
    ['claude-haiku-4-5', tokens(0, 0), 0],
  ] as const)('of %s is counted in millionths of a dollar', (model, used, cost) => {
    expect(costMicros('anthropic', model, used)).toBe(cost);
  });

  it('is rounded up, never down to nothing', () => {
    expect(costMicros('openai', 'gpt-5.4-nano', tokens(1, 0))).toBe(1);
  });

  it('is the same for Gemini by key and on Vertex AI', () => {
    const used = tokens(5000, 700);
    expect(costMicros('vertex', 'gemini-3.5-flash', used)).toBe(
      costMicros('gemini', 'gemini-3.5-flash', used),
    );
  });

  it('is not guessed for a model whose price is not known', () => {
    expect(costMicros('openai', 'gpt-9', tokens(10, 10))).toBeNull();
    expect(costMicros('openai', 'gpt-5.4-turbo', tokens(10, 10))).toBeNull();
    expect(costMicros('xai', 'grok-4.7', tokens(10, 10))).toBeNull();
  });

  it.each(['ollama', 'lm-studio', 'offline'] as const)('is nothing on %s', (provider) => {
    expect(costMicros(provider, 'anything', tokens(1000, 1000))).toBe(0);
  });
});

describe('a budget', () => {
  const used = { tokens: 100, costMicros: 50 };
  it.each([
    ['none', null, null, { kind: 'within' }],
    ['one that is not reached', 101, 51, { kind: 'within' }],
    ['one of tokens that is reached', 100, null, { kind: 'spent', limit: 'tokens' }],
    ['one of cost that is reached', null, 50, { kind: 'spent', limit: 'cost' }],
    ['one of nothing', 0, null, { kind: 'spent', limit: 'tokens' }],
  ])('%s', (_, tokensPerDay, costMicrosPerDay, verdict) => {
    expect(checkBudget({ tokensPerDay, costMicrosPerDay }, used)).toEqual(verdict);
  });
});
