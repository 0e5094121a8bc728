import { createWebhookBots, type WebhookBot } from '../../../api/inbound/webhook-bots';

const BOT = '01900000-0000-7000-8000-000000000001';

/** Credentials in a store that counts how often it is read. */
function createStore(secret: string | null) {
  const store = {
    secret,
    reads: 0,
    now: 0,
    openForWebhook: () => {
      store.reads += 1;
      return Promise.resolve(store.secret === null ? null : botWith(store.secret));
    },
  };
  const bots = createWebhookBots(store, { now: () => store.now });
  const lets = (secretGiven: string) =>
    bots.verify('telegram', BOT, (bot) => 'credentials' in bot && secretOf(bot) === secretGiven);
  return { store, bots, lets };
}

function botWith(webhookSecret: string): WebhookBot {
  const credentials = { botToken: '7001:token', webhookSecret };
  const row = { rowId: 'row', updatedAt: new Date(0), accountId: 'account' };
  return { platform: 'telegram', credentials, ...row };
}

function secretOf(bot: WebhookBot): string {
  return bot.platform === 'telegram' && 'credentials' in bot ? bot.credentials.webhookSecret : '';
}

describe('the credentials of webhooks', () => {
  it('are read once for many webhooks of half a minute, and then again', async () => {
    const { store, lets } = createStore('right');
    for (store.now = 0; store.now < 30_000; store.now += 1000) expect(await lets('right')).toBe(true);
    expect(store.reads).toBe(1);
    expect(await lets('right')).toBe(true);
    expect(store.reads).toBe(2);
  });

  it('that were replaced count at the next webhook', async () => {
    const { store, lets } = createStore('old');
    expect(await lets('old')).toBe(true);
    store.secret = 'new';
    store.now = 2000;
    expect(await lets('new')).toBe(true);
    expect(await lets('old')).toBe(false);
  });

  it('are not read more than once a second for somebody who guesses', async () => {
    const { store, lets } = createStore('right');
    await lets('right');
    for (store.now = 1; store.now < 2000; store.now += 10) expect(await lets('guess')).toBe(false);
    expect(store.reads).toBeLessThanOrEqual(3);
  });

  it('of a bot that is gone let nobody in after half a minute', async () => {
    const { store, lets } = createStore('right');
    await lets('right');
    store.secret = null;
    store.now = 30_000;
    expect(await lets('right')).toBe(false);
  });

  it('are not asked for under what cannot be an id', async () => {
    const { store, bots } = createStore('right');
    await expect(bots.open('telegram', "x' OR '1'='1")).resolves.toBeNull();
    await expect(bots.open('telegram', '')).resolves.toBeNull();
    expect(store.reads).toBe(0);
  });
});
