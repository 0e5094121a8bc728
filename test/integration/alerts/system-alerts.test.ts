import { uuidv7 } from 'uuidv7';
import { createBroadcasts } from '../../../db/repositories/broadcasts';
import { NO_TOKENS } from '../../../domain/llm/usage';
import { createModelUsage } from '../../../db/repositories/model-usage';
import { createAlertDesk, type AlertDesk } from '../../support/alert-desk';
import { smallBroadcast } from '../../support/broadcast-plan';
import { makeBot } from '../../support/conversations/make-bot';
import { startWebhookReceiver } from '../../support/webhook-receiver';

const MINUTE_MS = 60_000;

let desk: AlertDesk;
let receiver: Awaited<ReturnType<typeof startWebhookReceiver>>;
beforeEach(async () => {
  receiver = await startWebhookReceiver();
  desk = await createAlertDesk(new URL(receiver.url).host);
});
afterEach(async () => {
  await desk.close();
  await receiver.close();
});

/** Sends of one contact in a state, dispatched so long ago. */
async function sends(states: readonly string[], agoMs = MINUTE_MS): Promise<void> {
  const accountId = desk.api.account.id;
  const address = '+573001230000';
  const contactId = await desk.api.deps.contacts.ensure({
    accountId,
    channel: 'twilio',
    address,
    phone: address,
    name: null,
  });
  for (const state of states) {
    await desk.api.database.dataSource.query(
      `INSERT INTO send (id, account_id, contact_id, channel, idempotency_key, content, state, attempts, dispatched_at,
                         created_at)
       VALUES ($1, $2, $3, 'twilio', $4, '{"kind": "text", "text": "hola"}', $5, 1, $6, $6)`,
      [uuidv7(), accountId, contactId, uuidv7(), state, new Date(Date.now() - agoMs)],
    );
  }
}

const watch = () => desk.worker().watchPlatform();
const found = async () => (await desk.alerts()).map(({ rule, why, state }) => [rule.name, why, state]);

describe('a system rule', () => {
  it('that every account begins with says that a channel gives no answer: once, until it does', async () => {
    await sends(Array.from({ length: 5 }, () => 'unconfirmed'));
    for (let look = 0; look < 3; look += 1) {
      await watch();
      desk.pass(MINUTE_MS);
    }
    const why = 'channel twilio gave no answer 5 times in a row';
    expect(await found()).toEqual([['Provider down', why, 'open']]);
    await sends(['accepted'], 0);
    await watch();
    expect((await desk.alerts())[0]).toMatchObject({
      state: 'resolved',
      resolved: { by: 'the condition is over' },
    });
  });

  it('says that a language model gives no answer', async () => {
    const startedAt = Date.now() - MINUTE_MS;
    const attempt = { provider: 'openai', model: 'gpt-x', outcome: 'timeout', startedAt, ms: 10 } as const;
    const attempts = Array.from({ length: 5 }, () => ({ ...attempt, tokens: NO_TOKENS, costMicros: null }));
    await createModelUsage(desk.api.database.dataSource).record(desk.api.account.id, {
      ...{ stepKey: 'turn:of:a:test', attempts },
    });
    await watch();
    expect(await found()).toEqual([
      ['Provider down', 'model openai gpt-x gave no answer 5 times in a row', 'open'],
    ]);
  });

  it('says that too many sends failed', async () => {
    await sends([
      ...Array.from({ length: 15 }, () => 'delivered'),
      ...Array.from({ length: 5 }, () => 'rejected'),
    ]);
    await watch();
    expect(await found()).toEqual([
      ['Sends fail', '5 of the last 20 sends by channel twilio failed', 'open'],
    ]);
  });

  it('tells a broadcast that stopped itself from one that an operator paused', async () => {
    const broadcasts = createBroadcasts(desk.api.database.dataSource);
    const accountId = desk.api.account.id;
    const made = await Promise.all(
      ['One', 'Two'].map((title) => broadcasts.create(smallBroadcast(accountId, { title }))),
    );
    const [itself, byHand] = made.map((broadcast) => broadcast?.id ?? '');
    await broadcasts.change(accountId, itself ?? '', { to: { state: 'paused', pausedItself: true } });
    await broadcasts.change(accountId, byHand ?? '', { to: { state: 'paused', pausedItself: false } });
    await watch();
    expect(await found()).toEqual([
      ['Broadcast stopped itself', `broadcast ${itself} stopped itself`, 'open'],
    ]);
  });

  it('says that webhooks of a bot come unsigned, and counts none that are for nobody', async () => {
    const bot = await makeBot(desk.api);
    const credentials = {
      botToken: '123456:test-token-of-a-bot-that-is-none',
      webhookSecret: 'secret-of-a-test',
    };
    await desk.api.call('put', `/api/bots/${bot}/platforms/telegram`).send({ credentials });
    for (const id of [...Array.from({ length: 10 }, () => bot), uuidv7()]) {
      await desk.api.call('post', `/api/webhook/telegram/${id}`).send({ update_id: 1 });
    }
    desk.pass(MINUTE_MS);
    await watch();
    const why = '10 webhooks of telegram were not signed as they must be';
    expect(await found()).toEqual([['Webhooks not signed', why, 'open']]);
  });

  it('says that a message of a contact waits', async () => {
    await desk.write('hola');
    await desk.api.settled();
    await desk.api.database.dataSource.query('UPDATE inbound_message SET handled_at = NULL');
    desk.pass(11 * MINUTE_MS);
    await watch();
    expect(await found()).toEqual([
      ['Messages wait', 'a message from a contact waits for 11 minutes', 'open'],
    ]);
  });

  it('that somebody resolved while it lasts stays resolved, and is raised anew when it comes back', async () => {
    await sends(Array.from({ length: 5 }, () => 'unconfirmed'));
    await watch();
    const [alert] = await desk.alerts();
    await desk.api.call('post', `/api/alerts/${alert?.id}/resolve`);
    await watch();
    expect(await desk.alerts()).toMatchObject([{ id: alert?.id, resolved: { by: 'test' } }]);
    await sends(['accepted'], 30_000);
    await watch();
    await sends(
      Array.from({ length: 5 }, () => 'unconfirmed'),
      10_000,
    );
    desk.pass(6 * MINUTE_MS);
    await watch();
    expect((await desk.alerts()).map(({ state }) => state)).toEqual(['open', 'resolved']);
  });

  it('that is switched off says nothing, and ends what it said', async () => {
    await sends(Array.from({ length: 5 }, () => 'unconfirmed'));
    await watch();
    await desk.api.database.dataSource.query(
      "UPDATE alert_rule SET is_active = false WHERE name = 'Provider down'",
    );
    await watch();
    expect((await found()).map(([, , state]) => state)).toEqual(['resolved']);
  });

  it('of one account says nothing of another', async () => {
    await sends(Array.from({ length: 5 }, () => 'unconfirmed'));
    await watch();
    const listed = await desk.api.asStranger().call('get', '/api/alerts');
    expect(listed.body).toMatchObject({ items: [] });
  });

  it('has its webhook posted, once, however often is looked', async () => {
    const actions = [{ kind: 'webhook', url: `${receiver.url}/hooks` }];
    await desk.rule('Ours', { condition: { type: 'provider-down', failures: 2, minutes: 15 }, actions });
    await sends(['unconfirmed', 'unconfirmed']);
    await Promise.all([watch(), watch()]);
    await desk.worker().performAlertActions();
    expect(receiver.received.map(({ rawBody }) => JSON.parse(rawBody.toString()) as object)).toMatchObject([
      { data: { rule: { name: 'Ours' }, subject: 'channel twilio', message: null } },
    ]);
  });

  it.each([
    ['a tag, for want of a contact', { actions: [{ kind: 'tag', tag: 'x' }] }],
    ['a scope, which would narrow nothing', { scope: { channels: ['twilio'] } }],
  ])('cannot have %s', async (_what, more) => {
    await expect(desk.rule('Ours', { condition: { type: 'broadcast-paused' }, ...more })).rejects.toThrow(
      'platform',
    );
  });
});
