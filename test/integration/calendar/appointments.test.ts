import type { CalendarSettings } from '../../../domain/calendar/calendar-settings';
import { ALWAYS_OPEN, hourFromNow } from '../../support/calendar-weeks';
import { makeBot } from '../../support/conversations/make-bot';
import { createTestApi, type TestApi } from '../../support/test-api';

let api: TestApi;
let contactId: string;
let days = 0;

/** An hour of a day that no other test of this file books. */
function freshHour(): number {
  days += 1;
  return hourFromNow(24 * days);
}

async function makeContact(phone: string, of: TestApi = api): Promise<string> {
  const who = { accountId: of.account.id, channel: 'simulator' as const, address: phone, phone, name: null };
  return of.deps.contacts.ensure(who);
}

const open = (more: Partial<CalendarSettings> = {}) =>
  api.deps.calendar.settings.put(api.account.id, { ...ALWAYS_OPEN, ...more });

let keys = 0;
function book(startsAt: number, more: { key?: string; contactId?: string; minutes?: number } = {}) {
  keys += 1;
  const { key = `key-${keys}`, ...rest } = more;
  return api
    .call('post', '/api/calendar/appointments')
    .set('idempotency-key', key)
    .send({ contactId, startsAt: new Date(startsAt).toISOString(), ...rest });
}

beforeAll(async () => {
  api = await createTestApi();
  contactId = await makeContact('+573001110001');
});
beforeEach(() => open());
afterAll(() => api.close());

describe('an appointment', () => {
  test('takes a free slot, which is offered to nobody any more', async () => {
    const at = freshHour();
    const within = { from: new Date(at).toISOString(), to: new Date(at + 3_600_000).toISOString() };
    const slots = () => api.call('get', '/api/calendar/slots').query(within);
    expect((await slots()).body.items).toHaveLength(2);
    const booked = await book(at);
    expect([booked.status, booked.body.state]).toEqual([201, 'booked']);
    expect((await slots()).body.items).toEqual([
      { startsAt: new Date(at + 1_800_000).toISOString(), endsAt: new Date(at + 3_600_000).toISOString() },
    ]);
  });

  test('that twenty people want at once is one person’s', async () => {
    const at = freshHour();
    const answers = await Promise.all(Array.from({ length: 20 }, () => book(at)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(19).fill(409)]);
    expect(answers.filter(({ body }) => body.code === 'slot_taken')).toHaveLength(19);
  });

  test('asked for twice under one key is made once, also at once', async () => {
    const at = freshHour();
    const answers = await Promise.all(Array.from({ length: 10 }, () => book(at, { key: `same-${at}` })));
    expect(new Set(answers.map(({ status, body }) => `${status} ${String(body.id)}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
  });

  test('under the key of somebody else’s is refused', async () => {
    const at = freshHour();
    const other = await makeContact('+573001110002');
    await book(at, { key: `other-${at}` });
    const refused = await book(at + 3_600_000, { key: `other-${at}`, contactId: other });
    expect([refused.status, refused.body.code]).toEqual([422, 'idempotency_key_reused']);
  });

  test('keeps the buffer free after it, whoever books next', async () => {
    await open({ bufferMinutes: 15 });
    const at = freshHour();
    expect((await book(at)).status).toBe(201);
    expect((await book(at + 1_800_000)).body.code).toBe('slot_taken');
    expect((await book(at + 3_600_000)).status).toBe(201);
  });

  test.each([
    ['between two slots', () => freshHour() + 60_000],
    ['in the past', () => hourFromNow(-48)],
    ['beyond the horizon', () => hourFromNow(24 * 200)],
  ])('%s is refused', async (_, at) => {
    const refused = await book(at());
    expect([refused.status, refused.body.code]).toEqual([409, 'slot_taken']);
  });

  test('moves to a free slot and leaves its own, over itself too', async () => {
    const at = freshHour();
    const { body } = await book(at, { minutes: 60 });
    const move = (to: number) =>
      api
        .call('post', `/api/calendar/appointments/${String(body.id)}/move`)
        .send({ startsAt: new Date(to).toISOString() });
    const moved = await move(at + 1_800_000);
    expect([moved.status, moved.body.startsAt, moved.body.endsAt]).toEqual([
      200,
      new Date(at + 1_800_000).toISOString(),
      new Date(at + 5_400_000).toISOString(),
    ]);
    expect((await move(at + 1_800_000)).body).toEqual(moved.body);
    expect((await book(at)).status).toBe(201);
    expect((await move(at)).body.code).toBe('slot_taken');
  });

  test('of two that move to one slot at once takes it', async () => {
    const at = freshHour();
    const ids = await Promise.all(
      [0, 2, 4, 6].map(async (n) => String((await book(at + n * 1_800_000)).body.id)),
    );
    const startsAt = new Date(at + 5 * 1_800_000).toISOString();
    const moves = await Promise.all(
      ids.map((id) => api.call('post', `/api/calendar/appointments/${id}/move`).send({ startsAt })),
    );
    expect(moves.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
  });

  test('that is cancelled gives its slot back, and is not booked again under its key', async () => {
    const at = freshHour();
    const { body } = await book(at, { key: `once-${at}` });
    const path = `/api/calendar/appointments/${String(body.id)}/cancel`;
    expect((await api.call('post', path)).body.state).toBe('cancelled');
    expect((await api.call('post', path)).body.state).toBe('cancelled');
    expect((await book(at, { key: `once-${at}` })).body).toMatchObject({ id: body.id, state: 'cancelled' });
    expect((await book(at)).status).toBe(201);
  });

  test('is a file for whoever has its address, with a higher sequence after each change', async () => {
    const at = freshHour();
    const { body } = await book(at);
    const path = new URL(String(body.file)).pathname;
    const fetched = await api.call('get', path).unset('x-api-key').buffer();
    expect(fetched.headers['content-type']).toBe('text/calendar; charset=utf-8');
    const stamp = new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
    expect(fetched.text).toContain(`DTSTART:${stamp}`);
    expect(fetched.text).toMatch(/SEQUENCE:1\r\n/);
    await api.call('post', `/api/calendar/appointments/${String(body.id)}/cancel`);
    expect((await api.call('get', path).buffer()).text).toMatch(/METHOD:CANCEL[^]*SEQUENCE:2\r\n/);
    expect((await api.call('get', `${path.slice(0, -2)}zz`)).status).toBe(404);
  });

  test('of another account is not there, and takes no time of ours', async () => {
    const at = freshHour();
    const { body } = await book(at);
    const stranger = api.asStranger();
    await api.deps.calendar.settings.put(stranger.account.id, ALWAYS_OPEN);
    for (const action of ['move', 'cancel']) {
      const path = `/api/calendar/appointments/${String(body.id)}/${action}`;
      const startsAt = new Date(at + 3_600_000).toISOString();
      const answer = await stranger.call('post', path).send(action === 'move' ? { startsAt } : undefined);
      expect([action, answer.status]).toEqual([action, 404]);
    }
    const theirs = await makeContact('+573001110003', stranger);
    const booked = await stranger
      .call('post', '/api/calendar/appointments')
      .set('idempotency-key', 'of-a-stranger')
      .send({ contactId: theirs, startsAt: new Date(at).toISOString() });
    expect(booked.status).toBe(201);
  });
});

describe('the list of appointments', () => {
  test('goes through every page in the order in which they begin', async () => {
    const at = freshHour();
    for (const n of [3, 1, 2, 0]) await book(at + n * 1_800_000);
    const query = { from: new Date(at).toISOString(), to: new Date(at + 7_200_000).toISOString(), limit: 3 };
    const first = await api.call('get', '/api/calendar/appointments').query(query);
    const cursor = String(first.body.nextCursor);
    const second = await api.call('get', '/api/calendar/appointments').query({ ...query, cursor });
    const starts = [...first.body.items, ...second.body.items].map(({ startsAt }) =>
      Date.parse(String(startsAt)),
    );
    expect(starts).toEqual([0, 1, 2, 3].map((n) => at + n * 1_800_000));
    expect(second.body.nextCursor).toBeNull();
  });

  test('says with whom each is and where they talked last, and can be of one bot’s people', async () => {
    const [talker, silent] = await Promise.all(
      ['+573001110011', '+573001110012'].map((phone) => makeContact(phone)),
    );
    const botId = await makeBot(api, 'Agenda');
    const place = {
      accountId: api.account.id,
      botId,
      platform: 'simulator' as const,
      chatId: '+573001110011',
    };
    const id = await api.deps.dialogs.ensure({ ...place, contactId: talker ?? '', at: new Date() });
    const at = freshHour();
    for (const [n, who] of [talker, silent].entries())
      await book(at + n * 1_800_000, { contactId: who ?? '' });
    const list = async (more: object) => {
      const query = { from: new Date(at).toISOString(), to: new Date(at + 3_600_000).toISOString(), ...more };
      const { body } = await api.call('get', '/api/calendar/appointments').query(query);
      return (body as { items: { contact: object; conversation: object | null }[] }).items.map(
        ({ contact, conversation }) => ({ contact, conversation }),
      );
    };
    const ofTalker = {
      contact: { name: null, phone: '+573001110011' },
      conversation: { id, botId, botName: 'Agenda' },
    };
    expect(await list({ state: 'booked' })).toEqual([
      ofTalker,
      { contact: { name: null, phone: '+573001110012' }, conversation: null },
    ]);
    expect(await list({ botId })).toEqual([ofTalker]);
    expect(await list({ botId: await makeBot(api, 'Otro') })).toEqual([]);
  });
});

describe('working hours', () => {
  const body = { title: 'Cita', zone: 'America/Bogota', hours: { '1': [{ from: '09:00', to: '12:00' }] } };

  test('are what was put, with the rest by default', async () => {
    const put = await api.call('put', '/api/calendar').send(body);
    expect([put.status, put.body.slotMinutes]).toEqual([200, 30]);
    expect((await api.call('get', '/api/calendar')).body).toEqual(put.body);
  });

  test.each([
    [
      'hours that overlap',
      {
        hours: {
          '1': [
            { from: '09:00', to: '12:00' },
            { from: '11:00', to: '13:00' },
          ],
        },
      },
    ],
    ['hours that end before they begin', { hours: { '1': [{ from: '12:00', to: '09:00' }] } }],
    ['a day there is not', { hours: { '8': [] } }],
    ['a zone there is not', { zone: 'Mars/Olympus' }],
  ])('with %s are refused and change nothing', async (_, wrong) => {
    const before = (await api.call('get', '/api/calendar')).body as unknown;
    const refused = await api.call('put', '/api/calendar').send({ ...body, ...wrong });
    expect([refused.status, refused.body.code]).toEqual([400, 'invalid_request']);
    expect((await api.call('get', '/api/calendar')).body).toEqual(before);
  });
});
