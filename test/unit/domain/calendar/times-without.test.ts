import { timesWithout } from '../../../../domain/calendar/free-slots';

const time = (startsAt: number, endsAt: number) => ({ startsAt, endsAt });

test.each([
  ['the time itself leaves nothing', [time(10, 20)], []],
  ['a stretch within a time leaves what is before and after it', [time(0, 30)], [time(0, 10), time(20, 30)]],
  ['what begins within it begins where it ends', [time(15, 25)], [time(20, 25)]],
  ['what ends within it ends where it begins', [time(5, 15)], [time(5, 10)]],
  ['other times stay as they are', [time(0, 10), time(20, 30)], [time(0, 10), time(20, 30)]],
])('%s', (_, times, left) => {
  expect(timesWithout(times, time(10, 20))).toEqual(left);
});
