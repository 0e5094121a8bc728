import { watchPlatform } from '../../../activities/alerts/watch-platform';
import { runTool } from '../../../activities/agent/agent-tool';
import { createAppointmentTools } from '../../../activities/agent/appointment-tools';
import { createArrange } from '../../../activities/appointments/arrange-for-step';
import type { AppointmentsDeps } from '../../../activities/appointments/appointments-deps';
import { luxonZoneClock } from '../../../activities/zone-clock';
import { createPlatformMeasures } from '../../../db/repositories/platform-measures';
import { createSystemAlerts } from '../../../db/repositories/system-alerts';
import { createTurnDialogs } from '../../../db/repositories/turn-dialogs';
import { hourFromNow } from '../../support/calendar-weeks';
import {
  closeBoth,
  connectCalendar,
  makeBooker,
  startConnected,
} from '../../support/fake-calendars/calendar-subjects';
import { createTestApi, PUBLIC_URL } from '../../support/test-api';

let subject: Awaited<ReturnType<typeof startConnected>>;
beforeEach(async () => {
  subject = await startConnected('google');
});
afterEach(() => closeBoth(subject));

const PATH = '/api/calendar/connection';
const begin = () => subject.api.call('post', PATH).send({ provider: 'google' });
const state = async () => (await subject.api.call('get', PATH)).body as Record<string, unknown>;
const callback = (address: string) => {
  const { pathname, search } = new URL(address);
  return subject.api.call('get', pathname + search).unset('x-api-key');
};
const begunAt = async (agrees = true) =>
  subject.fake.oauth.consent(((await begin()).body as { url: string }).url, agrees);
const disconnect = () => subject.api.call('delete', PATH);

describe('a connection', () => {
  it('says whose calendar it is and who connected it, to its own account alone', async () => {
    expect(await state()).toMatchObject({
      ...{ state: 'connected', provider: 'google', owner: 'ana@example.com', connectedBy: 'test' },
      ...{ revokedAt: null, waiting: 0, todo: null, offered: ['google'] },
    });
    const stranger = subject.api.asStranger();
    expect((await stranger.call('get', PATH)).body).toMatchObject({ state: 'none', owner: null });
    expect((await stranger.call('delete', PATH)).status).toBe(404);
    expect(await state()).toMatchObject({ state: 'connected' });
  });

  it('keeps no token in clear, and shows none', async () => {
    const rows = await subject.api.database.dataSource.query<object[]>(
      'SELECT row_to_json(c) AS row FROM calendar_connection c',
    );
    const told = JSON.stringify([rows, await state(), (await begin()).body]);
    expect(told).not.toMatch(/(access|refresh)-[0-9a-f]{24}/);
  });

  it('begins at the provider with a challenge and a state of its own, and comes back to the public address', async () => {
    const urls = [(await begin()).body, (await begin()).body].map(
      (body) => new URL((body as { url: string }).url).searchParams,
    );
    expect(urls.map((query) => [query.get('redirect_uri'), query.get('code_challenge_method')])).toEqual(
      Array(2).fill([`${PUBLIC_URL}/api/calendar/callback`, 'S256']),
    );
    for (const name of ['state', 'code_challenge']) {
      expect(new Set(urls.map((query) => query.get(name))).size).toBe(2);
    }
  });

  it('is written into the audit log under whoever began it', async () => {
    const { body } = await subject.api.call('get', '/api/audit');
    const entries = (body as { items: { action: string; actor: { name: string } }[] }).items;
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['finishCalendarConnection', 'connectCalendar']),
    );
  });
});

describe('a callback', () => {
  beforeEach(async () => {
    await disconnect();
  });

  it('is good once', async () => {
    const back = await begunAt();
    expect((await callback(back)).status).toBe(200);
    await disconnect();
    expect((await callback(back)).status).toBe(404);
    expect(await state()).toMatchObject({ state: 'none' });
  });

  it.each([
    ['with a state that nobody began', (back: URL) => back.searchParams.set('state', 'x'.repeat(43))],
    ['without a state', (back: URL) => back.searchParams.delete('state')],
  ])('%s connects nothing', async (_, change) => {
    const back = new URL(await begunAt());
    change(back);
    expect((await callback(back.href)).status).toBe(404);
    expect(await state()).toMatchObject({ state: 'none' });
  });

  it('that comes too late connects nothing', async () => {
    const back = await begunAt();
    await subject.api.database.dataSource.query(
      "UPDATE calendar_request SET expires_at = now() - interval '1 second'",
    );
    expect((await callback(back)).status).toBe(404);
    expect(await state()).toMatchObject({ state: 'none' });
  });

  it('of somebody whose key was revoked meanwhile connects nothing', async () => {
    const back = await begunAt();
    const { accounts } = subject.api.deps;
    const spare = await accounts.issueKey(subject.api.account.id, 'spare');
    await subject.api.database.dataSource.query("UPDATE api_key SET revoked_at = now() WHERE name = 'test'");
    expect((await callback(back)).status).toBe(404);
    const seen = await subject.api.call('get', PATH).set('x-api-key', spare.key);
    expect(seen.body).toMatchObject({ state: 'none' });
  });

  it('of an owner who did not agree connects nothing, and says so', async () => {
    const answer = await callback(await begunAt(false));
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('not connected')]);
    expect(await state()).toMatchObject({ state: 'none' });
  });

  it('whose code the provider does not take connects nothing, and says so', async () => {
    const back = new URL(await begunAt());
    back.searchParams.set('code', 'code-of-another');
    expect((await callback(back.href)).status).toBe(502);
    expect(await state()).toMatchObject({ state: 'none' });
  });
});

describe('a provider that is not set up', () => {
  it('is offered to nobody, and says what to set', async () => {
    const api = await createTestApi();
    const refused = await api.call('post', PATH).send({ provider: 'outlook' });
    expect([refused.status, refused.body.code]).toEqual([409, 'conflict']);
    expect((await api.call('get', PATH)).body).toMatchObject({ state: 'none', offered: [] });
    await api.close();
  });
});

describe('a calendar that its owner took back', () => {
  const at = hourFromNow(24);
  const deps = (): AppointmentsDeps => ({
    ...subject.api.deps.calendar,
    dialogs: createTurnDialogs(subject.api.database.dataSource),
    channels: { of: () => Promise.resolve(null) },
    library: subject.api.deps.mediaLibrary,
    publicBaseUrl: PUBLIC_URL,
    zoneClock: luxonZoneClock,
  });
  const look = () => {
    const db = subject.api.database.dataSource;
    const measures = createPlatformMeasures(db);
    const systemAlerts = createSystemAlerts(db);
    const refusals = subject.api.deps.webhookRefusals;
    return watchPlatform({ systemAlerts, measures, refusals, clock: () => Date.now() });
  };

  it('has steps, agents and operators told that nobody knows what is free', async () => {
    const contactId = await makeBooker(subject.api);
    subject.fake.oauth.takeBack();
    const booked = await subject.api
      .call('post', '/api/calendar/appointments')
      .set('idempotency-key', 'one')
      .send({ contactId, startsAt: new Date(at).toISOString() });
    expect([booked.status, booked.body.code]).toEqual([503, 'calendar_away']);
    expect((await subject.api.call('get', '/api/calendar/slots')).body).toMatchObject({
      code: 'calendar_away',
    });
    const ids = { accountId: subject.api.account.id, contactId, dialogId: contactId };
    const step = createArrange(deps(), () => Promise.resolve(Date.now()));
    const written = new Date(at).toISOString();
    for (const request of [{ do: 'list' as const }, { do: 'book' as const, at: written }]) {
      const asked = { day: null, at: null, minutes: null, about: null, ...request };
      expect(await step({ ...ids, idempotencyKey: 'k', request: asked })).toMatchObject({ status: 503 });
    }
    const scope = { ...ids, botId: contactId, turn: 1, said: '', told: '', callKey: 'c', now: Date.now() };
    for (const call of [
      { name: 'list_free_slots', input: {} },
      { name: 'book_appointment', input: { at: written } },
    ]) {
      const told = await runTool(createAppointmentTools(deps()), scope, call);
      expect([told.isError, told.output['error']]).toEqual([true, 'calendar_away']);
    }
    expect(await subject.api.rows('appointment')).toBe(0);
  });

  it('raises one alert, which is over once it is connected again', async () => {
    const raised = async () =>
      ((await subject.api.call('get', '/api/alerts')).body as { items: { why: string; state: string }[] })
        .items;
    expect(await look()).toEqual({ raised: 0, cleared: 0 });
    subject.fake.oauth.takeBack();
    await subject.api.call('get', '/api/calendar/slots');
    expect(await look()).toEqual({ raised: 1, cleared: 0 });
    expect(await look()).toEqual({ raised: 0, cleared: 0 });
    expect(await raised()).toMatchObject([
      { state: 'open', why: expect.stringContaining('connect it again') },
    ]);
    await connectCalendar(subject.api, subject.fake);
    expect(await look()).toEqual({ raised: 0, cleared: 1 });
    expect(await raised()).toMatchObject([{ state: 'resolved' }]);
  });
});
