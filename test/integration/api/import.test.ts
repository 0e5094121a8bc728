import { LEGACY_COLUMNS } from '../../../domain/programs/legacy-cells';
import { createTestApi, programBody, type TestApi } from '../../support/test-api';

const HEADER = LEGACY_COLUMNS.join(',');
/** Ana has completed one day and failed the next; Luis is excluded; the last row has no phone. */
const FILE = [
  HEADER,
  '573001112233,1,1,1,2026-11-18 09:00:00,Éxito,1,1,2026-11-18 10:00:00,2,1,0',
  '573001112233,1,2,1,2026-11-20 09:00:00,Éxito,0,2,,1,1,0',
  '573001112244,1,1,1,2026-11-18 09:00:00,Éxito,0,2,,1,2,1',
  '12,1,1,0,,,0,0,,0,0,0',
].join('\n');

let api: TestApi;
let programId: string;
let programs = 0;

beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  programs += 1;
  const body = programBody({ name: `Program ${programs}` });
  programId = ((await api.call('post', '/api/programs').send(body)).body as { id: string }).id;
});

const upload = (csv: string | Buffer, program = programId) => {
  const call = api
    .call('post', `/api/programs/${program}/enrollments/import`)
    .set('content-type', 'text/csv');
  call.write(csv);
  return call;
};
const listed = async (program: string) =>
  (await api.call('get', `/api/programs/${program}/enrollments`)).body as { items: { phone: string }[] };

describe('a file of the old script', () => {
  it('puts each contact where it stood, and reports a bad row without stopping another', async () => {
    const answer = await upload(FILE);
    expect(answer.body).toEqual({
      rows: 4,
      contacts: 2,
      imported: 2,
      refused: 0,
      errorCount: 1,
      errors: [
        {
          ...{ line: 5, column: 'numero', code: 'not-a-phone', values: { value: '12' } },
          reason: expect.stringContaining('not a phone number'),
        },
      ],
    });
    const { items } = await listed(programId);
    // Contacts are enrolled abreast, so their order is any.
    expect(items.sort((a, b) => a.phone.localeCompare(b.phone))).toEqual([
      expect.objectContaining({ phone: '+573001112233', state: 'active', day: 2, failedRetries: 1 }),
      expect.objectContaining({ phone: '+573001112244', state: 'excluded' }),
    ]);
  });

  it('exports and imports again to the same state', async () => {
    await upload(FILE);
    const exported = await api.call('get', `/api/programs/${programId}/export.csv`);
    expect(exported.text.split('\n')[0]).toBe(HEADER);
    const body = programBody({ name: `Copy of ${programs}` });
    const copy = ((await api.call('post', '/api/programs').send(body)).body as { id: string }).id;
    expect((await upload(exported.text, copy)).body).toMatchObject({ imported: 2, errorCount: 0 });
    const states = await api.database.dataSource.query<{ states: number }[]>(
      'SELECT count(DISTINCT state)::int AS states FROM enrollment WHERE program_id = ANY($1) GROUP BY contact_id',
      [[programId, copy]],
    );
    expect(states).toEqual([{ states: 1 }, { states: 1 }]);
  });

  it('imported twice enrolls nobody twice', async () => {
    await upload(FILE);
    const again = await upload(FILE);
    expect(again.body).toMatchObject({ imported: 0, refused: 2 });
    expect((await listed(programId)).items).toHaveLength(2);
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['an empty file', Buffer.from(' ')],
    ['a missing column', FILE.replace('usuario_excluido', 'excluido')],
    ['Latin-1', Buffer.from(FILE, 'latin1')],
    ['UTF-16', Buffer.from(`\uFEFF${FILE}`, 'utf16le')],
    ['NUL bytes', `${FILE}\n57300\u0000`],
    ['a cell of 10 MB', `${FILE}\n"${'x'.repeat(10 * 1024 * 1024)}",1,1,0,,,0,0,,0,0,0`],
  ])('(%s) is refused whole, says what to do, and enrolls nobody', async (_what, csv) => {
    const answer = await upload(csv);
    expect(answer.status).toBe(400);
    expect((JSON.parse(answer.text) as { detail: string }).detail).toContain('Nothing was imported.');
    expect((await listed(programId)).items).toHaveLength(0);
  });

  it('is refused past 20 MB', async () => {
    const row = `573001112233,1,1,0,,${'x'.repeat(500)},0,0,,0,0,0\n`;
    const answer = await upload(`${HEADER}\n${row.repeat(45_000)}`);
    expect(answer.status).toBe(413);
    expect((await listed(programId)).items).toHaveLength(0);
  });
});

describe('a simulation', () => {
  it('plays the program and writes nothing', async () => {
    const before = await api.rows('send');
    const body = { contacts: 10, behaviours: { mix: [{ weight: 1, behaviour: { kind: 'never-answer' } }] } };
    const answer = await api.call('post', `/api/programs/${programId}/simulate`).send(body);
    expect(answer.body).toMatchObject({ contacts: 10, messages: 20, outcomes: { excluded: 10 } });
    expect((answer.body as { exclusions: unknown[] }).exclusions).toHaveLength(10);
    expect(await api.rows('send')).toBe(before);
  });

  it('plays a draft of the program, keeps nothing of it, and says what is wrong with one that cannot be', async () => {
    const path = `/api/programs/${programId}`;
    const { definition, version } = (await api.call('get', path)).body as Published;
    const [session] = definition.sessions;
    const draft = { ...definition, sessions: [{ ...session, days: session?.days.slice(0, 1) }] };
    const behaviours = { mix: [{ weight: 1, behaviour: { kind: 'always-answer' } }] };
    const play = (body: object) =>
      api.call('post', `${path}/simulate`).send({ contacts: 10, behaviours, definition: body });
    expect((await play(draft)).body).toMatchObject({ messages: 10, outcomes: { completed: 10 } });
    const refused = await play({ ...draft, sessions: [] });
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('at least one session')]);
    expect((await api.call('get', path)).body).toMatchObject({ definition, version });
  });
});

interface Published {
  version: number;
  definition: { sessions: { days: object[] }[] };
}
