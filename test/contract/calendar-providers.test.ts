import { CALENDAR_PROVIDERS } from '../../domain/calendar/calendar-connection';
import { hourFromNow } from '../support/calendar-weeks';
import {
  closeBoth,
  connectCalendar,
  makeBooker,
  startConnected,
} from '../support/fake-calendars/calendar-subjects';
import type { Fault } from '../support/provider-faults';

const HALF_HOUR = 1_800_000;
const HOUR = 2 * HALF_HOUR;

describe.each(CALENDAR_PROVIDERS)('a calendar that is connected at %s', (name) => {
  let subject: Awaited<ReturnType<typeof startConnected>>;
  let contactId: string;
  beforeEach(async () => {
    subject = await startConnected(name);
    contactId = await makeBooker(subject.api, '+573001110001', 'Zoraida');
  });
  afterEach(() => closeBoth(subject));

  const at = hourFromNow(24);
  const calendar = () => subject.api.deps.calendar;
  const accountId = () => subject.api.account.id;
  const book = (startsAt = at, key = `key-${startsAt}`) =>
    calendar().desk.book({ accountId: accountId(), contactId, key, startsAt, note: 'muela', limited: false });
  const idOf = (arranged: Awaited<ReturnType<typeof book>>) => {
    if (arranged.kind !== 'arranged') throw new Error(`Not arranged: ${JSON.stringify(arranged)}`);
    return arranged.appointment.id;
  };
  const slots = () =>
    calendar().desk.slots({ accountId: accountId(), within: { startsAt: at, endsAt: at + HOUR } });
  const state = async () => (await subject.api.call('get', '/api/calendar/connection')).body as object;
  /** The sweep, a quarter of an hour and more later. */
  const sweep = async () => {
    await subject.api.database.dataSource.query(
      `UPDATE appointment SET event_try_at = now() - interval '1 second' WHERE event_try_at IS NOT NULL`,
    );
    return calendar().connected.showWaiting(20);
  };

  it('takes the time away that its owner is busy, and none that is marked as free', async () => {
    subject.fake.occupy(at + 600_000, at + 900_000);
    subject.fake.occupy(at + HALF_HOUR, at + HOUR, name === 'google');
    const found = await slots();
    if (found.kind !== 'found') throw new Error(found.kind);
    expect(found.slots.map(({ startsAt }) => startsAt)).toEqual(name === 'google' ? [] : [at + HALF_HOUR]);
    expect(await book()).toMatchObject({ kind: 'taken' });
  });

  it('hears of everything its owner does in a stretch of many events', async () => {
    for (let n = 0; n < 5; n += 1) subject.fake.occupy(at + n * 600_000, at + n * 600_000 + 60_000);
    expect(await slots()).toMatchObject({ kind: 'found', slots: [] });
  });

  it('shows who comes and what about, and forgets both with the contact', async () => {
    await book();
    expect(subject.fake.book.shown()).toMatchObject([
      { title: 'Cita · Zoraida', note: 'muela', startsAt: at },
    ]);
    await subject.api.deps.erasure.erase(accountId(), contactId, new Date());
    await sweep();
    expect(subject.fake.book.shown()).toEqual([]);
  });

  it.each<Fault>([
    { kind: 'accept-then-reset' },
    { kind: 'accept-then-hang' },
    { kind: 'fail-after-accept', status: 500 },
    { kind: 'fail-before', status: 500 },
    { kind: 'reset-before' },
    { kind: 'too-many', retryAfterSeconds: 60 },
  ])('shows an appointment once, whatever the first try came to: $kind', async (fault) => {
    subject.fake.faults.next.push(null, fault);
    idOf(await book());
    expect(await state()).toMatchObject({ waiting: 1, trouble: expect.any(String) });
    await sweep();
    expect(subject.fake.book.shown()).toMatchObject([{ startsAt: at }]);
    expect(subject.fake.book.made()).toBe(1);
    expect(await state()).toMatchObject({ waiting: 0, trouble: null });
  });

  it('shows an appointment as it is, though it moved before the first answer was heard', async () => {
    subject.fake.faults.next.push(null, { kind: 'accept-then-reset' });
    const id = idOf(await book());
    await calendar().desk.move({ accountId: accountId(), id }, at + HOUR);
    await sweep();
    expect(subject.fake.book.shown()).toMatchObject([{ startsAt: at + HOUR }]);
  });

  it('takes away what nobody heard it had made', async () => {
    subject.fake.faults.next.push(null, { kind: 'accept-then-reset' });
    const id = idOf(await book());
    await calendar().desk.cancel({ accountId: accountId(), id });
    await sweep();
    expect([subject.fake.book.made(), subject.fake.book.shown()]).toEqual([1, []]);
  });

  it('shows an appointment again that its owner deleted there, once it moves', async () => {
    const id = idOf(await book());
    for (const event of subject.fake.book.shown()) event.isDeleted = true;
    await calendar().desk.move({ accountId: accountId(), id }, at + HOUR);
    expect(subject.fake.book.shown()).toMatchObject([{ startsAt: at + HOUR }]);
    expect(await calendar().desk.cancel({ accountId: accountId(), id })).toMatchObject({ kind: 'arranged' });
    expect(subject.fake.book.shown()).toEqual([]);
  });

  it('is asked again after a moment that it asks for', async () => {
    subject.fake.faults.next.push({ kind: 'too-many', retryAfterSeconds: 0 });
    expect(await slots()).toMatchObject({ kind: 'found' });
  });

  it.each<Fault>([
    { kind: 'fail-before', status: 500 },
    { kind: 'hang-before' },
    { kind: 'too-many', retryAfterSeconds: 60 },
  ])('gives no slot while it does not say what is free: $kind', async (fault) => {
    subject.fake.faults.next.push(fault, fault);
    expect(await slots()).toMatchObject({ kind: 'away' });
    expect(await book()).toMatchObject({ kind: 'away' });
    expect(await subject.api.rows('appointment')).toBe(0);
  });

  it('renews a token that is not taken any more, once for all that ask at once', async () => {
    subject.fake.oauth.dropAccess();
    const found = await Promise.all(Array.from({ length: 8 }, () => slots()));
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['found']));
    expect(subject.fake.oauth.counts.refreshes).toBe(1);
  });

  it('renews a token before it ends, and keeps the refresh token that came with it', async () => {
    subject.fake.oauth.setLife(60);
    subject.fake.oauth.dropAccess();
    expect(await slots()).toMatchObject({ kind: 'found' });
    expect(await slots()).toMatchObject({ kind: 'found' });
    expect(subject.fake.oauth.counts.refreshes).toBe(2);
  });

  it('that its owner took back books nobody, says so, and goes on once it is connected again', async () => {
    const id = idOf(await book());
    subject.fake.oauth.takeBack();
    expect(await slots()).toMatchObject({ kind: 'away' });
    expect(await state()).toMatchObject({
      state: 'revoked',
      revokedAt: expect.any(String),
      todo: expect.any(String),
    });
    expect(await book(at + HOUR)).toMatchObject({ kind: 'away' });
    // Whoever comes no more can say so, and the calendar hears of it later.
    await calendar().desk.cancel({ accountId: accountId(), id });
    expect(await state()).toMatchObject({ waiting: 1 });
    expect(await connectCalendar(subject.api, subject.fake)).toBe(200);
    expect(await state()).toMatchObject({ state: 'connected', revokedAt: null, todo: null });
    await sweep();
    expect(subject.fake.book.shown()).toEqual([]);
    expect(await book(at + HOUR)).toMatchObject({ kind: 'arranged' });
  });

  it('that was disconnected is left as it is, and appointments are given without it', async () => {
    await book();
    const answer = await subject.api.call('delete', '/api/calendar/connection');
    expect(answer.body).toMatchObject({ provider: name, forgotten: name === 'google' });
    expect(subject.fake.oauth.counts.revocations).toBe(name === 'google' ? 1 : 0);
    expect(subject.fake.book.shown()).toHaveLength(1);
    subject.fake.calls.length = 0;
    expect(await book(at + HOUR)).toMatchObject({ kind: 'arranged' });
    expect(subject.fake.calls).toEqual([]);
  });

  it('that is connected later shows what was booked before', async () => {
    await subject.api.call('delete', '/api/calendar/connection');
    await book();
    expect(subject.fake.book.shown()).toEqual([]);
    await connectCalendar(subject.api, subject.fake);
    await sweep();
    expect(subject.fake.book.shown()).toMatchObject([{ startsAt: at }]);
  });
});
