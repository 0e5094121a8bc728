import { makeBot, makeScenario } from '../../support/conversations/make-bot';
import { createTestApi, programBody, type TestApi } from '../../support/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

interface Made {
  id: string;
  version: number;
}

async function makeProgram(change: Record<string, unknown> = {}): Promise<Made> {
  const name = `Program ${Math.random()}`;
  const answer = await api.call('post', '/api/programs').send(programBody({ name, ...change }));
  expect(answer.status).toBe(201);
  return answer.body as Made;
}

async function enroll(programId: string, phone: string): Promise<string> {
  const answer = await api.call('post', `/api/programs/${programId}/enrollments`).send({ phone });
  expect(answer.status).toBe(201);
  const { items } = answer.body as { items: { enrollmentId: string }[] };
  return items[0]?.enrollmentId ?? '';
}

describe('a program', () => {
  it('is published with the policy filled in, and read back the same', async () => {
    const made = await makeProgram();
    const read = await api.call('get', `/api/programs/${made.id}`);
    expect(read.body).toEqual(made);
    expect(read.body).toMatchObject({ version: 1, definition: { policy: { maxAttemptsPerDay: 2 } } });
  });

  it('gets a new version by PUT, and none for the same definition again', async () => {
    const { id } = await makeProgram();
    const change = programBody({ name: 'Second', sendAt: '10:00' });
    const second = await api.call('put', `/api/programs/${id}`).send(change);
    const again = await api.call('put', `/api/programs/${id}`).send(change);
    expect([second.body, again.body]).toEqual([
      expect.objectContaining({ name: 'Second', version: 2 }),
      expect.objectContaining({ version: 2 }),
    ]);
  });

  it('names only bots and scenarios that the account has', async () => {
    const botId = await makeBot(api, 'Profe');
    await makeScenario(api, botId, { name: 'Día uno' });
    const played = (scenario: string) => ({
      sessions: [
        {
          number: 1,
          title: 'One',
          days: [{ number: 1, title: 'Day', content: { kind: 'scenario', bot: 'Profe', scenario } }],
        },
      ],
    });
    await makeProgram(played('Día uno'));
    const unknown = await api
      .call('post', '/api/programs')
      .send(programBody({ name: 'Played', ...played('Otro') }));
    expect(unknown.status).toBe(400);
    expect(unknown.body).toMatchObject({ errors: [{ path: 'sessions.0.days.0.content' }] });
  });

  it('cannot take the name of another', async () => {
    await makeProgram({ name: 'Taken' });
    const answer = await api.call('post', '/api/programs').send(programBody({ name: 'Taken' }));
    expect(answer.status).toBe(409);
  });

  it('is listed page by page, each once', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const path = `/api/programs?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`;
      const { items, nextCursor } = (await api.call('get', path)).body as {
        items: { id: string }[];
        nextCursor: string | null;
      };
      expect(items.length).toBeLessThanOrEqual(2);
      seen.push(...items.map((item) => item.id));
      cursor = nextCursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(await api.rows('program'));
  });
});

describe('enrolling', () => {
  it('writes the enrollment and starts its workflow, in that order of trust', async () => {
    const { id } = await makeProgram();
    const enrollmentId = await enroll(id, '300 111 2233');
    expect(api.temporal.asked).toContain(`start ${enrollmentId}`);
    const read = await api.call('get', `/api/enrollments/${enrollmentId}`);
    expect(read.body).toMatchObject({
      phone: '+573001112233',
      state: 'active',
      session: 1,
      day: 1,
      completedDays: 0,
      totalDays: 4,
      days: ['not-sent', 'not-sent', 'not-sent', 'not-sent'],
      grid: [
        [{ status: 0 }, { status: 0 }],
        [{ status: 0 }, { status: 0 }],
      ],
      decisions: [],
    });
  });

  it('waits for the sweep while Temporal is away', async () => {
    const { id } = await makeProgram();
    api.temporal.away = true;
    const enrollmentId = await enroll(id, '3001112234');
    api.temporal.away = false;
    const left = await api.deps.enrollments.unstarted(new Date(Date.now() + 60_000), 10);
    expect(left.map((row) => row.id)).toEqual([enrollmentId]);
  });

  it('refuses a contact that is enrolled already, and says so of each in a list', async () => {
    const { id } = await makeProgram();
    await enroll(id, '3001112235');
    const again = await api.call('post', `/api/programs/${id}/enrollments`).send({ phone: '573001112235' });
    expect(again.status).toBe(409);
    const many = await api.call('post', `/api/programs/${id}/enrollments`).send({
      contacts: [{ phone: '+573001112235' }, { phone: '3001112236', name: 'Ana' }],
    });
    expect(many.body).toMatchObject({
      items: [
        { outcome: 'refused', refusal: 'already-enrolled' },
        { outcome: 'enrolled', refusal: null },
      ],
    });
  });

  it('refuses a contact that asked for no messages', async () => {
    const { id } = await makeProgram();
    const [first] = ((await api.call('get', '/api/contacts')).body as { items: { id: string }[] }).items;
    await api.call('post', `/api/contacts/${first?.id}/opt-out`);
    const answer = await api.call('post', `/api/programs/${id}/enrollments`).send({ contactId: first?.id });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('opt it in first');
  });

  it('lists by state and by place', async () => {
    const { id } = await makeProgram();
    await enroll(id, '3001112237');
    const list = async (filter: string) =>
      ((await api.call('get', `/api/programs/${id}/enrollments?${filter}`)).body as { items: unknown[] })
        .items;
    expect(await list('state=active&session=1&day=1')).toHaveLength(1);
    expect(await list('state=paused')).toHaveLength(0);
    expect(await list('session=2')).toHaveLength(0);
  });
});

describe('an operator', () => {
  it('is told what the workflow refuses, in its words', async () => {
    const { id } = await makeProgram();
    const enrollmentId = await enroll(id, '3001112238');
    api.temporal.answerUpdates({ kind: 'refused', refusal: 'The enrollment is active.' });
    const answer = await api.call('post', `/api/enrollments/${enrollmentId}/resume`);
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      409,
      expect.objectContaining({ code: 'conflict', detail: 'The enrollment is active.' }),
    ]);
  });

  it('gets 503 while Temporal is away, and nothing changes', async () => {
    const { id } = await makeProgram();
    const enrollmentId = await enroll(id, '3001112239');
    api.temporal.away = true;
    const answer = await api.call('post', `/api/enrollments/${enrollmentId}/pause`).send({ reason: 'test' });
    api.temporal.away = false;
    expect(answer.status).toBe(503);
  });

  it('cannot migrate to a version that was never published', async () => {
    const { id } = await makeProgram();
    const enrollmentId = await enroll(id, '3001112240');
    const answer = await api.call('post', `/api/enrollments/${enrollmentId}/migrate`).send({ version: 2 });
    expect(answer.status).toBe(404);
    expect(api.temporal.asked).not.toContain(`migrate ${enrollmentId}`);
  });
});

describe('a run', () => {
  it('is counted from the decisions of its date', async () => {
    const { id } = await makeProgram();
    const enrollmentId = await enroll(id, '3001112241');
    const at = new Date('2026-11-20T14:00:00Z');
    await api.database.dataSource.query(
      'INSERT INTO program_run (account_id, program_id, local_date, opened_at) VALUES ($1, $2, $3, $4)',
      [api.account.id, id, '2026-11-20', at],
    );
    await api.deps.enrollments.change(api.account.id, enrollmentId, ({ state }) => ({
      state,
      log: {
        localDate: '2026-11-20',
        dueAt: at,
        at: new Date(at.getTime() + 1500),
        kind: 'wait',
        outcome: 'recorded',
        session: 1,
        day: 1,
        line: 'skipped: waiting for S1D1, failed retries 1',
      },
    }));
    const runs = await api.call('get', `/api/programs/${id}/runs`);
    const counted = {
      date: '2026-11-20',
      evaluated: 1,
      sent: 0,
      failed: 0,
      excluded: 0,
      durationMs: 1500,
      omitted: { 'waiting for completion': 1 },
    };
    expect(runs.body).toMatchObject({ items: [counted], nextCursor: null });
    const run = await api.call('get', `/api/programs/${id}/runs/2026-11-20`);
    expect(run.body).toMatchObject({ ...counted, lines: { items: [{ enrollmentId, kind: 'wait' }] } });
    expect((await api.call('get', `/api/programs/${id}/runs/2026-11-19`)).status).toBe(404);
  });
});

describe('a program whose days bots play', () => {
  it('takes contacts on the channels of bots, where others take none', async () => {
    const botId = await makeBot(api, 'Tele');
    await makeScenario(api, botId, { name: 'Día' });
    const content = { kind: 'scenario', bot: 'Tele', scenario: 'Día' };
    const sessions = [{ number: 1, title: 'One', days: [{ number: 1, title: 'Day', content }] }];
    const accountId = api.account.id;
    const identity = { accountId, channel: 'telegram' as const, address: '700111', phone: null, name: 'Zoe' };
    const contactId = await api.deps.contacts.ensure(identity);
    const into = async ({ id }: Made) =>
      (await api.call('post', `/api/programs/${id}/enrollments`).send({ contactId, channel: 'telegram' }))
        .status;
    expect(await into(await makeProgram({ sessions }))).toBe(201);
    expect(await into(await makeProgram())).toBe(409);
  });
});
