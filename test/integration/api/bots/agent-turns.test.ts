import { createAgentTurns, type AgentTurnPlace } from '../../../../db/repositories/agent-turns';
import { createAgentVersions } from '../../../../db/repositories/agent-versions';
import { DEFAULT_AGENT } from '../../../../domain/agent/configuration';
import { makeBot, makeDialog } from '../../../support/conversations/make-bot';
import { createTestApi, type TestApi } from '../../../support/test-api';

let api: TestApi;
let botId: string;
let dialogId: string;
beforeAll(async () => {
  api = await createTestApi();
  botId = await makeBot(api);
  dialogId = await makeDialog(api, botId);
  for (const n of [1, 2, 3]) await haveTurn(n);
});
afterAll(() => api.close());

const at = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, n));

/** A turn in which a model had one tool run; the third one is under way. */
async function haveTurn(n: number): Promise<void> {
  const turns = createAgentTurns(api.database.dataSource);
  const place: AgentTurnPlace = { accountId: api.account.id, dialogId, turnKey: `turn-${n}` };
  const told = { ...DEFAULT_AGENT.configuration, prompt: `Versión ${n}` };
  await createAgentVersions(api.database.dataSource).publish(api.account.id, botId, told);
  await turns.open(place, { botId, openedTurn: n, at: at(n) });
  if (n === 3) return;
  const toolCalls = [{ id: 'call-1', name: 'search_products', input: { query: 'leche' } }];
  const tokens = { input: 100 * n, cachedInput: 0, output: 10 * n };
  await turns.keepStep(place, {
    ...{ step: 1, answer: { kind: 'tool-calls', text: 'secreto', toolCalls } },
    ...{ provider: 'openai', model: 'gpt', ms: 5, tokens, costMicros: 7 * n, fromCache: false },
    usage: { stepKey: `turn-${n}:1`, attempts: [] },
  });
  await turns.keepOutcome(place, 1, { outcome: { isError: n === 2, output: {} }, at: at(n) });
  await turns.close(place, { outcome: 'answered', closedTurn: n, at: at(n) });
}

interface Page {
  items: { version: number; outcome: string | null; steps: object[]; tools: object[] }[];
  nextCursor: string | null;
}

const read = async (query = '', of: TestApi = api) => {
  const { status, body } = await of.call('get', `/api/bots/${botId}/agent/turns${query}`);
  return { status, page: body as Page };
};

describe('the turns of an agent', () => {
  it('are told the last one first, with models, tools, tokens and cost, and without a word', async () => {
    const { page } = await read();
    expect(page.items.map(({ version, outcome }) => [version, outcome])).toEqual([
      [3, null],
      [2, 'answered'],
      [1, 'answered'],
    ]);
    expect(page.items[1]).toMatchObject({
      ...{ dialogId, contact: { name: null, phone: '+573001112233' }, startedAt: at(2).toISOString() },
      steps: [
        {
          ...{ provider: 'openai', model: 'gpt', ms: 5, inputTokens: 200, outputTokens: 20, costMicros: 14 },
          fromCache: false,
        },
      ],
      tools: [{ name: 'search_products', isError: true }],
    });
    expect(JSON.stringify(page)).not.toMatch(/secreto|leche/);
  });

  it('are read page by page', async () => {
    const { page: first } = await read('?limit=2');
    const { page: second } = await read(`?limit=2&cursor=${first.nextCursor ?? ''}`);
    expect([...first.items, ...second.items].map(({ version }) => version)).toEqual([3, 2, 1]);
    expect(second.nextCursor).toBeNull();
  });

  it('are nobody’s but the account’s, and of this bot alone', async () => {
    expect((await read('', api.asStranger())).status).toBe(404);
    const other = await makeBot(api);
    expect((await api.call('get', `/api/bots/${other}/agent/turns`)).body).toEqual({
      ...{ items: [], nextCursor: null },
    });
  });
});
