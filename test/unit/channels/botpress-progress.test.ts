import { parseProgress, parseProgressRow } from '../../../channels/botpress/parse-progress';
import { createProgressTable } from '../../../channels/botpress/progress-table';
import { startFakeBotpress } from '../../support/fake-botpress/fake-botpress';
import type { FakeBotpress } from '../../support/fake-botpress/fake-botpress';

const ANA = '573156617659';

describe('a progress report', () => {
  it.each([
    ['numbers', { clientNumber: ANA, session: 1, day: 2, status: 2 }],
    ['texts', { clientNumber: `+57 315 661-7659`, session: '1', day: '2', status: '2' }],
    ['a number as a number', { clientNumber: Number(ANA), session: 1, day: 2, status: 2 }],
  ])('of one day may be written in %s', (_what, body) => {
    expect(parseProgress(body)).toEqual({
      ok: true,
      progress: { clientNumber: ANA, reports: [{ session: 1, day: 2, status: 2 }] },
    });
  });

  it('of everything is read day by day, as the old script read it', () => {
    const body = { clientNumber: ANA, session1: { 1: '2', 2: '1', 3: 0 }, session2: { 1: '0' } };
    expect(parseProgress(body)).toEqual({
      ok: true,
      progress: {
        clientNumber: ANA,
        reports: [
          { session: 1, day: 1, status: 2 },
          { session: 1, day: 2, status: 1 },
          { session: 1, day: 3, status: 0 },
          { session: 2, day: 1, status: 0 },
        ],
      },
    });
  });

  it.each([
    ['clientNumber', { session: 1, day: 1, status: 1 }],
    ['clientNumber', { clientNumber: 'Ana', session: 1, day: 1, status: 1 }],
    ['session', { clientNumber: ANA, session: 0, day: 1, status: 1 }],
    ['session', { clientNumber: ANA, day: 1, status: 1 }],
    ['day', { clientNumber: ANA, session: 1, day: '8', status: 1 }],
    ['day', { clientNumber: ANA, session: 1, day: 1.5, status: 1 }],
    ['status', { clientNumber: ANA, session: 1, day: 1, status: 3 }],
    ['status', { clientNumber: ANA, session: 1, day: 1, status: '' }],
    ['status', { clientNumber: ANA, session: 1, day: 1, status: null }],
    ['session1.2', { clientNumber: ANA, session1: { 1: '2', 2: 'done' } }],
    ['session1.9', { clientNumber: ANA, session1: { 9: '2' } }],
    ['session1', { clientNumber: ANA, session1: 'all' }],
    ['session53', { clientNumber: ANA, session53: { 1: '2' } }],
    ['body', { clientNumber: ANA }],
    ['body', null],
    ['body', [1]],
  ])('with a wrong %s is refused by that name', (field, body) => {
    expect(parseProgress(body)).toEqual({ ok: false, problems: [expect.stringMatching(`^${field}: `)] });
  });

  it('names every wrong field and repeats no value', () => {
    const parsed = parseProgress({
      clientNumber: ANA,
      session1: { 1: 'done', 8: '2' },
      session2: { 1: '7' },
    });
    expect(parsed).toEqual({
      ok: false,
      problems: [
        expect.stringMatching(/^session1\.1: status must be a whole number from 0 to 2$/),
        expect.stringMatching(/^session1\.8: day must be a whole number from 1 to 7$/),
        expect.stringMatching(/^session2\.1: status /),
      ],
    });
  });
});

describe('a row of the progress table', () => {
  it("may hold the table's own columns, and sessions and days not begun", () => {
    const row = {
      id: 3,
      createdAt: 'x',
      sessionNotes: 'y',
      clientNumber: ANA,
      session1: { 1: 1, 2: null },
      session2: null,
    };
    expect(parseProgressRow(row)).toEqual({
      ok: true,
      progress: { clientNumber: ANA, reports: [{ session: 1, day: 1, status: 1 }] },
    });
  });

  it('without any session is a contact without progress', () => {
    expect(parseProgressRow({ clientNumber: ANA })).toMatchObject({ ok: true, progress: { reports: [] } });
  });
});

describe('the progress table', () => {
  let fake: FakeBotpress;
  beforeEach(async () => {
    fake = await startFakeBotpress();
  });
  afterEach(() => fake.close());

  const table = (settings = {}) => createProgressTable({ ...fake, ...settings });
  const row = (index: number) => ({ clientNumber: String(573_000_000_000 + index), session1: { 1: '2' } });

  it('is read whole, at most 1,000 rows a call', async () => {
    fake.setRows(Array.from({ length: 2500 }, (_, index) => row(index)));
    const read = await table().readAll();
    expect(read).toMatchObject({ ok: true, problems: [] });
    expect(read.ok && new Set(read.rows.map(({ clientNumber }) => clientNumber)).size).toBe(2500);
    expect(fake.tableCalls).toEqual([0, 1000, 2000].map((offset) => ({ limit: 1000, offset })));
  });

  it('of exactly one page is read in one call', async () => {
    fake.setRows(Array.from({ length: 1000 }, (_, index) => row(index)));
    expect(await table().readAll()).toMatchObject({ ok: true });
    expect(fake.tableCalls).toHaveLength(1);
  });

  it('without rows is no failure', async () => {
    expect(await table().readAll()).toEqual({ ok: true, rows: [], problems: [] });
  });

  it('tells which row is wrong, and reads the others', async () => {
    fake.setRows([row(1), { clientNumber: ANA, session1: { 1: '9' } }, row(3)]);
    const read = await table().readAll();
    expect(read).toMatchObject({
      ok: true,
      rows: [{ clientNumber: '573000000001' }, { clientNumber: '573000000003' }],
      problems: [expect.stringMatching(/^row 2: session1\.1: /)],
    });
  });

  it.each([
    ['a failure', { kind: 'answer' as const, status: 500 }],
    ['silence', { kind: 'hang' as const }],
    ['a broken connection', { kind: 'reset' as const }],
    ['an answer without rows', { kind: 'answer' as const, status: 200, body: { ok: true } }],
  ])('that meets %s on its second page gives no part of itself', async (_what, turn) => {
    fake.setRows(Array.from({ length: 1500 }, (_, index) => row(index)));
    fake.scriptTable({ kind: 'answer', status: 200, body: { rows: [row(1)], hasMore: true } }, turn);
    expect(await table({ timeoutMs: 1000 }).readAll()).toEqual({
      ok: false,
      detail: expect.stringContaining('The progress table could not be read'),
    });
  });

  it.each([
    ['token', 401],
    ['botId', 403],
    ['table', 404],
  ])('with a wrong %s says HTTP %i', async (setting, status) => {
    expect(await table({ [setting]: 'wrong' }).readAll()).toEqual({
      ok: false,
      detail: expect.stringContaining(`HTTP ${status}`),
    });
  });

  it('stops reading when the caller gives up', async () => {
    fake.scriptTable({ kind: 'hang' });
    const caller = new AbortController();
    const read = table().readAll(caller.signal);
    caller.abort();
    expect(await read).toEqual({ ok: false, detail: expect.stringContaining('cancelled') });
  });
});
