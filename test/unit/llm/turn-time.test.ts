import { APICallError } from '@ai-sdk/provider';
import type { ModelProvider } from '../../../domain/llm/model-setting';
import { readFailure } from '../../../llm/read-failure';
import { shareMs } from '../../../llm/share';

const models = (...providers: ModelProvider[]) => providers.map((provider) => ({ provider }));

describe('the time of a turn', () => {
  it('is all of it for the only model', () => {
    expect(shareMs(models('gemini'), 15_000)).toBe(15_000);
  });

  it('is shared by the models that may have to be waited for', () => {
    expect(shareMs(models('gemini', 'openai', 'xai'), 15_000)).toBe(5000);
    expect(shareMs(models('openai', 'xai'), 10_000)).toBe(5000);
  });

  it('leaves a moment for the offline model, which is not waited for', () => {
    expect(shareMs(models('gemini', 'offline'), 15_000)).toBe(14_500);
    expect(shareMs(models('offline'), 15_000)).toBe(15_000);
  });

  it('is over for the others and not for the offline model', () => {
    expect(shareMs(models('gemini', 'openai'), -5)).toBe(0);
    expect(shareMs(models('gemini', 'offline'), 300)).toBe(0);
    expect(shareMs(models('offline'), -5)).toBe(5000);
  });
});

const answered = (statusCode: number | undefined, responseHeaders: Record<string, string> = {}) =>
  new APICallError({
    message: 'the key is sk-secret',
    url: 'https://api.example/v1',
    requestBodyValues: { text: 'private' },
    responseHeaders,
    ...(statusCode !== undefined && { statusCode }),
  });

describe('what a client throws', () => {
  it.each([
    [429, 'rate-limited'],
    [408, 'timeout'],
    [500, 'server-error'],
    [529, 'server-error'],
    [400, 'refused'],
    [401, 'refused'],
    [404, 'refused'],
    [200, 'invalid-output'],
    [undefined, 'unreachable'],
  ])('with status %s means %s', (status, failure) => {
    expect(readFailure(answered(status)).failure).toBe(failure);
  });

  it.each([
    ['7', 7000],
    ['0', 0],
    ['-3', null],
    ['soon', null],
  ])('with retry-after %s asks for %s ms', (written, ms) => {
    expect(readFailure(answered(429, { 'retry-after': written })).retryAfterMs).toBe(ms);
  });

  it('is told to the log without what was asked, and without keys', () => {
    const failure = readFailure(answered(401));
    expect(JSON.stringify(failure)).not.toMatch(/secret|private/);
    expect(failure.detail).toBe('status 401');
  });
});
