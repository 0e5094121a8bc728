import { randomUUID } from 'node:crypto';
import { hourFromNow } from '../support/calendar-weeks';
import {
  CALENDARS,
  makeBooker,
  startCalendar,
  type CalendarSubject,
} from '../support/fake-calendars/calendar-subjects';

const HALF_HOUR = 1_800_000;

/** One desk, whatever calendar is behind it. */
describe.each(CALENDARS)('appointments with the calendar %s', (name) => {
  let subject: CalendarSubject;
  let contactId: string;
  let days = 0;
  beforeAll(async () => {
    subject = await startCalendar(name);
    contactId = await makeBooker(subject.api, '+573001110001', 'Zoraida');
  });
  afterAll(() => subject.close());

  /** An hour of a day that no other test of this file books. */
  const freshHour = () => {
    days += 1;
    return hourFromNow(24 * days);
  };
  const accountId = () => subject.api.account.id;
  const desk = () => subject.api.deps.calendar.desk;
  const book = (startsAt: number, key: string = randomUUID()) =>
    desk().book({ accountId: accountId(), contactId, key, startsAt, note: 'dolor de muela', limited: false });
  const slots = async (startsAt: number) => {
    const found = await desk().slots({
      accountId: accountId(),
      within: { startsAt, endsAt: startsAt + 2 * HALF_HOUR },
    });
    return found.kind === 'found' ? found.slots.map((slot) => (slot.startsAt - startsAt) / HALF_HOUR) : found;
  };
  /** What the calendar elsewhere shows of these hours, beside what the account's own rows say. */
  const shownAt = (startsAt: number) =>
    subject.fake?.book.shown().filter((event) => event.startsAt === startsAt) ?? null;
  const one = (count: number) => (subject.fake ? count : null);
  const idOf = (arranged: Awaited<ReturnType<typeof book>>) => {
    if (arranged.kind !== 'arranged') throw new Error(`Not arranged: ${arranged.kind}`);
    return arranged.appointment.id;
  };

  it('offers what is free, and no more what was booked', async () => {
    const at = freshHour();
    expect(await slots(at)).toEqual([0, 1]);
    expect(await book(at)).toMatchObject({ kind: 'arranged', appointment: { state: 'booked' } });
    expect(await slots(at)).toEqual([1]);
    expect(shownAt(at)?.length ?? null).toBe(one(1));
  });

  it('books once under one key, and shows it once', async () => {
    const at = freshHour();
    const made = subject.fake?.book.made() ?? 0;
    const [first, again] = [await book(at, `key-${at}`), await book(at, `key-${at}`)];
    expect(idOf(again)).toBe(idOf(first));
    expect((subject.fake?.book.made() ?? 1) - made).toBe(1);
  });

  it('gives a slot that ten want at once to one', async () => {
    const at = freshHour();
    const wanted = await Promise.all(Array.from({ length: 10 }, () => book(at)));
    expect(wanted.filter(({ kind }) => kind === 'arranged')).toHaveLength(1);
    expect(wanted.filter(({ kind }) => kind === 'taken')).toHaveLength(9);
    expect(shownAt(at)?.length ?? null).toBe(one(1));
  });

  it('moves an appointment over itself, and gives its time back', async () => {
    const at = freshHour();
    const wish = { accountId: accountId(), contactId, key: randomUUID(), note: null, limited: false };
    const id = idOf(await desk().book({ ...wish, startsAt: at, minutes: 60 }));
    const moved = await desk().move({ accountId: accountId(), id }, at + HALF_HOUR);
    expect(moved).toMatchObject({ kind: 'arranged', appointment: { startsAt: at + HALF_HOUR } });
    expect(await slots(at)).toEqual([0]);
    expect([shownAt(at)?.length ?? null, shownAt(at + HALF_HOUR)?.length ?? null]).toEqual([one(0), one(1)]);
  });

  it('cancels once and for all, and shows it no more', async () => {
    const at = freshHour();
    const id = idOf(await book(at));
    for (let time = 0; time < 2; time += 1) {
      expect(await desk().cancel({ accountId: accountId(), id })).toMatchObject({
        appointment: { state: 'cancelled' },
      });
    }
    expect(await slots(at)).toEqual([0, 1]);
    expect(shownAt(at)?.length ?? null).toBe(one(0));
  });
});
