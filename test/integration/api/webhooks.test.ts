import { createHmac } from 'node:crypto';
import request from 'supertest';
import type { Route } from '../../../api/route';
import { routeTable } from '../../../api/routes';
import { enrollOnTwilio } from '../../support/programs/enroll-on-twilio';
import {
  BOTPRESS_SECRET,
  createTestApi,
  PUBLIC_URL,
  TWILIO_TOKEN,
  type TestApi,
} from '../../support/test-api';

const UNKNOWN_ID = '01900000-0000-7000-8000-00000000ffff';
const PHONE = '+573001112233';

let api: TestApi;
const open = async () => {
  api = await createTestApi();
};

/** An API of its own for each test of a group. */
function eachAlone(): void {
  beforeEach(open);
  afterEach(() => api.close());
}

/** Twilio's signature, by its documentation rather than by our code. */
function sign(path: string, fields: Record<string, string>, token = TWILIO_TOKEN): string {
  const names = Object.keys(fields).sort();
  const text = PUBLIC_URL + path + names.map((name) => name + (fields[name] ?? '')).join('');
  return createHmac('sha1', token).update(text, 'utf8').digest('base64');
}

const inbound = (sid: string, text: string) => ({
  MessageSid: sid,
  From: `whatsapp:${PHONE}`,
  To: 'whatsapp:+573000000000',
  WaId: PHONE.slice(1),
  ProfileName: 'Ana María',
  Body: text,
});

/** Posts a webhook, and waits for what it began. */
async function twilio(path: string, fields: Record<string, string>, signature = sign(path, fields)) {
  const call = request(api.app).post(path).type('form').set('x-twilio-signature', signature);
  const answer = await call.send(fields);
  await api.settled();
  return answer;
}

const enrolled = () => enrollOnTwilio(api, PHONE);

/** Has the first day be sent, as far as anybody knows. */
const sentDay = (enrollmentId: string) =>
  api.deps.progressReports.record(
    { accountId: api.account.id, id: enrollmentId },
    { session: 1, day: 1, status: 1, at: Date.now() },
    'operator',
  );

const statusOf = async (enrollmentId: string) => {
  const { body } = await api.call('get', `/api/enrollments/${enrollmentId}`);
  return (body as { grid: { status: number }[][] }).grid[0]?.[0]?.status;
};

/** Those of the environment's channels; a bot's own have a test of their own. */
const webhooks = routeTable.filter(
  ({ access, path }) => typeof access === 'object' && !path.includes('{bot_id}'),
);

const isOfPayments = ({ path }: Route) => path.includes('/payments/') || path.startsWith('/checkout/');

/** A request that this webhook would take if it were genuine. */
function genuine({ path, body }: Route) {
  const address = path.replace('{id}', UNKNOWN_ID);
  if (body?.type === 'form') {
    const fields = { ...inbound('SM1', 'hola'), MessageStatus: 'delivered' };
    const encoded = new URLSearchParams(fields).toString();
    return { address, type: 'application/x-www-form-urlencoded', encoded, fields };
  }
  const fields = { clientNumber: PHONE.slice(1), session: '1', day: '1', status: '2' };
  return { address, type: 'application/json', encoded: JSON.stringify(fields), fields };
}

describe.each(webhooks.map((route) => [route.path, route] as const))('the webhook %s', (_path, route) => {
  beforeAll(open);
  afterAll(() => api.close());

  const { address, type, encoded, fields } = genuine(route);
  const isTwilio = route.body?.type === 'form';
  const header = isTwilio ? 'x-twilio-signature' : 'x-bp-secret';
  const right = isTwilio ? sign(address, fields) : BOTPRESS_SECRET;
  const post = (proof: string | undefined, body = encoded) => {
    const call = request(api.app).post(address).set('content-type', type);
    if (proof !== undefined) call.set(header, proof);
    return call.send(body);
  };

  it.each([
    ['no proof', undefined],
    ['an empty proof', ''],
    ['a wrong proof', 'bm90IHRoZSByaWdodCBvbmUgIQ=='],
    ['a truncated proof', right.slice(0, -3)],
    ["another secret's proof", isTwilio ? sign(address, fields, 'another') : `${BOTPRESS_SECRET}x`],
  ])('refuses %s and stores nothing', async (_what, proof) => {
    const answer = await post(proof);
    expect(answer.status).toBe(403);
    expect(answer.text).not.toContain(right);
    expect(await api.rows('inbound_message')).toBe(0);
    expect(await api.rows('contact')).toBe(0);
    expect(await api.rows('progress_report')).toBe(0);
  });

  if (isTwilio) {
    it('refuses an altered byte and stores nothing', async () => {
      expect((await post(right, encoded.replace('hola', 'hole'))).status).toBe(403);
      expect(await api.rows('inbound_message')).toBe(0);
    });

    it('refuses a signature made for another address', async () => {
      expect((await post(sign(`${address}?x=1`, fields))).status).toBe(403);
    });
  }

  // What proves a payment is its provider's own, and has tests of its own.
  if (!isOfPayments(route)) {
    it('takes a genuine request as far as its content goes', async () => {
      expect([200, 204, 404]).toContain((await post(right)).status);
    });
  }
});

describe('an inbound message', () => {
  eachAlone();

  it('is stored, answered with empty TwiML, and kept with its emoji', async () => {
    const answer = await twilio('/api/webhook/twilio', inbound('SM1', '¡Listo! 🙂'));
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/xml; charset=utf-8']);
    expect(answer.text).toContain('<Response/>');
    const [row] = await api.database.dataSource.query<{ content: unknown; handled_at: Date | null }[]>(
      'SELECT content, handled_at FROM inbound_message',
    );
    expect(row).toEqual({ content: { text: '¡Listo! 🙂' }, handled_at: expect.any(Date) });
  });

  it('completes the day that was sent, once, however often it is delivered and at either address', async () => {
    const { enrollmentId } = await enrolled();
    await sentDay(enrollmentId);
    const deliveries = Array.from({ length: 5 }, (_, index) =>
      twilio(index % 2 === 0 ? '/api/webhook/twilio' : '/whatsapp', inbound('SM1', 'ya')),
    );
    const answers = await Promise.all(deliveries);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
    expect(await statusOf(enrollmentId)).toBe(2);
    expect(await api.rows('inbound_message')).toBe(1);
    expect(await api.rows('contact')).toBe(1);
    expect(api.temporal.asked).toContain(`progress ${enrollmentId} S1D1=2`);
    const { body } = await api.call('get', `/api/enrollments/${enrollmentId}`);
    expect((body as { completedDays: number }).completedDays).toBe(1);
  });

  it('completes nothing before the day was sent', async () => {
    const { enrollmentId } = await enrolled();
    await twilio('/api/webhook/twilio', inbound('SM1', 'hola'));
    expect(await statusOf(enrollmentId)).toBe(0);
  });

  it('completes a day whose message is on its way, though the enrollment does not show it yet', async () => {
    const { enrollmentId } = await enrolled();
    const [contact] = ((await api.call('get', '/api/contacts')).body as { items: { id: string }[] }).items;
    const { send } = await api.deps.sendLedger.reserve({
      accountId: api.account.id,
      idempotencyKey: `enrollment:${enrollmentId}:s1d1:a1`,
      contactId: contact?.id ?? '',
      channel: 'twilio',
      content: { kind: 'text', text: 'S1D1' },
    });
    const now = Date.now();
    await api.deps.sendLedger.claim({ sendId: send.id, attemptId: UNKNOWN_ID, now, checkAt: now + 1000 });
    await twilio('/api/webhook/twilio', inbound('SM1', 'ya'));
    expect(await statusOf(enrollmentId)).toBe(2);
  });

  it('completes the sent day of an enrollment that is paused', async () => {
    const { enrollmentId } = await enrolled();
    await sentDay(enrollmentId);
    await api.database.dataSource.query("UPDATE enrollment SET stage = 'paused' WHERE id = $1", [
      enrollmentId,
    ]);
    await twilio('/api/webhook/twilio', inbound('SM1', 'ya'));
    expect(await statusOf(enrollmentId)).toBe(2);
  });

  it('that is an opt-out word ends every further message', async () => {
    const { enrollmentId } = await enrolled();
    await twilio('/api/webhook/twilio', inbound('SM1', ' ¡BAJA! '));
    expect(api.temporal.asked).toContain(`opt-out ${enrollmentId}`);
    const [contact] = ((await api.call('get', '/api/contacts')).body as { items: unknown[] }).items;
    expect(contact).toMatchObject({ optedOutAt: expect.any(String) });
  });

  it('is kept for the sweep when Temporal is away', async () => {
    const { enrollmentId } = await enrolled();
    await sentDay(enrollmentId);
    api.temporal.away = true;
    expect((await twilio('/api/webhook/twilio', inbound('SM1', 'ya'))).status).toBe(200);
    const left = await api.deps.progressReports.undelivered(new Date(Date.now() + 60_000), 10);
    expect(left.map(({ report }) => report.status)).toContain(2);
  });

  it('is answered with 5xx, never with 200, while the store is down', async () => {
    await api.database.dataSource.destroy();
    const answer = await twilio('/api/webhook/twilio', inbound('SM1', 'hola'));
    expect(answer.status).toBeGreaterThanOrEqual(500);
  });
});

describe('progress from an external bot', () => {
  eachAlone();

  const report = (programId: string, body: object) =>
    request(api.app)
      .post(`/api/programs/${programId}/progress`)
      .set('x-bp-secret', BOTPRESS_SECRET)
      .send(body);
  const clientNumber = PHONE.slice(1);

  it('completes a day by one report or by the whole object, and a status only rises', async () => {
    const { programId, enrollmentId } = await enrolled();
    const one = await report(programId, { clientNumber, session: 1, day: 1, status: 2 });
    expect([one.status, one.body]).toEqual([200, { applied: 1, unchanged: 0 }]);
    const same = await report(programId, { clientNumber, session1: { '1': '2', '2': '1' } });
    expect(same.body).toEqual({ applied: 1, unchanged: 1 });
    const lower = await report(programId, { clientNumber, session: 1, day: 1, status: 1 });
    expect([lower.status, JSON.parse(lower.text)]).toEqual([
      409,
      expect.objectContaining({ detail: expect.stringContaining('only rises') }),
    ]);
    expect(await statusOf(enrollmentId)).toBe(2);
  });

  it.each([
    ['session 7', { clientNumber, session: 7, day: 1, status: 2 }, 400],
    ['day 0', { clientNumber, session: 1, day: 0, status: 2 }, 400],
    ['status 3', { clientNumber, session: 1, day: 1, status: 3 }, 400],
    ['a phone that is none', { clientNumber: '12', session: 1, day: 1, status: 2 }, 400],
    ['somebody unknown', { clientNumber: '573009998877', session: 1, day: 1, status: 2 }, 404],
    ['no report at all', { clientNumber }, 400],
  ])('refuses %s and changes nothing', async (_what, body, status) => {
    const { programId, enrollmentId } = await enrolled();
    expect((await report(programId, body)).status).toBe(status);
    expect(await statusOf(enrollmentId)).toBe(0);
    expect(await api.rows('progress_report')).toBe(0);
  });

  it('reaches every running program by the address that names none', async () => {
    const { enrollmentId } = await enrolled();
    const answer = await request(api.app)
      .post('/api/webhook/botpress')
      .set('x-bp-secret', BOTPRESS_SECRET)
      .send({ clientNumber, session: 1, day: 1, status: 2 });
    expect(answer.body).toEqual({ applied: 1, unchanged: 0 });
    expect(await statusOf(enrollmentId)).toBe(2);
  });
});

describe('a delivery report', () => {
  eachAlone();

  it('settles the send whose attempt it names, in any order and any number of times', async () => {
    await enrolled();
    const [contact] = ((await api.call('get', '/api/contacts')).body as { items: { id: string }[] }).items;
    const { send } = await api.deps.sendLedger.reserve({
      accountId: api.account.id,
      idempotencyKey: 'message:1',
      contactId: contact?.id ?? '',
      channel: 'twilio',
      content: { kind: 'text', text: 'hola' },
    });
    const now = Date.now();
    await api.deps.sendLedger.claim({ sendId: send.id, attemptId: UNKNOWN_ID, now, checkAt: now + 1000 });
    const path = `/api/webhook/twilio/status?a=${UNKNOWN_ID}`;
    for (const status of ['read', 'delivered', 'sent', 'read']) {
      const answer = await twilio(path, { MessageSid: 'SM9', MessageStatus: status });
      expect(answer.status).toBe(204);
    }
    const read = await api.call('get', `/api/sends/${send.id}`);
    expect(read.body).toMatchObject({ state: 'read', providerId: 'SM9' });
  });
});
