import { CANARY, scenarioBody } from '../../../support/conversations/bot-bodies';
import { makeBot, makeDialog } from '../../../support/conversations/make-bot';
import { createTestApi, type TestApi } from '../../../support/test-api';

let api: TestApi;
let bots: string;
beforeAll(async () => {
  api = await createTestApi();
  bots = `/api/accounts/${api.account.id}/bots`;
});
afterAll(() => api.close());

interface Made {
  id: string;
}

describe('a bot', () => {
  it('is made active, on no platform, and read back the same', async () => {
    const made = await api.call('post', bots).send({ name: 'Reservas', description: 'Mesas' });
    expect(made.body).toMatchObject({
      name: 'Reservas',
      description: 'Mesas',
      mode: 'scenario',
      isActive: true,
      platforms: [],
      scenario: null,
    });
    const read = await api.call('get', `/api/bots/${(made.body as Made).id}`);
    expect(read.body).toEqual(made.body);
    expect(made.headers['location']).toBe(`/api/bots/${(made.body as Made).id}`);
  });

  it('says where it is and what it follows', async () => {
    const id = await makeBot(api);
    await api.call('put', `/api/bots/${id}/platforms/simulator`).send({});
    const scenario = await api.call('post', `/api/bots/${id}/scenarios`).send(scenarioBody());
    await api.call('post', `/api/scenarios/${(scenario.body as Made).id}/activate`);
    const read = await api.call('get', `/api/bots/${id}`);
    expect(read.body).toMatchObject({
      platforms: ['simulator'],
      scenario: { id: (scenario.body as Made).id, name: 'Greeting', version: 1 },
    });
  });

  it('cannot take the name of another, made or renamed', async () => {
    await makeBot(api, 'Taken');
    const id = await makeBot(api);
    expect((await api.call('post', bots).send({ name: 'Taken' })).status).toBe(409);
    expect((await api.call('put', `/api/bots/${id}`).send({ name: 'Taken' })).status).toBe(409);
    expect(
      (await api.call('put', `/api/bots/${id}`).send({ name: 'Mine', mode: 'both' })).body,
    ).toMatchObject({
      name: 'Mine',
      mode: 'both',
    });
  });

  it.each([
    ['no name', {}],
    ['an empty name', { name: '  ' }],
    ['an unknown mode', { name: 'A', mode: 'psychic' }],
    ['an id of its own', { name: 'A', id: '0190b7a0-0000-7000-8000-000000000000' }],
    ['an account', { name: 'A', accountId: '0190b7a0-0000-7000-8000-000000000000' }],
    ['a state', { name: 'A', isActive: false }],
  ])('is not made with %s', async (_what, body) => {
    const before = await api.rows('bot_instance');
    expect((await api.call('post', bots).send(body)).status).toBe(400);
    expect(await api.rows('bot_instance')).toBe(before);
  });

  it('is listed page by page, each once', async () => {
    await makeBot(api);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const path = `${bots}?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`;
      const page = (await api.call('get', path)).body as { items: Made[]; nextCursor: string | null };
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(await api.rows('bot_instance'));
  });

  it('is silenced and woken', async () => {
    const id = await makeBot(api);
    await api.call('put', `/api/bots/${id}/platforms/simulator`).send({});
    expect((await api.call('post', `/api/bots/${id}/deactivate`)).body).toMatchObject({ isActive: false });
    expect(await api.deps.platformCredentials.open(api.account.id, id, 'simulator')).toBeNull();
    expect((await api.call('post', `/api/bots/${id}/activate`)).body).toMatchObject({ isActive: true });
    expect(await api.deps.platformCredentials.open(api.account.id, id, 'simulator')).toEqual({
      platform: 'simulator',
      shared: true,
    });
  });
});

describe('the bots of another account', () => {
  it('are at an address that does not exist', async () => {
    const theirs = `/api/accounts/${api.stranger.id}/bots`;
    expect((await api.call('get', theirs)).status).toBe(404);
    expect((await api.call('post', theirs).send({ name: 'Mine' })).status).toBe(404);
  });
});

describe('deleting a bot', () => {
  it('ends its conversations and deletes all that belongs to it', async () => {
    const id = await makeBot(api);
    await api.call('put', `/api/bots/${id}/platforms/simulator`).send({});
    await api.call('put', `/api/bots/${id}/secrets/TOKEN`).send({ value: CANARY });
    await api.call('post', `/api/bots/${id}/scenarios`).send(scenarioBody());
    const dialog = await makeDialog(api, id);
    expect((await api.call('delete', `/api/bots/${id}`)).status).toBe(204);
    expect(api.temporal.asked.filter((asked) => asked.includes(dialog))).toHaveLength(1);
    for (const table of ['bot_platform_credential', 'bot_secret', 'bot_scenario', 'bot_dialog_state']) {
      const rows = await api.database.dataSource.query(`SELECT 1 FROM ${table} WHERE bot_id = $1`, [id]);
      expect([table, rows]).toEqual([table, []]);
    }
    expect((await api.call('delete', `/api/bots/${id}`)).status).toBe(404);
  });

  it('deletes nothing while Temporal is away, and leaves the bot as active as it was', async () => {
    const id = await makeBot(api);
    await makeDialog(api, id);
    api.temporal.away = true;
    const answer = await api.call('delete', `/api/bots/${id}`);
    api.temporal.away = false;
    expect(answer.status).toBe(503);
    expect((await api.call('get', `/api/bots/${id}`)).body).toMatchObject({ isActive: true });
    expect((await api.call('delete', `/api/bots/${id}`)).status).toBe(204);
  });
});

describe('a secret of a bot', () => {
  it('is kept sealed, listed by name, replaced and forgotten', async () => {
    const id = await makeBot(api);
    const put = await api.call('put', `/api/bots/${id}/secrets/TOKEN`).send({ value: CANARY });
    const again = await api.call('put', `/api/bots/${id}/secrets/TOKEN`).send({ value: `${CANARY}2` });
    const listed = await api.call('get', `/api/bots/${id}/secrets`);
    expect(put.body).toMatchObject({ name: 'TOKEN', fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/) });
    expect((again.body as { fingerprint: string }).fingerprint).not.toBe(
      (put.body as { fingerprint: string }).fingerprint,
    );
    expect(listed.body).toEqual({ items: [again.body] });
    for (const answer of [put, again, listed]) expect(answer.text).not.toContain(CANARY);
    expect((await api.deps.botSecrets.open(api.account.id, id, ['TOKEN'])).get('TOKEN')).toBe(`${CANARY}2`);
    expect((await api.call('delete', `/api/bots/${id}/secrets/TOKEN`)).status).toBe(204);
    expect((await api.call('delete', `/api/bots/${id}/secrets/TOKEN`)).status).toBe(404);
  });

  it.each([
    ['a name no step can use', 'token', { value: 'x' }],
    ['nothing in it', 'TOKEN', { value: '' }],
    ['what a header cannot carry', 'TOKEN', { value: 'a\nb' }],
    ['more fields than one', 'TOKEN', { value: 'x', sealed: {} }],
  ])('is refused with %s', async (_what, name, body) => {
    const id = await makeBot(api);
    expect((await api.call('put', `/api/bots/${id}/secrets/${name}`).send(body)).status).toBe(400);
    expect((await api.call('get', `/api/bots/${id}/secrets`)).body).toEqual({ items: [] });
  });
});
