import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccounts } from '../../../db/repositories/accounts';
import { createBotSecrets } from '../../../db/repositories/bot-secrets';
import { createBots } from '../../../db/repositories/bots';
import { createLanguageModels } from '../../../db/repositories/language-models';
import { createPlatformCredentials } from '../../../db/repositories/platform-credentials';
import { SEALED_PLACES } from '../../../db/secrets/sealed-places';
import { createSecretBox, type SecretKey } from '../../../db/secrets/secret-box';
import { startCommandWith, type CommandResult } from '../../support/hilo-command';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

const OLD: SecretKey = { id: 'k-old', secret: randomBytes(32) };
const NEW: SecretKey = { id: 'k-new', secret: randomBytes(32) };
const LOST: SecretKey = { id: 'k-lost', secret: randomBytes(32) };
const written = ({ id, secret }: SecretKey) => `${id}:${secret.toString('base64')}`;
const oldBox = createSecretBox({ current: OLD, earlier: [] });
const SECRETS = 1500;
const CANARY = 'canary-5d1c';
const CREDENTIALS = { botToken: CANARY, webhookSecret: 'hook' };

let database: TestDatabase;
let folder: string;
let accounts: { id: string; botId: string }[];

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'hilo-rotation-'));
  accounts = [await makeAccount('First'), await makeAccount('Second')];
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await database.drop();
});

/** An account with a bot on a platform, a model with a key, and many secrets; all under the old key. */
async function makeAccount(name: string): Promise<{ id: string; botId: string }> {
  const { dataSource } = database;
  const { id } = await createAccounts(dataSource).create(name);
  const bot = await createBots(dataSource).create(id, {
    name,
    description: null,
    mode: 'scenario',
  });
  const botId = bot?.id ?? '';
  await createPlatformCredentials(dataSource, oldBox).put(id, botId, {
    ...{ platform: 'telegram', credentials: CREDENTIALS, isActive: true },
  });
  const model = { id: null, provider: 'openai' as const, model: 'm', credentials: { apiKey: CANARY } };
  await createLanguageModels(dataSource, oldBox).put(id, [model], () => true);
  const names = Array.from({ length: SECRETS }, (_, index) => `S${index}`);
  const sealed = names.map((each) =>
    JSON.stringify(oldBox.seal(`${CANARY}-${each}`, SEALED_PLACES.botSecret(id, botId, each))),
  );
  await dataSource.query(
    `INSERT INTO bot_secret (account_id, bot_id, name, sealed, fingerprint)
     SELECT $1, $2, name, sealed, 'f' FROM unnest($3::text[], $4::jsonb[]) AS new (name, sealed)`,
    [id, botId, names, sealed],
  );
  return { id, botId };
}

const start = (command: 'status' | 'rotate', ...options: string[]) =>
  startCommandWith(
    {
      HILO_DATA_DIR: folder,
      DATABASE_URL: database.url,
      HILO_SECRET_KEY: written(NEW),
      HILO_SECRET_OLD_KEYS: written(OLD),
    },
    ['secrets', command, ...options],
  );

interface Report {
  resealed?: number;
  left: number;
  unopened?: { keyId: string; kind: string; reason: string }[];
  keys: { keyId: string; role: string; fingerprint: string | null; sealed: Record<string, number> }[];
}
const reportOf = ({ stdout }: CommandResult) => JSON.parse(stdout) as Report;

async function underNewKey(accountId: string): Promise<number> {
  const [row] = await database.dataSource.query<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM bot_secret WHERE account_id = $1 AND sealed->>'keyId' = $2`,
    [accountId, NEW.id],
  );
  return row?.count ?? 0;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('hilo secrets', () => {
  const [each, all] = [SECRETS + 2, 2 * (SECRETS + 2)];

  it('counts what each key has sealed, and shows keys as fingerprints', async () => {
    const answer = await start('status', '--json').ended;
    const { left, keys } = reportOf(answer);
    expect(left).toBe(all);
    expect(keys).toEqual([
      { keyId: NEW.id, role: 'current', fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/), sealed: {} },
      {
        ...{ keyId: OLD.id, role: 'earlier', fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/) },
        sealed: {
          'platform credentials': 2,
          'secrets of bots': 2 * SECRETS,
          'keys of language models': 2,
        },
      },
    ]);
    expect(answer.stdout + answer.stderr).not.toContain(OLD.secret.toString('base64'));
  });

  it('killed in the middle has whole parts done, and everything still opens', async () => {
    const [first, second] = accounts;
    if (!first || !second) throw new Error('There are two accounts');
    const lock = database.dataSource.createQueryRunner();
    await lock.startTransaction();
    // The third part of the second account's secrets waits for this row.
    await lock.query(
      `SELECT 1 FROM bot_secret WHERE account_id = $1 AND name = (
         SELECT name FROM bot_secret WHERE account_id = $1
          ORDER BY (bot_id::text || ':' || name) COLLATE "C" OFFSET 400 LIMIT 1) FOR UPDATE`,
      [second.id],
    );
    const running = start('rotate');
    await until(async () => (await underNewKey(second.id)) === 400);
    running.kill();
    await running.ended;
    await lock.rollbackTransaction();
    await lock.release();
    expect(await underNewKey(first.id)).toBe(SECRETS);
    const both = createSecretBox({ current: NEW, earlier: [OLD] });
    const names = Array.from({ length: SECRETS }, (_, index) => `S${index}`);
    const opened = await createBotSecrets(database.dataSource, both).open(second.id, second.botId, names);
    expect([...opened].every(([name, text]) => text === `${CANARY}-${name}`)).toBe(true);
    expect(opened.size).toBe(SECRETS);
  });

  it('run again goes on with what is left, and no more', async () => {
    const before = (await underNewKey(accounts[1]?.id ?? '')) + 1;
    const answer = await start('rotate', '--json').ended;
    expect([answer.stderr, answer.code]).toEqual(['', 0]);
    expect(reportOf(answer)).toMatchObject({ resealed: each - before, left: 0, unopened: [] });
  });

  it('leaves nothing that the new key alone does not open, and the fingerprints that a new put would have', async () => {
    const box = createSecretBox({ current: NEW, earlier: [] });
    for (const { id, botId } of accounts) {
      const platforms = createPlatformCredentials(database.dataSource, box);
      expect(await platforms.open(id, botId, 'telegram')).toMatchObject({ credentials: CREDENTIALS });
      const [model] = await createLanguageModels(database.dataSource, box).open(id);
      expect(model).toMatchObject({ credentials: { apiKey: CANARY } });
      const { fingerprint } = (await platforms.get(id, botId, 'telegram')) ?? {};
      const print = SEALED_PLACES.platformPrint(id, botId, 'telegram');
      expect(fingerprint).toBe(box.fingerprint(JSON.stringify(CREDENTIALS), print));
    }
  });

  it('names what does not open, and fails', async () => {
    const [{ id, botId } = { id: '', botId: '' }] = accounts;
    const lost = createSecretBox({ current: LOST, earlier: [] });
    await createBotSecrets(database.dataSource, lost).put(id, botId, { name: 'LOST', value: CANARY });
    const answer = await start('rotate', '--json').ended;
    expect(answer.code).toBe(1);
    expect(reportOf(answer)).toMatchObject({
      ...{ resealed: 0, left: 1 },
      unopened: [{ accountId: id, keyId: LOST.id, kind: 'secrets of bots', fingerprint: expect.any(String) }],
    });
    expect(answer.stdout).not.toContain(CANARY);
  });

  it('says what to set where there is no key', async () => {
    const settings = { HILO_DATA_DIR: folder, DATABASE_URL: database.url };
    const answer = await startCommandWith(settings, ['secrets', 'status']).ended;
    expect(answer.code).toBe(1);
    expect(answer.stderr).toContain('HILO_SECRET_KEY');
  });
});
