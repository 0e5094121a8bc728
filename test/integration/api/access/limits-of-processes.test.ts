import { createRateLimits } from '../../../../api/access/rate-limits';
import { createRequestCounts, type RequestCounts } from '../../../../db/repositories/request-counts';
import { createTestDatabase, type TestDatabase } from '../../../support/test-database';

const HERE = '203.0.113.7';
const MINUTE = 60_000;

let database: TestDatabase;
let now: number;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  await database.dataSource.query('TRUNCATE request_count');
  now = Date.UTC(2026, 10, 21, 12);
});
afterAll(() => database.drop());

/** One process of the API, where a network may ask ten times a minute. */
function startProcess(counts: RequestCounts = createRequestCounts(database.dataSource)) {
  const settings = { perAddress: 10, perKey: 0, perAccount: 10, signIns: 0 };
  const limits = createRateLimits({ settings, counts, now: () => now });
  const ask = (times: number, from = HERE) =>
    Array.from({ length: times }, () => limits.request(from, 'a key of somebody')).filter(
      (wait) => wait === 0,
    );
  return { ...limits, letIn: (times: number, from?: string) => ask(times, from).length };
}

const rows = () => database.dataSource.query<{ requests: number }[]>('SELECT * FROM request_count');

describe('requests to several processes', () => {
  it('are limited together, once the processes have told each other', async () => {
    const [one, other] = [startProcess(), startProcess()];
    expect([one.letIn(6), other.letIn(3)]).toEqual([6, 3]);
    await one.share();
    await other.share();
    expect(other.letIn(5)).toBe(1);
    await other.share();
    expect(one.letIn(1)).toBe(1);
    await one.share();
    expect([one.letIn(5), other.letIn(5)]).toEqual([0, 0]);
    expect(one.letIn(1, '203.0.113.8')).toBe(1);
  });

  it('are in sight of a process that begins in the next window', async () => {
    const one = startProcess();
    expect(one.letIn(10)).toBe(10);
    await one.share();
    now += MINUTE + 6000;
    const late = startProcess();
    expect(late.letIn(1)).toBe(1);
    await late.share();
    expect(late.letIn(5)).toBe(0);
  });

  it('that were refused are not told, and a turn without requests asks nothing of the database', async () => {
    const counts = createRequestCounts(database.dataSource);
    const add = jest.fn((tallies: Parameters<RequestCounts['add']>[0]) => counts.add(tallies));
    const one = startProcess({ ...counts, add });
    one.letIn(25);
    await one.share();
    await one.share();
    expect(add).toHaveBeenCalledTimes(1);
    expect(await rows()).toMatchObject([{ requests: 10 }]);
  });

  it('cost one statement however many came, and leave neither address nor key behind', async () => {
    const query = jest.spyOn(database.dataSource, 'query');
    const one = startProcess();
    for (let last = 0; last < 50; last += 1) one.letIn(2, `203.0.113.${last}`);
    one.account('an-account');
    await one.share();
    const asked = query.mock.calls.map(([statement]) => statement.trim().split(/\s/)[0]);
    query.mockRestore();
    // What is old is removed once a minute.
    expect(asked).toEqual(['WITH', 'DELETE']);
    expect(await rows()).toHaveLength(51);
    expect(JSON.stringify(await rows())).not.toMatch(/203\.0|a key of|an-account/);
  });

  it('two windows ago are removed', async () => {
    const one = startProcess();
    one.letIn(1);
    await one.share();
    now += 2 * MINUTE;
    one.letIn(2);
    await one.share();
    expect(await rows()).toMatchObject([{ requests: 2 }]);
  });

  it('are counted by each process for itself while the database is away, and refused by none for it', async () => {
    const counts = createRequestCounts(database.dataSource);
    let away = true;
    const add: RequestCounts['add'] = (tallies) =>
      away ? Promise.reject(new Error('away')) : counts.add(tallies);
    const one = startProcess({ ...counts, add });
    expect(one.letIn(4)).toBe(4);
    await expect(one.share()).rejects.toThrow('away');
    expect(one.letIn(4)).toBe(4);
    away = false;
    await one.share();
    expect(await rows()).toMatchObject([{ requests: 4 }]);
    expect(one.letIn(10)).toBe(2);
  });

  it('that are told at the same time are all counted', async () => {
    const processes = Array.from({ length: 8 }, () => startProcess());
    for (const each of processes) for (let last = 0; last < 20; last += 1) each.letIn(1, `203.0.113.${last}`);
    await Promise.all(processes.map((each) => each.share()));
    const counted = await rows();
    expect(counted).toHaveLength(20);
    expect(counted.filter(({ requests }) => requests !== 8)).toEqual([]);
  });
});
