import { createBroadcastDesk } from '../../support/broadcast-desk';
import { createTestApi, programBody, type TestApi } from '../../support/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

const put = (settings: object, name = 'Café Azul', on: TestApi = api) =>
  on.call('put', '/api/business').send({ name, settings });
const get = async (on: TestApi = api) => (await on.call('get', '/api/business')).body as Shown;

interface Shown {
  version: number;
  name: string;
  changedBy: string | null;
  settings: { timezone: string; languages: string[]; facts: string[] };
  models: { provider: string }[];
}

describe('what an account says of itself', () => {
  it('is what Hilo takes for granted until somebody says it, with the models that answer', async () => {
    expect(await get()).toMatchObject({
      ...{ version: 0, name: 'First', changedBy: null },
      settings: { timezone: 'America/Bogota', languages: ['es'], facts: [], texts: {}, hours: [] },
      models: [{ provider: 'offline' }],
    });
  });

  it('is kept in versions, by whom, and the account takes its name; the same again makes none', async () => {
    const first = await put({ timezone: 'America/Lima' });
    const same = await put({ timezone: 'America/Lima' });
    const second = await put({ timezone: 'America/Lima', facts: ['Entregas en Lima.'] });
    expect([first, same, second].map(({ status, body }) => [status, (body as Shown).version])).toEqual([
      [200, 1],
      [200, 1],
      [200, 2],
    ]);
    expect((await api.call('get', '/api/account')).body).toMatchObject({ name: 'Café Azul' });
    const { body } = await api.call('get', '/api/business/versions?limit=1');
    expect(body).toMatchObject({ items: [{ version: 2, changedBy: 'test' }], nextCursor: '2' });
    const older = await api.call('get', '/api/business/versions?cursor=2');
    expect((older.body as { items: Shown[] }).items.map(({ version }) => version)).toEqual([1]);
  });

  it('is noted in the audit log by its versions', async () => {
    const { body } = await api.call('get', '/api/audit?action=putBusiness&limit=1');
    expect(body).toMatchObject({
      items: [{ action: 'putBusiness', change: { before: { version: 1 }, after: { version: 2 } } }],
    });
  });

  it('is nobody else’s', async () => {
    expect(await get(api.asStranger())).toMatchObject({ version: 0, name: 'Stranger' });
  });

  it.each([
    ['a zone that is none', { timezone: 'Bogota' }, 'settings.timezone'],
    ['no language at all', { languages: [] }, 'settings.languages'],
    ['a language twice', { languages: ['es', 'es'] }, 'settings.languages'],
    ['a text that Hilo does not have', { texts: { greeting: { es: 'Hola' } } }, 'settings.texts'],
    ['hours that end before they begin', { hours: [{ weekday: 1, from: '18:00', to: '08:00' }] }, 'hours.0'],
    [
      'hours that overlap',
      {
        hours: [
          { weekday: 1, from: '08:00', to: '12:00' },
          { weekday: 1, from: '11:00', to: '13:00' },
        ],
      },
      'hours.1',
    ],
    ['a field that is unknown', { colour: 'blue' }, 'colour'],
  ])('refuses %s, and changes nothing', async (_what, settings, named) => {
    const before = await get();
    const answer = await put(settings);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(named);
    expect(await get()).toEqual(before);
  });
});

describe('the contact policy and languages of an account', () => {
  const policy = { contactHours: 'co-ley-2300', frequencyCap: { messages: 2, days: 7 } };

  it('hold for a broadcast that says nothing, and for no other', async () => {
    await put({ contactPolicy: policy, languages: ['pt-BR', 'es'] });
    const desk = createBroadcastDesk(api);
    expect((await desk.create()).broadcast).toMatchObject({
      contactHours: 'co-ley-2300',
      frequencyCap: { messages: 2, days: 7 },
      language: 'pt_BR',
    });
    const own = { contactHours: 'any', capMessages: '1', language: 'es' };
    expect((await desk.create(undefined, own)).broadcast).toMatchObject({
      contactHours: 'any',
      frequencyCap: { messages: 1, days: 1 },
      language: 'es',
    });
  });

  it('hold for a program that says nothing, and for no other', async () => {
    await put({ contactPolicy: policy });
    const body = { timezone: 'America/Bogota', sendAt: '09:00' };
    const made = await api.call('post', '/api/programs').send(programBody({ ...body, name: 'Silent' }));
    expect(made.body).toMatchObject({ definition: { policy: { contactHours: 'co-ley-2300' } } });
    const own = { ...body, name: 'Own', policy: { contactHours: 'any' } };
    const other = await api.call('post', '/api/programs').send(programBody(own));
    expect(other.body).toMatchObject({ definition: { policy: { contactHours: 'any' } } });
  });

  it('refuse a program that they do not let send at its time, and say why', async () => {
    const wish = programBody({ name: 'Sunday', weekdays: [7], timezone: 'America/Bogota', sendAt: '09:00' });
    const answer = await api.call('post', '/api/programs').send(wish);
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('co-ley-2300')]);
  });
});

describe('the texts of an account', () => {
  it('answer BAJA in its own words', async () => {
    await put({ texts: { optOutConfirmation: { es: 'Adiós, de parte del Café.' } } });
    await api.call('post', '/api/simulator/+573009998877/messages').send({ text: 'BAJA' });
    await api.settled();
    const { body } = await api.call('get', '/api/sends?limit=1');
    expect(body).toMatchObject({ items: [{ content: { text: 'Adiós, de parte del Café.' } }] });
  });
});
