import { DEFAULT_AGENT } from '../../../../domain/agent/configuration';
import { makeBot } from '../../../support/conversations/make-bot';
import { createTestApi, type TestApi } from '../../../support/test-api';

let api: TestApi;
let botId: string;
beforeAll(async () => {
  api = await createTestApi();
});
beforeEach(async () => {
  botId = await makeBot(api);
});
afterAll(() => api.close());

const LIMITS = { toolCallsPerTurn: 8, modelSecondsPerTurn: 15, failuresBeforeHandoff: 2 };

const path = (rest = '') => `/api/bots/${botId}/agent${rest}`;
const put = (body: object | string) =>
  api.call('put', path()).set('content-type', 'application/json').send(body);

interface Version {
  version: number;
  configuration: { prompt: string };
}

interface Problem {
  code: string;
  hint: string;
  errors?: { path: string }[];
}

describe('the agent of a bot', () => {
  it('is version 0, as every bot is that was told nothing', async () => {
    expect((await api.call('get', path())).body).toEqual({
      ...{ version: 0, publishedAt: null },
      configuration: DEFAULT_AGENT.configuration,
      limits: LIMITS,
    });
    expect((await api.call('get', path('/versions'))).body).toEqual({ items: [], nextCursor: null });
  });

  it('is told something with defaults for the rest, and read back the same', async () => {
    const told = { prompt: '  Eres Milo.  ', facts: ['Abrimos a las 8.'], tools: ['search_products'] };
    const made = await put(told);
    expect([made.status, made.body]).toEqual([
      200,
      {
        version: 1,
        publishedAt: expect.any(String) as string,
        configuration: { ...DEFAULT_AGENT.configuration, ...told, prompt: 'Eres Milo.' },
        limits: LIMITS,
      },
    ]);
    expect((await api.call('get', path())).body).toEqual(made.body);
  });

  it('gets a next version for something else, and none for the same again', async () => {
    const versions: number[] = [];
    for (const prompt of ['Uno.', 'Uno.', 'Dos.', 'Uno.']) {
      versions.push(((await put({ prompt })).body as Version).version);
    }
    expect(versions).toEqual([1, 1, 2, 3]);
  });

  it('keeps every version as it was, and lists them newest first, page by page', async () => {
    for (const prompt of ['Uno.', 'Dos.', 'Tres.']) await put({ prompt });
    const first = (await api.call('get', path('/versions?limit=2'))).body as {
      items: Version[];
      nextCursor: string;
    };
    const second = (await api.call('get', path(`/versions?limit=2&cursor=${first.nextCursor}`))).body as {
      items: Version[];
      nextCursor: string | null;
    };
    const listed = [...first.items, ...second.items];
    expect(listed.map(({ version, configuration: { prompt } }) => [version, prompt])).toEqual([
      [3, 'Tres.'],
      [2, 'Dos.'],
      [1, 'Uno.'],
    ]);
    expect(second.nextCursor).toBeNull();
  });

  it('numbers versions without a gap when several are published at once', async () => {
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((prompt) => put({ prompt })));
    const versions = answers.map(({ body }) => (body as Version).version);
    expect(versions.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4]);
  });

  it.each<[string, object | string, string]>([
    ['no prompt', {}, 'prompt'],
    ['a prompt of spaces', { prompt: '   ' }, 'prompt'],
    ['a prompt of 8,001 characters', { prompt: 'a'.repeat(8001) }, 'prompt'],
    ['a language that is none', { prompt: 'a', language: 'español' }, 'language'],
    ['51 facts', { prompt: 'a', facts: Array.from({ length: 51 }, () => 'a') }, 'facts'],
    ['a fact of a book', { prompt: 'a', facts: ['a'.repeat(1001)] }, 'facts.0'],
    ['a tool with spaces', { prompt: 'a', tools: ['search products'] }, 'tools.0'],
    ['an empty text for failures', { prompt: 'a', fallbackText: '' }, 'fallbackText'],
    ['no hours of silence', { prompt: 'a', handoffHours: 0 }, 'handoffHours'],
    ['a month and an hour of silence', { prompt: 'a', handoffHours: 721 }, 'handoffHours'],
    ['half an hour', { prompt: 'a', handoffHours: 0.5 }, 'handoffHours'],
    ['a word for yes or no', { prompt: 'a', answerCache: 'yes' }, 'answerCache'],
    ['a field that nobody knows', { prompt: 'a', temperature: 2 }, ''],
    ['a version of the client', { prompt: 'a', version: 7 }, ''],
    ['broken JSON', '{"prompt": ', ''],
  ])('is not told %s, and says where', async (_what, body, where) => {
    const before = await api.rows('bot_agent_version');
    const answer = await put(body);
    const { hint, errors } = JSON.parse(answer.text) as Problem;
    expect([answer.status, errors?.[0]?.path ?? '']).toEqual([400, where]);
    expect(hint).not.toBe('');
    expect(await api.rows('bot_agent_version')).toBe(before);
  });

  it("is nobody's but the account's: a stranger finds nothing, and changes nothing", async () => {
    await put({ prompt: 'Mío.' });
    const stranger = api.asStranger();
    const answers = await Promise.all([
      stranger.call('get', path()),
      stranger.call('get', path('/versions')),
      stranger.call('put', path()).send({ prompt: 'Ajeno.' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect((await api.call('get', path())).body).toMatchObject({
      ...{ version: 1, configuration: { prompt: 'Mío.' } },
    });
  });

  it('goes with its bot', async () => {
    await put({ prompt: 'Uno.' });
    const before = await api.rows('bot_agent_version');
    await api.call('delete', `/api/bots/${botId}`);
    expect(await api.rows('bot_agent_version')).toBe(before - 1);
    expect((await api.call('get', path())).status).toBe(404);
  });
});
