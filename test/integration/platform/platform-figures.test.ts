import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { createDataSource } from '../../../db/data-source';
import { createAccounts } from '../../../db/repositories/accounts';
import { createPlatformFigures } from '../../../db/repositories/platform-figures';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

let database: TestDatabase;
let db: DataSource;
let accountId: string;
let contactId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.dataSource;
  accountId = (await createAccounts(db).create('Counted')).id;
  contactId = uuidv7();
  await db.query('INSERT INTO contact (id, account_id) VALUES ($1, $2)', [contactId, accountId]);
});
afterAll(() => database.drop());
afterEach(() => db.query('TRUNCATE send, model_usage, platform_tally CASCADE'));

const reserve = (channel: string, count: number, via: Pick<DataSource, 'query'> = db) =>
  via.query(
    `INSERT INTO send (id, account_id, idempotency_key, contact_id, channel, content)
     SELECT gen_random_uuid(), $1, gen_random_uuid()::text, $2, $3, '{}' FROM generate_series(1, $4)`,
    [accountId, contactId, channel, count],
  );
const move = (from: string, to: string, via: Pick<DataSource, 'query'> = db) =>
  via.query(`UPDATE send SET state = $2 WHERE state = $1`, [from, to]);

async function counted(): Promise<Record<string, number>> {
  const sends = await createPlatformFigures(db).sends();
  return Object.fromEntries(sends.map(({ channel, state, count }) => [`${channel} ${state}`, count]));
}

describe('the figures of the send ledger', () => {
  it('follow every row from state to state, whichever connection moves it', async () => {
    await Promise.all([reserve('twilio', 3), reserve('telegram', 2), reserve('twilio', 4)]);
    expect(await counted()).toEqual({ 'twilio reserved': 7, 'telegram reserved': 2 });
    await move('reserved', 'dispatching');
    expect(await counted()).toMatchObject({ 'twilio dispatching': 7, 'twilio reserved': 0 });
  });

  it('count nothing of a transaction that was taken back', async () => {
    await reserve('twilio', 1);
    await expect(
      db.transaction(async (unit) => {
        await reserve('twilio', 5, unit);
        await move('reserved', 'cancelled', unit);
        throw new Error('taken back');
      }),
    ).rejects.toThrow('taken back');
    expect(await counted()).toEqual({ 'twilio reserved': 1 });
  });

  it('say how long the oldest waits, and nothing of what is settled', async () => {
    await reserve('twilio', 2);
    await db.query(
      "UPDATE send SET created_at = now() - interval '90 seconds' WHERE id IN (SELECT id FROM send LIMIT 1)",
    );
    await reserve('telegram', 1);
    await db.query("UPDATE send SET state = 'accepted' WHERE channel = 'telegram'");
    const sends = await createPlatformFigures(db).sends();
    const ages = Object.fromEntries(
      sends.map((figure) => [`${figure.channel} ${figure.state}`, figure.oldestSeconds]),
    );
    expect(ages['twilio reserved']).toBeGreaterThanOrEqual(90);
    expect(ages['telegram accepted']).toBeNull();
  });
});

describe('the figures of language models', () => {
  it('are the sums of all calls by provider, model and outcome', async () => {
    const call = (outcome: string, tokens: number, cost: number | null) =>
      db.query(
        `INSERT INTO model_usage (id, account_id, step_key, provider, model, outcome, started_at, ms, input_tokens,
                                  cached_input_tokens, output_tokens, cost_micros)
         VALUES (gen_random_uuid(), $1, 'step', 'openai', 'gpt', $2, now(), 5, $3, 1, 2, $4)`,
        [accountId, outcome, tokens, cost],
      );
    await Promise.all([call('answered', 10, 7), call('answered', 20, null), call('resting', 0, null)]);
    const models = await createPlatformFigures(db).models();
    expect(models.toSorted((one, other) => (one.outcome < other.outcome ? -1 : 1))).toEqual([
      {
        provider: 'openai',
        model: 'gpt',
        outcome: 'answered',
        calls: 2,
        inputTokens: 30,
        cachedInputTokens: 2,
        outputTokens: 4,
        costMicros: 7,
      },
      {
        provider: 'openai',
        model: 'gpt',
        outcome: 'resting',
        calls: 1,
        inputTokens: 0,
        cachedInputTokens: 1,
        outputTokens: 2,
        costMicros: 0,
      },
    ]);
  });
});

describe('a scrape', () => {
  it('reads no ledger through, however long it is', async () => {
    await reserve('twilio', 20_000);
    await db.query("UPDATE send SET state = 'delivered' WHERE id IN (SELECT id FROM send LIMIT 19990)");
    await db.query('VACUUM ANALYZE send');
    const alone = await createDataSource({ url: database.url, poolSize: 1 }).initialize();
    const rowsRead = async (): Promise<number> => {
      await alone.query('SELECT pg_stat_force_next_flush()');
      const [table] = await alone.query<{ read: number }[]>(
        `SELECT (seq_tup_read + idx_tup_fetch)::int AS read FROM pg_stat_user_tables WHERE relname = 'send'`,
      );
      return table?.read ?? NaN;
    };
    const figures = createPlatformFigures(alone);
    const before = await rowsRead();
    const sends = await figures.sends();
    expect(sends).toHaveLength(2);
    expect((await rowsRead()) - before).toBeLessThan(5);
    await alone.destroy();
  });
});
