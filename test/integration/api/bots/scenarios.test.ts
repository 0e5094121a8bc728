import { exampleScenario, scenarioBody } from '../../../support/conversations/bot-bodies';
import { makeBot, makeDialog, makeScenario } from '../../../support/conversations/make-bot';
import { createTestApi, type TestApi } from '../../../support/test-api';

let api: TestApi;
let botId: string;
beforeAll(async () => {
  api = await createTestApi();
  botId = await makeBot(api);
});
afterAll(() => api.close());

interface Made {
  id: string;
  version: number;
}

const newScenario = (change?: Parameters<typeof makeScenario>[2]) => makeScenario(api, botId, change);

/** The greeting with a step nobody leads to: a warning; or with a step that does not exist: an error. */
const withExtra = scenarioBody({
  name: 'Extra',
  steps: { ...scenarioBody().steps, extra: { kind: 'end', text: 'Nadie llega aquí.' } },
});
const withHole = scenarioBody({ name: 'Hole', start: 'nowhere' });

describe('a scenario', () => {
  it('is published with its defaults filled in, not active yet, and read back the same', async () => {
    const body = scenarioBody({ name: 'First' });
    const made = await api.call('post', `/api/bots/${botId}/scenarios`).send(body);
    expect(made.body).toMatchObject({
      botId,
      name: 'First',
      version: 1,
      isActive: false,
      findings: [],
      scenario: { limits: { stepsPerTurn: 100 } },
    });
    const read = await api.call('get', made.headers['location'] ?? '');
    expect({ ...(read.body as object), findings: [] }).toEqual(made.body);
  });

  it.each(['onboarding', 'restaurant-booking', 'session-day', 'support-triage'])(
    'of the examples is taken as it stands: %s',
    async (name) => {
      const made = await api.call('post', `/api/bots/${botId}/scenarios`).send(exampleScenario(name));
      expect([name, made.status, made.status === 201 ? '' : made.text]).toEqual([name, 201, '']);
    },
  );

  it('keeps the order of what a step does', async () => {
    const assign = { zebra: 1, a: { path: 'zebra' } };
    const id = await newScenario({
      start: 'count',
      variables: { zebra: null, a: null },
      steps: {
        count: { kind: 'set', assign, next: 'bye' },
        bye: { kind: 'end', text: '{{a}} {{zebra}}' },
        lost: { kind: 'end', text: '¿Cómo?' },
      },
    });
    const read = await api.call('get', `/api/scenarios/${id}`);
    const { steps } = (read.body as { scenario: { steps: { count: { assign: object } } } }).scenario;
    expect(Object.keys(steps.count.assign)).toEqual(['zebra', 'a']);
  });

  it('with warnings is taken, and they are told', async () => {
    const made = await api.call('post', `/api/bots/${botId}/scenarios`).send(withExtra);
    expect([made.status, made.body]).toEqual([
      201,
      expect.objectContaining({
        findings: [expect.objectContaining({ severity: 'warning', code: 'unreachable-step', step: 'extra' })],
      }),
    ]);
  });

  it('with errors is refused with what is wrong and where, made or published', async () => {
    const before = await api.rows('bot_scenario_version');
    const made = await api.call('post', `/api/bots/${botId}/scenarios`).send(withHole);
    expect([made.status, JSON.parse(made.text)]).toEqual([
      400,
      expect.objectContaining({
        errors: [expect.objectContaining({ message: expect.stringMatching(/nowhere/) })],
      }),
    ]);
    const id = await newScenario();
    const put = await api.call('put', `/api/scenarios/${id}`).send(withHole);
    expect(put.status).toBe(400);
    expect(await api.rows('bot_scenario_version')).toBe(before + 1);
  });

  it('may name a file only among the media of its bot', async () => {
    const steps = {
      ...scenarioBody().steps,
      bye: { kind: 'end' as const, items: [{ kind: 'image' as const, media: 'none' }] },
    };
    const made = await api
      .call('post', `/api/bots/${botId}/scenarios`)
      .send(scenarioBody({ name: 'Image', steps }));
    expect([made.status, made.text]).toEqual([400, expect.stringContaining('not among the bot')]);
  });

  it('gets a next version by PUT, and none for the same again', async () => {
    const id = await newScenario();
    const change = scenarioBody({ name: 'Renamed', description: 'second' });
    const second = await api.call('put', `/api/scenarios/${id}`).send(change);
    const again = await api.call('put', `/api/scenarios/${id}`).send(change);
    expect([second.body, again.body]).toEqual([
      expect.objectContaining({ name: 'Renamed', description: 'second', version: 2 }),
      expect.objectContaining({ version: 2 }),
    ]);
  });

  it('cannot take the name of another of its bot', async () => {
    await newScenario({ name: 'Taken' });
    const id = await newScenario();
    const body = scenarioBody({ name: 'Taken' });
    expect((await api.call('post', `/api/bots/${botId}/scenarios`).send(body)).status).toBe(409);
    expect((await api.call('put', `/api/scenarios/${id}`).send(body)).status).toBe(409);
  });

  it.each([
    ['no steps', { ...scenarioBody(), steps: {} }],
    ['an unknown field', { ...scenarioBody(), isActive: true }],
    ['an unknown kind of step', { ...scenarioBody(), steps: { hello: { kind: 'eval', code: '1' } } }],
    ['a name that every object has', { ...scenarioBody(), variables: { constructor: 1 } }],
  ])('is refused with %s', async (_what, body) => {
    const before = await api.rows('bot_scenario');
    expect((await api.call('post', `/api/bots/${botId}/scenarios`).send(body)).status).toBe(400);
    expect(await api.rows('bot_scenario')).toBe(before);
  });

  it('is listed page by page without its steps', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const path = `/api/bots/${botId}/scenarios?limit=3${cursor === null ? '' : `&cursor=${cursor}`}`;
      const page = (await api.call('get', path)).body as { items: Made[]; nextCursor: string | null };
      for (const item of page.items) expect(item).not.toHaveProperty('scenario');
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(await api.rows('bot_scenario'));
  });
});

describe('the active scenario', () => {
  it('is one a bot, even when two are activated at once', async () => {
    const [first, second] = [await newScenario(), await newScenario()];
    const activate = (id: string) => api.call('post', `/api/scenarios/${id}/activate`);
    expect((await activate(first)).body).toMatchObject({ isActive: true });
    const answers = await Promise.all([activate(second), activate(first), activate(second), activate(first)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const active = await api.deps.scenarios.active(api.account.id, botId);
    expect([first, second]).toContain(active?.scenarioId);
    expect((await activate(second)).status).toBe(200);
    expect(await api.deps.scenarios.active(api.account.id, botId)).toMatchObject({
      scenarioId: second,
      version: 1,
      botId,
    });
  });
});

describe('versions', () => {
  it('never change: a rollback publishes an old one as the next', async () => {
    const first = scenarioBody({ name: 'Rolls' });
    const id = await newScenario({ name: 'Rolls' });
    await api.call('put', `/api/scenarios/${id}`).send({ ...first, description: 'second' });
    const back = await api.call('post', `/api/scenarios/${id}/rollback`).send({ version: 1 });
    expect(back.body).toMatchObject({ version: 3, description: null });
    const contents = await Promise.all(
      [1, 2, 3].map(async (version) => {
        const answer = await api.call('get', `/api/scenarios/${id}/versions/${version}`);
        return (answer.body as { scenario: { description?: string } }).scenario.description;
      }),
    );
    expect(contents).toEqual([undefined, 'second', undefined]);
    const [newest, older] = [
      await api.call('get', `/api/scenarios/${id}/versions?limit=2`),
      await api.call('get', `/api/scenarios/${id}/versions?limit=2&cursor=2`),
    ];
    expect([newest.body, older.body]).toEqual([
      {
        items: [expect.objectContaining({ version: 3 }), expect.objectContaining({ version: 2 })],
        nextCursor: '2',
      },
      { items: [expect.objectContaining({ version: 1 })], nextCursor: null },
    ]);
  });

  it('that were never published are not found', async () => {
    const id = await newScenario();
    expect((await api.call('post', `/api/scenarios/${id}/rollback`).send({ version: 9 })).status).toBe(404);
    expect((await api.call('get', `/api/scenarios/${id}/versions/9`)).status).toBe(404);
    expect((await api.call('post', `/api/scenarios/${id}/simulate`).send({ version: 9 })).status).toBe(404);
  });

  it('are numbered without a gap when two are published at once', async () => {
    const id = await newScenario({ name: 'Twice' });
    const change = (description: string) =>
      api.call('put', `/api/scenarios/${id}`).send(scenarioBody({ name: 'Twice', description }));
    const answers = await Promise.all(['a', 'b', 'c'].map(change));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { items } = (await api.call('get', `/api/scenarios/${id}/versions`)).body as { items: Made[] };
    expect(items.map(({ version }) => version)).toEqual([4, 3, 2, 1]);
  });
});

describe('deleting a scenario', () => {
  it('deletes its versions', async () => {
    const id = await newScenario();
    const before = await api.rows('bot_scenario_version');
    expect((await api.call('delete', `/api/scenarios/${id}`)).status).toBe(204);
    expect(await api.rows('bot_scenario_version')).toBe(before - 1);
    expect((await api.call('delete', `/api/scenarios/${id}`)).status).toBe(404);
  });

  it('is refused while a conversation runs on it, and not after it ended', async () => {
    const id = await newScenario();
    const dialogId = await makeDialog(api, botId, { scenarioId: id, status: 'running' });
    expect((await api.call('delete', `/api/scenarios/${id}`)).status).toBe(409);
    await api.database.dataSource.query(
      `UPDATE bot_dialog_state SET state = '{"status":"ended"}' WHERE id = $1`,
      [dialogId],
    );
    expect((await api.call('delete', `/api/scenarios/${id}`)).status).toBe(204);
  });
});

describe('checking', () => {
  it('answers the findings of what is stored, or of what is sent, and publishes nothing', async () => {
    const id = await newScenario();
    const stored = await api.call('post', `/api/scenarios/${id}/check`);
    const sent = await api.call('post', `/api/scenarios/${id}/check`).send({ scenario: withHole });
    expect(stored.body).toEqual({ publishable: true, findings: [] });
    expect(sent.body).toMatchObject({ publishable: false, findings: [{ severity: 'error' }] });
    expect((await api.call('get', `/api/scenarios/${id}`)).body).toMatchObject({ version: 1 });
  });
});
