import { createTestApi, programBody, type TestApi } from '../../support/test-api';

let api: TestApi;
let programId: string;

beforeAll(async () => {
  api = await createTestApi();
  programId = ((await api.call('post', '/api/programs').send(programBody())).body as { id: string }).id;
});
afterAll(() => api.close());

const rowCounts = () =>
  Promise.all(
    ['program', 'program_version', 'enrollment', 'contact', 'send'].map((table) => api.rows(table)),
  );

interface ProblemBody {
  code: string;
  hint: string;
  errors?: { path: string; message: string }[];
}

/** Posts, expects a refusal that says what to do, and that nothing was written. */
async function refused(path: string, body: object | string): Promise<ProblemBody & { status: number }> {
  const before = await rowCounts();
  const answer = await api
    .call('post', path)
    .set('content-type', 'application/json')
    .set('idempotency-key', 'bad-input')
    .send(body);
  expect(await rowCounts()).toEqual(before);
  const problem = JSON.parse(answer.text) as ProblemBody;
  expect(problem.hint).not.toBe('');
  return { ...problem, status: answer.status };
}

describe('a program definition', () => {
  it.each([
    ['malformed JSON', '{"name": "A"', undefined],
    ['no sessions', programBody({ sessions: [] }), 'sessions'],
    ['a session without days', programBody({}, [0]), 'sessions.0.days'],
    ['an eighth day', programBody({}, [8]), 'sessions.0.days'],
    ['a zone that is none', programBody({ timezone: 'America/Macondo' }), 'timezone'],
    ['a time that is none', programBody({ sendAt: '25:00' }), 'sendAt'],
    ['weekday 8', programBody({ weekdays: [8] }), 'weekdays.0'],
    ['an unknown field', programBody({ colour: 'red' }), ''],
    ['an unknown policy', programBody({ policy: { patience: 3 } }), 'policy'],
    ['no attempts', programBody({ policy: { maxAttemptsPerDay: 0 } }), 'policy.maxAttemptsPerDay'],
    ['a name of spaces', programBody({ name: '   ' }), 'name'],
    ['a list', [], ''],
  ])('with %s is refused, and says where', async (_what, body, path) => {
    const { status, errors } = await refused('/api/programs', body);
    expect(status).toBe(400);
    expect(errors?.[0]?.path).toBe(path);
  });
});

describe('enrolling', () => {
  it.each([
    ['a phone that is none', { phone: '123' }, 'phone'],
    ['a phone with letters', { phone: '300CALLNOW' }, 'phone'],
    ['nobody', {}, undefined],
    ['an empty list', { contacts: [] }, 'contacts'],
    ['501 contacts', { contacts: Array.from({ length: 501 }, () => ({ phone: '3001112233' })) }, 'contacts'],
    [
      'one bad phone among good ones',
      { contacts: [{ phone: '3001112233' }, { phone: '1' }] },
      'contacts.1.phone',
    ],
    ['a channel that is none', { phone: '3001112233', channel: 'pigeon' }, 'channel'],
  ])('%s is refused, and says where', async (_what, body, path) => {
    const { status, errors } = await refused(`/api/programs/${programId}/enrollments`, body);
    expect(status).toBe(400);
    if (path !== undefined) expect(errors?.map((error) => error.path)).toContain(path);
  });
});

describe('a send', () => {
  const text = { kind: 'text', text: 'hola' };
  it.each([
    ['to nobody', { content: text }, 400],
    ['of nothing', { to: { phone: '3001112233' }, content: { kind: 'text', text: ' ' } }, 400],
    ['too long', { to: { phone: '3001112233' }, content: { kind: 'text', text: 'x'.repeat(1601) } }, 400],
    ['of a bot trigger', { to: { phone: '3001112233' }, content: { kind: 'bot-trigger' } }, 400],
  ])('%s is refused', async (_what, body, status) => {
    expect((await refused('/api/sends', body)).status).toBe(status);
  });

  it('without an Idempotency-Key is refused, and says what to send', async () => {
    const answer = await api.call('post', '/api/sends').send({ to: { phone: '3001112233' }, content: text });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('Idempotency-Key');
  });
});

describe('a list', () => {
  it.each([
    '/api/contacts?limit=101',
    '/api/contacts?limit=0',
    '/api/contacts?limit=ten',
    '/api/contacts?cursor=x',
    '/api/contacts?phone=letters',
    '/api/contacts?phone=',
    '/api/sends?state=lost',
    '/api/sends?stat=accepted',
    '/api/sends?contactId=1%27%20OR%201=1',
    '/api/simulator/messages?wait=26',
    '/api/simulator/messages?after=zzz',
    '/api/simulator/not-a-phone/messages?wait=0',
    '/api/contacts/not-an-id',
    '/api/contacts/%00',
  ])('asked as %s is refused', async (path) => {
    expect((await api.call('get', path)).status).toBe(400);
  });
});
