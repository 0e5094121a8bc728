import { MOST_FAILURES, takenTogether } from '../../../../domain/messaging/most-failures';

const failing = (...failures: number[]) => failures.map((times, id) => ({ id, failures: times }));
const ids = (...failures: number[]) => takenTogether(failing(...failures)).map(({ id }) => id);

describe('messages that wait for a turn', () => {
  it('are taken together while none has failed often', () => {
    expect(ids()).toEqual([]);
    expect(ids(0, 0, 0)).toEqual([0, 1, 2]);
    expect(ids(MOST_FAILURES / 2 - 1, 0, 1)).toEqual([0, 1, 2]);
  });

  it('are taken one by one, the oldest first, once one has failed half as often as it may', () => {
    expect(ids(MOST_FAILURES / 2)).toEqual([0]);
    expect(ids(0, MOST_FAILURES / 2, 0)).toEqual([0]);
  });
});
