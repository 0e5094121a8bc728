import { uuidv7 } from 'uuidv7';
import { createAnalyticsRollups } from '../../../db/repositories/analytics-rollups';
import { createAgentTurns } from '../../../db/repositories/agent-turns';
import { REPORT_NAMES } from '../../../domain/analytics/reports';
import { makeBot, makeDialog } from '../../support/conversations/make-bot';
import { createTestApi, programBody, type TestApi } from '../../support/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());
afterEach(() =>
  query(`TRUNCATE inbound_message, orders, carts, enrollment, analytics_event, analytics_rollup, analytics_mark,
                  analytics_until CASCADE`),
);

interface ReportBody {
  zone: string;
  countedUntil: string | null;
  rows: Record<string, unknown>[];
}

const query = (sql: string, parameters: unknown[] = []) => api.database.dataSource.query(sql, parameters);
/** Counts everything there is of the first account. */
async function count(): Promise<void> {
  const rollups = createAnalyticsRollups(api.database.dataSource);
  const hours = { from: new Date('2025-01-01T00:00:00Z'), to: new Date('2100-01-01T00:00:00Z') };
  await rollups.count({ accountId: api.account.id, ...hours }, new Date('2026-11-22T12:00:00Z'));
}
async function report(name: string, asked = 'from=2025-11-01&to=2025-11-30&by=total'): Promise<ReportBody> {
  const answer = await api.call('get', `/api/analytics/${name}?${asked}`);
  expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
  return answer.body as ReportBody;
}

async function contact(): Promise<string> {
  const id = uuidv7();
  await query('INSERT INTO contact (id, account_id) VALUES ($1, $2)', [id, api.account.id]);
  return id;
}
const message = (contactId: string, at: string) =>
  query(
    `INSERT INTO inbound_message (id, account_id, channel, provider_id, contact_id, content, received_at)
     VALUES (gen_random_uuid(), $1, 'twilio', gen_random_uuid()::text, $2, '{}', $3)`,
    [api.account.id, contactId, at],
  );

describe('hours and days', () => {
  // Clocks in New York go from 02:00 back to 01:00 on this day; those in Bogotá never change.
  it('are those of the zone: a repeated hour is two, and the day has twenty-five', async () => {
    const person = await contact();
    await message(person, '2025-11-02T04:00:00Z');
    await message(person, '2025-11-02T05:10:00Z');
    await message(person, '2025-11-02T06:20:00Z');
    await message(person, '2025-11-03T04:59:59Z');
    await message(person, '2025-11-03T05:00:00Z');
    await count();
    const asked = 'from=2025-11-02&to=2025-11-02&zone=America/New_York';
    const hours = await report('messages', `${asked}&by=hour`);
    expect(hours.rows.map(({ period, in: received }) => [period, received])).toEqual([
      ['2025-11-02T00:00:00-04:00', 1],
      ['2025-11-02T01:00:00-04:00', 1],
      ['2025-11-02T01:00:00-05:00', 1],
      ['2025-11-02T23:00:00-05:00', 1],
    ]);
    expect((await report('messages', asked)).rows).toMatchObject([{ period: '2025-11-02', in: 4 }]);
    const bogota = await report('messages', 'from=2025-11-01&to=2025-11-03');
    expect(bogota.zone).toBe('America/Bogota');
    expect(bogota.rows.map(({ period, in: received }) => [period, received])).toEqual([
      ['2025-11-01', 1],
      ['2025-11-02', 3],
      ['2025-11-03', 1],
    ]);
  });

  it("are the account's own where nobody names a zone", async () => {
    const theirs = api.asStranger();
    const business = { name: 'Theirs', settings: { timezone: 'Asia/Kathmandu' } };
    expect((await theirs.call('put', '/api/business').send(business)).status).toBe(200);
    const { body } = await theirs.call('get', '/api/analytics/messages?from=2025-11-01&to=2025-11-02');
    expect((body as ReportBody).zone).toBe('Asia/Kathmandu');
  });

  it('begin at any quarter of an hour of UTC, as the zone has it', async () => {
    await message(await contact(), '2025-11-02T18:15:00Z');
    await count();
    const { zone, rows } = await report(
      'messages',
      'from=2025-11-01&to=2025-11-30&by=hour&zone=Asia/Kathmandu',
    );
    expect([zone, rows[0]?.['period']]).toEqual(['Asia/Kathmandu', '2025-11-03T00:00:00+05:45']);
  });

  it.each([
    ['from=2025-11-02&to=2025-11-01', 'from: must not be after to (2025-11-01)'],
    ['from=2025-01-01&to=2025-11-01&by=hour', 'from: by hour, at most 31 days: ask for fewer at once'],
    ['zone=-05:00', 'zone: an IANA time zone, such as America/Bogota'],
    ['from=yesterday', 'from: a date, such as 2026-11-21'],
    ['by=week', expect.stringContaining('by:')],
  ])('are refused for %s', async (asked, detail: unknown) => {
    const answer = await api.call('get', `/api/analytics/messages?${asked}`);
    expect([answer.status, answer.body]).toEqual([
      400,
      expect.objectContaining({ code: 'invalid_request', detail }),
    ]);
  });
});

describe('a report', () => {
  it.each(REPORT_NAMES)('%s is empty, as JSON and as CSV, where nothing happened', async (name) => {
    expect(await report(name)).toMatchObject({ rows: [], countedUntil: null });
    const file = await api.call('get', `/api/analytics/${name}.csv?from=2025-11-01&to=2025-11-30`);
    expect(file.status).toBe(200);
    expect(file.text.split('\n')).toEqual([expect.stringMatching(/^period,/), '']);
  });

  it('counts nothing of another account, and names nothing of it', async () => {
    await message(await contact(), '2025-11-02T12:00:00Z');
    await count();
    expect((await report('messages')).rows).toHaveLength(1);
    const answer = await api
      .asStranger()
      .call('get', '/api/analytics/messages?from=2025-11-01&to=2025-11-30');
    expect(answer.body).toMatchObject({ rows: [] });
  });

  it('says up to when it was counted', async () => {
    await count();
    expect((await report('messages')).countedUntil).toBe('2026-11-22T12:00:00.000Z');
  });

  it('of orders has placed, paid and given back in the hour of each', async () => {
    const { account } = api;
    await query(`INSERT INTO users (id, account_id) VALUES (1, $1)`, [account.id]);
    await query(
      `INSERT INTO carts (id, account_id, user_id, status) SELECT n, $1, 1, 'converted' FROM generate_series(1, 3) n`,
      [account.id],
    );
    await query(
      `INSERT INTO orders (id, account_id, user_id, cart_id, token, total_minor, currency, payment_status, created_at,
                           expires_at, paid_at, settled_at)
       SELECT n, $1, 1, n, n::text, n * 1000, 'COP', (ARRAY['paid','refunded','expired'])[n],
              '2025-11-10 12:00Z', now(), (ARRAY['2025-11-11 12:00Z','2025-11-11 12:00Z',NULL])[n]::timestamptz,
              (ARRAY[NULL,'2025-11-12 12:00Z','2025-11-12 12:00Z'])[n]::timestamptz FROM generate_series(1, 3) n`,
      [account.id],
    );
    await count();
    expect((await report('orders', 'from=2025-11-01&to=2025-11-30')).rows).toMatchObject([
      { period: '2025-11-10', currency: 'COP', placed: 3, placedMinor: 6000, revenueMinor: 0 },
      { period: '2025-11-11', paid: 2, paidMinor: 3000, revenueMinor: 3000 },
      { period: '2025-11-12', refunded: 1, refundedMinor: 2000, expired: 1, revenueMinor: -2000 },
    ]);
  });

  it('of programs is a funnel: each day reached once however often it was sent, then completed', async () => {
    const made = await api.call('post', '/api/programs').send(programBody({ name: '=1+1' }));
    const { id: programId } = made.body as { id: string };
    const enrolled = await api
      .call('post', `/api/programs/${programId}/enrollments`)
      .send({ phone: '3001112233' });
    const [item] = (enrolled.body as { items: { enrollmentId: string }[] }).items;
    const decided = (attempt: number, at: string, [kind, outcome] = ['send', 'sent']) =>
      query(
        `INSERT INTO enrollment_decision (id, account_id, enrollment_id, program_id, due_at, decided_at, kind, outcome,
                                          session, day, attempt, line)
         VALUES (gen_random_uuid(), $1, $2, $3, $4, $4, $5, $6, 1, 1, $7, 'line')`,
        [api.account.id, item?.enrollmentId, programId, at, kind, outcome, attempt],
      );
    await decided(1, '2025-11-03T14:00:00Z');
    await decided(2, '2025-11-04T14:00:00Z');
    await decided(2, '2025-11-05T14:00:00Z', ['exclude', 'recorded']);
    await query(
      `INSERT INTO progress_report (id, account_id, enrollment_id, session, day, status, source, reported_at)
       VALUES (gen_random_uuid(), $1, $2, 1, 1, 2, 'reply', '2025-11-04T15:00:00Z')`,
      [api.account.id, item?.enrollmentId],
    );
    await count();
    const place = { program: programId, name: '=1+1', session: '1', day: '1' };
    expect((await report('programs')).rows).toEqual([
      { period: '2025-11-01/2025-11-30', ...place, reached: 1, messages: 2, completed: 1 },
    ]);
    expect((await report('exclusions')).rows).toMatchObject([
      { program: programId, by: 'rule', excluded: 1 },
    ]);
    expect((await report('enrollments', 'by=total')).rows).toMatchObject([
      { program: programId, enrolled: 1 },
    ]);
    const file = await api.call('get', '/api/analytics/programs.csv?from=2025-11-01&to=2025-11-30');
    expect(file.headers['content-type']).toContain('text/csv');
    expect(file.text.split('\n')).toEqual([
      'period,program,session,day,name,reached,messages,completed',
      `2025-11-03,${programId},1,1,'=1+1,1,1,0`,
      `2025-11-04,${programId},1,1,'=1+1,0,1,1`,
      '',
    ]);
  });

  it('of agents and tools keeps what was counted when the dialog is deleted', async () => {
    const bot = await makeBot(api);
    const dialogId = await makeDialog(api, bot);
    const turns = createAgentTurns(api.database.dataSource);
    const place = { accountId: api.account.id, dialogId, turnKey: 'one' };
    await query(
      `INSERT INTO agent_turn (account_id, dialog_state_id, turn_key, agent_version, opened_turn, started_at)
       VALUES ($1, $2, 'one', 1, 1, now())`,
      [api.account.id, dialogId],
    );
    await query(
      `INSERT INTO agent_step (account_id, dialog_state_id, turn_key, step, text, provider, model, ms, input_tokens,
                               output_tokens, from_cache, answered_at)
       VALUES ($1, $2, 'one', 1, '', 'offline', 'm', 1, 1, 1, false, now())`,
      [api.account.id, dialogId],
    );
    await query(
      `INSERT INTO agent_tool_call (account_id, dialog_state_id, turn_key, call, step, provider_call_id, name, input)
       SELECT $1, $2, 'one', n, 1, 'x', (ARRAY['view_cart','Llama a Ana, +573001112233'])[n], '{}' FROM generate_series(1, 2) n`,
      [api.account.id, dialogId],
    );
    const at = new Date('2025-11-10T12:00:00Z');
    await turns.keepOutcome(place, 1, { outcome: { output: {}, isError: false }, at });
    await turns.keepOutcome(place, 2, { outcome: { output: {}, isError: true }, at });
    await turns.close(place, { outcome: 'answered', closedTurn: 2, at });
    await query(
      `UPDATE bot_dialog_state SET handoff = jsonb_build_object('by', 'agent', 'since', $2::bigint) WHERE id = $1`,
      [dialogId, at.getTime() + 1000],
    );
    await query('DELETE FROM bot_dialog_state WHERE id = $1', [dialogId]);
    await count();
    expect((await report('agents')).rows).toMatchObject([
      { bot, conversations: 1, resolved: 0, handedOver: 1, turns: 1, failedTurns: 0 },
    ]);
    expect((await report('handoffs')).rows).toMatchObject([{ bot, by: 'agent', handoffs: 1 }]);
    expect((await report('tools')).rows).toMatchObject([
      { tool: 'unknown', succeeded: 0, failed: 1 },
      { tool: 'view_cart', succeeded: 1, failed: 0 },
    ]);
  });

  it('of opt-outs counts who asked for silence and who took it back, by where it was said', async () => {
    const accountId = api.account.id;
    const contactId = await contact();
    const at = new Date('2025-11-10T12:00:00Z');
    await api.deps.consent.optOut({ accountId, contactId, at, source: 'message on twilio' });
    await count();
    expect((await report('opt-outs')).rows).toMatchObject([
      { source: 'message on twilio', optedOut: 1, optedIn: 0 },
    ]);
    await api.deps.consent.optIn({ accountId, contactId, at: new Date(), source: 'form of Ana' });
    await count();
    const told = await api.call('get', `/api/analytics/opt-outs?by=total&from=2025-11-01`);
    expect((told.body as ReportBody).rows).toMatchObject([
      { source: 'message on twilio', optedOut: 1, optedIn: 1 },
    ]);
  });
});
