import { randomBytes } from 'node:crypto';
import { createAccounts } from '../../../db/repositories/accounts';
import { createBotSecrets } from '../../../db/repositories/bot-secrets';
import { createBots } from '../../../db/repositories/bots';
import { createPlatformCredentials, type NewPlatform } from '../../../db/repositories/platform-credentials';
import { createScenarios } from '../../../db/repositories/scenarios';
import { createSecretBox } from '../../../db/secrets/secret-box';
import { readScenario } from '../../support/conversations/read-scenario';
import { createTestDatabase } from '../../support/test-database';

const CANARY = 'canary-9b41';
const scenario = readScenario('examples/scenarios/restaurant-booking.json');

const telegram: NewPlatform = {
  platform: 'telegram',
  credentials: { botToken: `123456:${CANARY}`, webhookSecret: 'webhook-secret' },
  isActive: true,
};

/** A bot of one account with everything a bot has, and the account that asks for it. */
async function twoAccounts() {
  const database = await createTestDatabase();
  const db = database.dataSource;
  const key = { id: 'k1', secret: randomBytes(32) };
  const box = createSecretBox({ current: key, earlier: [] });
  const accounts = createAccounts(db);
  const stores = {
    bots: createBots(db),
    platforms: createPlatformCredentials(db, box),
    secrets: createBotSecrets(db, box),
    scenarios: createScenarios(db),
  };
  const [accountId, stranger] = [(await accounts.create('One')).id, (await accounts.create('Two')).id];
  const bot = await stores.bots.create(accountId, { name: 'Bot', description: null, mode: 'scenario' });
  if (!bot) throw new Error('The bot was not made');
  await stores.platforms.put(accountId, bot.id, telegram);
  await stores.platforms.put(accountId, bot.id, { platform: 'simulator', credentials: null, isActive: true });
  await stores.secrets.put(accountId, bot.id, { name: 'TOKEN', value: CANARY });
  const made = await stores.scenarios.create(accountId, bot.id, scenario);
  if (!made) throw new Error('The scenario was not made');
  await stores.scenarios.activate(accountId, made.id);
  return { ...stores, database, key, accountId, stranger, botId: bot.id, scenarioId: made.id };
}

type Two = Awaited<ReturnType<typeof twoAccounts>>;

let two: Two;
beforeAll(async () => {
  two = await twoAccounts();
});
afterAll(() => two.database.drop());

const isEmpty = (answer: unknown) =>
  answer === null ||
  (Array.isArray(answer) && answer.length === 0) ||
  (answer instanceof Map && !answer.size);

describe("another account's bot", () => {
  const asks: [string, (of: Two, account: string) => Promise<unknown>][] = [
    ['bots.get', (of, account) => of.bots.get(account, of.botId)],
    ['bots.list', (of, accountId) => of.bots.list({ accountId, limit: 10, after: null })],
    ['platforms.get', (of, account) => of.platforms.get(account, of.botId, 'telegram')],
    ['platforms.list', (of, account) => of.platforms.list(account, of.botId)],
    ['platforms.open', (of, account) => of.platforms.open(account, of.botId, 'telegram')],
    ['platforms.sharedBot', (of, account) => of.platforms.sharedBot(account, 'simulator')],
    ['secrets.list', (of, account) => of.secrets.list(account, of.botId)],
    ['secrets.open', (of, account) => of.secrets.open(account, of.botId, ['TOKEN'])],
    ['scenarios.get', (of, account) => of.scenarios.get(account, of.scenarioId)],
    ['scenarios.version', (of, account) => of.scenarios.version(account, of.scenarioId, 1)],
    ['scenarios.active', (of, account) => of.scenarios.active(account, of.botId)],
    [
      'scenarios.list',
      (of, accountId) => of.scenarios.list({ accountId, botId: of.botId, limit: 10, after: null }),
    ],
    [
      'scenarios.versions',
      (of, accountId) =>
        of.scenarios.versions({ accountId, scenarioId: of.scenarioId, limit: 10, before: null }),
    ],
  ];

  it.each(asks)('is not found by %s, which its own account finds', async (_name, ask) => {
    expect(isEmpty(await ask(two, two.accountId))).toBe(false);
    expect(isEmpty(await ask(two, two.stranger))).toBe(true);
  });

  it('is changed by nothing', async () => {
    const { stranger, botId, scenarioId } = two;
    const description = { name: 'Theirs', description: null, mode: 'scenario' as const };
    const done = [
      await two.bots.update(stranger, botId, description),
      await two.bots.setActive(stranger, botId, false),
      await two.platforms.put(stranger, botId, telegram),
      await two.platforms.attach(stranger, botId, { ...telegram, platform: 'botpress' }),
      await two.platforms.setActive(stranger, botId, { platform: 'telegram', isActive: false }),
      await two.secrets.put(stranger, botId, { name: 'TOKEN', value: 'theirs' }),
      await two.scenarios.publish(stranger, scenarioId, scenario),
      await two.scenarios.rollback(stranger, scenarioId, 1),
      await two.scenarios.activate(stranger, scenarioId),
      await two.scenarios.remove(stranger, scenarioId),
    ];
    expect(done).toEqual(done.map(() => null));
    expect(await two.platforms.remove(stranger, botId, 'telegram')).toBe(false);
    expect(await two.secrets.remove(stranger, botId, 'TOKEN')).toBe(false);
    expect(await two.bots.remove(stranger, botId)).toBe(false);
    expect(await two.bots.get(two.accountId, botId)).toMatchObject({ name: 'Bot', isActive: true });
    expect(await two.scenarios.get(two.accountId, scenarioId)).toMatchObject({ version: 1, isActive: true });
    expect((await two.secrets.open(two.accountId, botId, ['TOKEN'])).get('TOKEN')).toBe(CANARY);
  });

  it('cannot be given a scenario: the database refuses the row', async () => {
    const stolen = two.scenarios.create(two.stranger, two.botId, { ...scenario, name: 'Stolen' });
    await expect(stolen).rejects.toThrow(/foreign key/);
  });
});

describe('what is sealed', () => {
  it('stands nowhere in clear', async () => {
    const tables = ['bot_platform_credential', 'bot_secret'];
    for (const table of tables) {
      const rows = await two.database.dataSource.query(`SELECT row::text FROM ${table} row`);
      expect(JSON.stringify(rows)).not.toContain(CANARY);
    }
  });

  it('does not open once it was moved to another row', async () => {
    const { accountId, database, platforms, bots } = two;
    const other = await bots.create(accountId, { name: 'Other', description: null, mode: 'scenario' });
    const otherId = other?.id ?? '';
    await platforms.put(accountId, otherId, telegram);
    await database.dataSource.query(
      `UPDATE bot_platform_credential SET credentials =
         (SELECT credentials FROM bot_platform_credential WHERE bot_id = $1 AND platform = 'telegram')
        WHERE bot_id = $2`,
      [two.botId, otherId],
    );
    await expect(platforms.open(accountId, otherId, 'telegram')).rejects.toThrow(/authenticate/);
  });

  it('opens while the key is replaced, and is sealed with the new one when it is put again', async () => {
    const { accountId, botId, database, key } = two;
    const fresh = { id: 'k2', secret: randomBytes(32) };
    const rotated = createPlatformCredentials(
      database.dataSource,
      createSecretBox({ current: fresh, earlier: [key] }),
    );
    const opened = await rotated.open(accountId, botId, 'telegram');
    expect(opened).toMatchObject({ credentials: telegram.credentials });
    await rotated.put(accountId, botId, telegram);
    const onlyNew = createPlatformCredentials(
      database.dataSource,
      createSecretBox({ current: fresh, earlier: [] }),
    );
    expect(await onlyNew.open(accountId, botId, 'telegram')).toMatchObject({
      credentials: telegram.credentials,
    });
    await two.platforms.put(accountId, botId, telegram);
  });
});
