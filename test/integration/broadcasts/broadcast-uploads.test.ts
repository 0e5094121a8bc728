import { createBroadcastDesk, LIST, type BroadcastDesk } from '../../support/broadcast-desk';
import { createTestApi, type TestApi } from '../../support/test-api';

let api: TestApi;
let desk: BroadcastDesk;
beforeAll(async () => {
  api = await createTestApi();
  desk = createBroadcastDesk(api);
});
afterAll(() => api.close());

describe('a list', () => {
  it('becomes a draft whose rows are all accounted for', async () => {
    const { broadcast, survey } = await desk.create();
    expect(broadcast).toMatchObject({ state: 'draft', rejectedRows: 3, progress: { total: 2, pending: 2 } });
    expect(survey).toMatchObject({
      rows: 5,
      accepted: 2,
      rejected: 3,
      problems: [
        { line: 3, reason: 'missing-variable', detail: expect.stringContaining('{{ciudad}}') },
        { line: 4, reason: 'bad-address', phone: '12' },
        { line: 5, reason: 'duplicate', detail: 'the same address as line 2' },
      ],
      samples: [
        { line: 2, to: '+573001112233', text: 'Hola Ana, promo en Cali' },
        { line: 6, to: '+573001112255', text: 'Hola Marta, promo en Pasto' },
      ],
      columns: { address: 'numero', name: 'nombre', variables: { nombre: 'nombre', ciudad: 'ciudad' } },
      forecast: { messages: 2, seconds: null, cost: null },
    });
    const rejected = await api.call('get', `/api/broadcasts/${broadcast.id}/rejected-rows`);
    expect((rejected.body as { items: unknown[] }).items).toHaveLength(3);
  });

  it('shows its columns and first rows, of its beginning alone', async () => {
    const beginning = `${LIST}\n"573001112266,an open quo`;
    const answer = await api
      .call('post', '/api/broadcasts/columns')
      .attach('file', Buffer.from(beginning.replace('Ana', 'Begoña'), 'latin1'), 'list.csv');
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        columns: ['numero', 'nombre', 'ciudad'],
        rows: expect.arrayContaining([['573001112233', 'Begoña', 'Cali']]) as unknown,
      },
    ]);
    expect((answer.body as { rows: unknown[] }).rows).toHaveLength(5);
    const json = await api.call('post', '/api/broadcasts/columns').send({ recipients: [] });
    expect(json.status).toBe(400);
  });

  it('goes through the channels that are set up, the usual one first, and through bots', async () => {
    const answer = await api.call('get', '/api/broadcasts/senders');
    const { items } = answer.body as { items: { sender: string }[] };
    expect(items[0]).toEqual({ sender: 'simulator', channel: 'simulator', bot: null });
    const named = { sender: items[0]?.sender ?? '' };
    await expect(desk.send('/api/broadcasts/validate', LIST, named)).resolves.toMatchObject({ status: 200 });
  });

  it('that is only tried writes nothing, and says the same', async () => {
    const before = [await api.rows('broadcast'), await api.rows('contact')];
    const answer = await desk.send('/api/broadcasts/validate', LIST);
    expect([answer.status, answer.body]).toEqual([200, expect.objectContaining({ rows: 5, accepted: 2 })]);
    expect([await api.rows('broadcast'), await api.rows('contact')]).toEqual(before);
  });

  it.each<[string, string | Buffer]>([
    ['with a byte order mark', `\uFEFF${LIST}`],
    ['in UTF-16', Buffer.from(`\uFEFF${LIST}`, 'utf16le')],
    ['in UTF-16 without a mark', Buffer.from(LIST, 'utf16le')],
    ['in Latin-1', Buffer.from(LIST.replace('Ana', 'Begoña'), 'latin1')],
    ['between semicolons', LIST.replaceAll(',', ';')],
    ['between tabs', LIST.replaceAll(',', '\t')],
    ['with Windows line ends', LIST.replaceAll('\n', '\r\n')],
  ])('%s is read', async (_what, csv) => {
    const answer = await desk.send('/api/broadcasts/validate', csv);
    expect(answer.body).toMatchObject({ rows: 5, accepted: 2 });
    expect(answer.text).not.toContain('\ufffd');
  });

  it('may be the body itself, with the fields in the query', async () => {
    const call = api.call('post', '/api/broadcasts').query({ title: 'Raw', template: 'promo' });
    const answer = await call.type('text/csv').send('telefono;codigo\n573001112233;A1\n');
    expect([answer.status, answer.body]).toEqual([
      201,
      expect.objectContaining({ survey: expect.objectContaining({ accepted: 1 }) }),
    ]);
  });

  it('may be JSON', async () => {
    const recipients = [
      { phone: '573001112233', name: 'Ana', variables: { ciudad: 'Cali' } },
      { phone: '12', variables: {} },
    ];
    const body = { title: 'Json', template: 'Promo en {{ciudad}}', recipients };
    const answer = await api.call('post', '/api/broadcasts').send(body);
    expect([answer.status, answer.body]).toEqual([
      201,
      expect.objectContaining({ survey: expect.objectContaining({ accepted: 1, rejected: 1 }) }),
    ]);
  });

  it('does not reach whoever opted out, and says so', async () => {
    const phone = '+573001110001';
    const contact = {
      accountId: api.account.id,
      channel: 'simulator' as const,
      address: phone,
      phone,
      name: null,
    };
    const id = await api.deps.contacts.ensure(contact);
    await api.deps.contacts.optOut(api.account.id, id, new Date());
    const answer = await desk.send('/api/broadcasts/validate', `${LIST}\n${phone},Iván,Cali`);
    expect(answer.body).toMatchObject({
      accepted: 2,
      reasons: expect.arrayContaining([{ reason: 'opted-out', count: 1 }]),
    });
  });

  it('keeps formulas as they are written, and its report disarms them and can be sent again', async () => {
    const { broadcast } = await desk.create('numero,nombre,ciudad\n573001112233,=1+1,Cali\n=cmd(),Eva,Cali', {
      template: 'promo',
    });
    const report = await api.call('get', `/api/broadcasts/${broadcast.id}/report.csv`);
    expect(report.text).toContain("'=cmd()");
    expect(report.text).toMatch(/^2,\+573001112233,/m);
    const again = await desk.send('/api/broadcasts/validate', report.text, {
      template: 'promo',
      variables: '{}',
    });
    expect(again.body).toMatchObject({ rows: 2, accepted: 1 });
  });
});

describe('bad input', () => {
  const refused = async (csv: string | Buffer, fields?: Record<string, string>) => {
    const before = await api.rows('broadcast');
    const answer = await desk.send('/api/broadcasts', csv, fields);
    expect(await api.rows('broadcast')).toBe(before);
    return [answer.status, (JSON.parse(answer.text) as { detail: string }).detail] as const;
  };

  it.each<[string, string | Buffer, string]>([
    ['no CSV', 'hola, ¿qué tal?', 'No column is the phone number'],
    ['nothing', '', 'empty'],
    ['an image', Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1'), 'an image'],
    ['gzip', Buffer.from('\x1f\x8b\x08\0', 'latin1'), 'gzip'],
    ['a spreadsheet', Buffer.from('PK\x03\x04\0', 'latin1'), '.xlsx'],
    ['NUL bytes', `${LIST}\n57300\u00001112266,Eva,Cali`, 'NUL bytes'],
    [
      'a quote that is never closed',
      'numero,nombre,ciudad\n573001112233,Ana,Cali\n573001112244,"Luis,Cali\n573001112255,Eva,Cali',
      'Line 3: A quote is opened',
    ],
    [
      'a quote that another row closes',
      'numero,nombre,ciudad\n573001112233,Ana,Cali\n573001112244,"Luis,Cali\n573001112255,"Eva",Cali',
      'Line 3: A quote stands',
    ],
    ['a cell of 10 MB', `${LIST}\n573001112266,${'x'.repeat(10 * 1024 * 1024)},Cali`, 'longer than 64 KB'],
    ['no phone column', 'nombre,ciudad\nAna,Cali', 'There is "nombre", "ciudad"'],
    ['two phone columns', 'telefono,celular\n1,2', '"telefono" and "celular"'],
  ])('(%s) is refused with what to do, and nothing is kept', async (_what, csv, words) => {
    expect(await refused(csv)).toEqual([400, expect.stringContaining(words)]);
  });

  it('(100,001 rows) is refused with the numbers', async () => {
    const rows = Array.from({ length: 100_001 }, (_, index) => `57300${1_000_000 + index},A,B`);
    const [status, detail] = await refused(['numero,nombre,ciudad', ...rows].join('\n'));
    expect([status, detail]).toEqual([413, expect.stringMatching(/100001 rows; at most 100000/)]);
  });

  it('(51 MB) is refused with the numbers, however it comes', async () => {
    const long = Buffer.alloc(51 * 1024 * 1024, '573001112233,Ana,Cali\n');
    expect(await refused(long)).toEqual([413, expect.stringContaining('at most 50 MB')]);
  });

  it.each([
    ['a sender that does not exist', { sender: 'ventas' }, '"ventas" does not exist'],
    ['a variable that no column has', { template: 'Hola {{apellido}}' }, '{{apellido}}'],
    ['a template that Twilio does not know', { sender: 'twilio' }, 'ContentSid'],
    ['a mapping that is no JSON', { variables: 'nombre' }, 'JSON object'],
    ['a country that is none', { country: 'XX' }, 'two letters'],
    ['a field that nobody asked for', { accountId: 'x' }, 'accountId'],
  ])('(%s) is refused', async (_what, fields, words) => {
    expect(await refused(LIST, fields)).toEqual([400, expect.stringContaining(words)]);
  });

  it('(no file) is refused', async () => {
    const answer = await api.call('post', '/api/broadcasts').field('title', 'x').field('template', 'promo');
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('no file')]);
  });

  it('(a title used twice) is refused, and the first one stays', async () => {
    await desk.create(LIST, { title: 'Twice' });
    expect(await refused(LIST, { title: 'Twice' })).toEqual([409, expect.stringContaining('already')]);
  });
});
