import { createSmtpEmail } from '../../../activities/alerts/smtp-email';
import { signatureHeaders } from '../../../activities/alerts/sign-webhook';
import { createAlertDesk, type AlertDesk } from '../../support/alert-desk';
import { makeBot } from '../../support/conversations/make-bot';
import { startSmtpInbox } from '../../support/smtp-inbox';
import { startWebhookReceiver } from '../../support/webhook-receiver';

const LEASE_MS = 120_000;

let answers: number[];
let receiver: Awaited<ReturnType<typeof startWebhookReceiver>>;
let desk: AlertDesk;
beforeAll(async () => {
  receiver = await startWebhookReceiver(() => answers.shift() ?? 200);
  desk = await createAlertDesk(new URL(receiver.url).host);
});
afterAll(async () => {
  await desk.close();
  await receiver.close();
});
beforeEach(() => {
  answers = [];
  receiver.received.length = 0;
});
afterEach(() => desk.api.database.dataSource.query('DELETE FROM alert_rule'));

const webhook = () => ({ kind: 'webhook', url: `${receiver.url}/hooks` });
const firstReceived = () => {
  const [first] = receiver.received;
  if (!first) throw new Error('Nothing was received');
  return first;
};
const actionsOf = async () => (await desk.alerts())[0]?.actions;

describe('a webhook', () => {
  it('is posted once, signed with the secret that the rule was given, with the message that raised the alert', async () => {
    const { webhookSecret } = await desk.rule('queja', { actions: [webhook()] });
    await desk.write('una queja');
    await desk.worker().performAlertActions();
    await desk.worker().performAlertActions();
    const [alert] = await desk.alerts();
    expect(alert?.actions).toMatchObject([{ kind: 'webhook', state: 'done', tries: 1, reason: null }]);
    expect(receiver.received).toHaveLength(1);
    const { headers, rawBody } = firstReceived();
    const body = rawBody.toString();
    expect(JSON.parse(body)).toMatchObject({
      type: 'alert.raised',
      data: { id: alert?.id, rule: { name: 'queja' }, message: { direction: 'inbound', text: 'una queja' } },
    });
    const timestamp = Number(headers['webhook-timestamp']);
    const id = alert?.actions[0]?.id ?? '';
    expect(headers).toMatchObject(signatureHeaders(webhookSecret ?? '', { id, timestamp, body }));
  });

  it('that fails is tried again under the same key, and shown as failed in the end, with the reason', async () => {
    answers = Array.from({ length: 8 }, () => 503);
    await desk.rule('reclamo', { actions: [webhook()] });
    await desk.write('un reclamo');
    await desk.worker().performAlertActions();
    expect(await actionsOf()).toMatchObject([
      { state: 'due', tries: 1, reason: 'the receiver answered 503' },
    ]);
    for (let tries = 2; tries <= 8; tries += 1) {
      desk.pass(6 * 3_600_000);
      await desk.worker().performAlertActions();
    }
    expect(await actionsOf()).toMatchObject([
      { state: 'failed', tries: 8, reason: 'the receiver answered 503' },
    ]);
    expect(receiver.received).toHaveLength(8);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('that failed is done when somebody asks for another try', async () => {
    answers = [410];
    await desk.rule('robo', { actions: [webhook()] });
    await desk.write('un robo');
    await desk.worker().performAlertActions();
    const [alert] = await desk.alerts();
    expect(alert?.actions).toMatchObject([
      { state: 'failed', tries: 1, reason: 'the receiver answered 410' },
    ]);
    await desk.api.call('post', `/api/alerts/${alert?.id}/retry`);
    desk.pass(1000);
    await desk.worker().performAlertActions();
    expect(await actionsOf()).toMatchObject([{ state: 'done', reason: null }]);
  });

  it('to an address of a private network is refused, and not tried again', async () => {
    await desk.rule('fraude', { actions: [{ kind: 'webhook', url: 'https://169.254.169.254/latest' }] });
    await desk.write('un fraude');
    await desk.worker().performAlertActions();
    expect(await actionsOf()).toMatchObject([
      { state: 'failed', tries: 1, reason: expect.stringContaining('refused') },
    ]);
  });

  it('is signed with the new secret once that was asked for', async () => {
    const { id, webhookSecret } = await desk.rule('engaño', { actions: [webhook()] });
    const renewed = await desk.api.call('post', `/api/alerts/rules/${id}/webhook-secret`);
    const { secret } = renewed.body as { secret: string };
    expect(secret).not.toBe(webhookSecret);
    await desk.write('un engaño');
    await desk.worker().performAlertActions();
    const { headers, rawBody } = firstReceived();
    const given = { id: String(headers['webhook-id']), timestamp: Number(headers['webhook-timestamp']) };
    const expected = signatureHeaders(secret, { ...given, body: rawBody.toString() });
    expect(headers['webhook-signature']).toBe(expected['webhook-signature']);
  });
});

describe('a worker that dies', () => {
  it('between its note of the try and the call has the webhook made by another, once', async () => {
    await desk.rule('queja', { actions: [webhook()] });
    await desk.write('una queja');
    await desk.api.deps.alertActions.claim(1, { now: Date.now() + 30 * 86_400_000, leaseMs: 0 });
    desk.pass(60 * 86_400_000);
    await desk.worker().performAlertActions();
    expect(receiver.received).toHaveLength(1);
    expect(await actionsOf()).toMatchObject([{ state: 'done', tries: 2 }]);
  });

  it('between the call and its note has it made once more, visibly under the same key', async () => {
    await desk.rule('queja', { actions: [webhook()] });
    await desk.write('una queja');
    await desk.api.database.dataSource.query(
      "ALTER TABLE alert_action ADD CONSTRAINT dies CHECK (state <> 'done') NOT VALID",
    );
    await expect(desk.worker().performAlertActions()).rejects.toThrow('dies');
    await desk.api.database.dataSource.query('ALTER TABLE alert_action DROP CONSTRAINT dies');
    await desk.worker().performAlertActions();
    expect(receiver.received).toHaveLength(1);
    desk.pass(LEASE_MS + 1);
    await desk.worker().performAlertActions();
    const ids = receiver.received.map(({ headers }) => headers['idempotency-key']);
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
    expect(await actionsOf()).toMatchObject([{ state: 'done', tries: 2 }]);
  });

  it('leaves no work to two others at once', async () => {
    await desk.rule('queja', { actions: [webhook()] });
    for (const phone of ['+573000000021', '+573000000022', '+573000000023'])
      await desk.write('una queja', phone);
    await Promise.all([desk.worker().performAlertActions(), desk.worker().performAlertActions()]);
    expect(receiver.received).toHaveLength(3);
  });
});

describe('the other actions', () => {
  it('write an email, tag the contact and hand the conversation to a person, all of one alert', async () => {
    const inbox = await startSmtpInbox();
    const bot = await makeBot(desk.api);
    await desk.api.call('put', `/api/bots/${bot}/platforms/simulator`).send({});
    const actions = [
      { kind: 'email', to: ['ana@example.com'] },
      { kind: 'tag', tag: 'Reclamo' },
      { kind: 'handoff', hours: null },
    ];
    await desk.rule('abogado', { actions, severity: 'high' });
    await desk.write('mi abogado', '+573007778899');
    desk.api.temporal.asked.length = 0;
    const sendEmail = createSmtpEmail({ url: inbox.url, from: 'alertas@hilo.example' });
    await desk.worker({ sendEmail }).performAlertActions();
    await inbox.close();

    const [alert] = await desk.alerts();
    expect(inbox.taken.map(({ to }) => to)).toEqual([['ana@example.com']]);
    expect(inbox.taken[0]?.raw).toContain(`Message-ID: <${alert?.actions[0]?.id}@hilo.example>`);
    expect(inbox.taken[0]?.raw).toContain('Subject: [alta]');
    const contact = await desk.api.call('get', `/api/contacts/${alert?.contactId}`);
    expect(contact.body).toMatchObject({ tags: ['reclamo'] });
    expect(desk.api.temporal.asked).toEqual([expect.stringContaining('hand-off')]);
    expect(alert?.actions).toMatchObject([{ state: 'done' }, { state: 'done' }, { kind: 'handoff' }]);
  });

  it('say why they cannot be done, and do not try again', async () => {
    const actions = [{ kind: 'email', to: ['ana@example.com'] }, { kind: 'handoff' }];
    await desk.rule('juez', { actions });
    await desk.api.database.dataSource.query('UPDATE bot_platform_credential SET is_active = false');
    await desk.write('un juez', '+573001110000');
    await desk.worker().performAlertActions();
    expect(await actionsOf()).toMatchObject([
      { state: 'failed', reason: 'this server sends no email: SMTP_URL is not set' },
      { state: 'failed', reason: 'there is no conversation to hand over' },
    ]);
  });
});

describe('the test box', () => {
  it('shows what a rule with a webhook would post, and calls nobody', async () => {
    await desk.rule('queja', { actions: [webhook(), { kind: 'tag', tag: 'reclamo' }] });
    const tried = await desk.api.call('post', '/api/alerts/test').send({ text: 'una queja' });
    const [fires] = (tried.body as { fires: { actions: { would: string; content: string | null }[] }[] })
      .fires;
    expect(fires?.actions.map(({ would }) => would)).toEqual([
      `POST to ${receiver.url}/hooks, signed`,
      'tag the contact reclamo',
    ]);
    expect(JSON.parse(fires?.actions[0]?.content ?? '')).toMatchObject({
      data: { message: { text: 'una queja' } },
    });
    expect([receiver.received.length, await desk.api.rows('alert_action')]).toEqual([0, 0]);
  });
});

describe('a rule', () => {
  it('never shows its secret again', async () => {
    const { id, webhookSecret } = await desk.rule('queja', { actions: [webhook()] });
    const listed = await desk.api.call('get', '/api/alerts/rules');
    expect(JSON.stringify(listed.body)).not.toContain(webhookSecret);
    const { items } = listed.body as { items: { id: string; webhookSecretFingerprint: string | null }[] };
    expect(items.find((rule) => rule.id === id)?.webhookSecretFingerprint).toEqual(expect.any(String));
  });

  it('with an email is refused where the server sends none, and says what to set', async () => {
    const { sendEmail } = desk.api.deps;
    desk.api.deps.sendEmail = null;
    await expect(desk.rule('x', { actions: [{ kind: 'email', to: ['a@example.com'] }] })).rejects.toThrow(
      'SMTP_URL',
    );
    desk.api.deps.sendEmail = sendEmail;
  });
});
