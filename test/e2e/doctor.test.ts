import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { examine } from '../../cli/doctor/examine';
import type { Finding } from '../../cli/doctor/finding';
import { readEnv } from '../../config/env';
import { createAccounts } from '../../db/repositories/accounts';
import { createBots } from '../../db/repositories/bots';
import { createLanguageModels } from '../../db/repositories/language-models';
import { createPlatformCredentials } from '../../db/repositories/platform-credentials';
import { createSecretBox } from '../../db/secrets/secret-box';
import { SWEEP_SCHEDULE_ID } from '../../workflows/sweeps/contract';
import { runCommand } from '../support/hilo-command';
import { serveOnLoopback, type LoopbackServer } from '../support/loopback-server';
import { until } from '../support/pace';
import { startPlatform, type Platform } from '../support/platform';

const SECRET = randomBytes(32);
const KEY = `now:${SECRET.toString('base64')}`;
/** Nobody listens on this port of the loopback. */
const NOBODY = '127.0.0.1:9';

let telegram: LoopbackServer;
let takesCredentials = true;
let platform: Platform;
beforeAll(async () => {
  telegram = await serveOnLoopback((_request, response) => {
    const body = JSON.stringify({ ok: takesCredentials, result: { username: 'milo_bot' } });
    response.writeHead(takesCredentials ? 200 : 401).end(body);
  });
  platform = await startPlatform();
});
afterAll(async () => {
  await platform.stop();
  await telegram.close();
});

async function look(settings: Record<string, string> = {}): Promise<Map<string, Finding>> {
  const findings = await examine(() =>
    readEnv({
      DATABASE_URL: platform.databaseUrl,
      TEMPORAL_ADDRESS: platform.temporalAddress,
      HILO_DATA_DIR: platform.dataDir,
      HILO_URL: platform.apiUrl,
      HILO_SECRET_KEY: KEY,
      TELEGRAM_API_BASE_URL: telegram.url,
      ...settings,
    }),
  );
  return new Map(findings.map((finding) => [finding.check, finding]));
}

describe('hilo doctor', () => {
  it('says who is missing before worker and API are started', async () => {
    const found = await look();
    expect(found.get('database')?.verdict).toBe('ok');
    expect(found.get('workers')).toMatchObject({
      verdict: 'fail',
      says: 'nobody polls conversations, programs, broadcasts, checkout, sweeps',
      remedy: expect.stringContaining('npm start'),
    });
    expect(found.get('schedules')).toMatchObject({
      verdict: 'fail',
      remedy: expect.stringContaining('worker'),
    });
    expect(found.get('api')?.verdict).toBe('fail');
  });

  it('finds nothing wrong with a platform that is whole', async () => {
    await Promise.all([platform.startWorker(), platform.startApi()]);
    // Temporal knows workers some moments after they ask for the first time.
    const found = await until({
      for: 'hilo doctor to find nothing wrong',
      look: async () => [...(await look({ PUBLIC_BASE_URL: platform.apiUrl })).values()],
      is: (findings) => findings.every(({ verdict }) => verdict !== 'fail'),
    });
    expect(found.map(({ check }) => check).sort()).toEqual(
      [
        ...['api', 'configuration', 'credentials', 'database', 'disk', 'migrations', 'schedules'],
        ...['search attributes', 'temporal', 'webhooks', 'workers'],
      ].sort(),
    );
  });

  it('says that the schedule of sweeps is paused, and how to go on', async () => {
    const schedule = platform.client.schedule.getHandle(SWEEP_SCHEDULE_ID);
    await schedule.pause();
    const paused = (await look()).get('schedules');
    await schedule.unpause();
    expect(paused).toMatchObject({ verdict: 'fail', remedy: expect.stringContaining('--unpause') });
    expect((await look()).get('schedules')?.verdict).toBe('ok');
  });

  it('says which migrations are pending in a database that nobody prepared', async () => {
    await platform.db.query('CREATE DATABASE unprepared');
    const url = new URL(platform.databaseUrl);
    url.pathname = '/unprepared';
    const found = await look({ DATABASE_URL: url.href });
    expect(found.get('migrations')).toMatchObject({
      verdict: 'fail',
      says: expect.stringMatching(/^\d+ pending, the first is Foundation\d+$/),
      remedy: expect.stringContaining('hilo prepare'),
    });
  });

  it('says that the database is away, without its password', async () => {
    const found = await look({ DATABASE_URL: `postgres://hilo:the-password@${NOBODY}/hilo` });
    expect(found.get('database')).toMatchObject({
      verdict: 'fail',
      says: expect.stringContaining(`no answer at ${NOBODY}/hilo`),
    });
    expect(JSON.stringify([...found])).not.toContain('the-password');
    expect(found.get('temporal')?.verdict).toBe('ok');
  });

  it.each([
    ['is away', { TEMPORAL_ADDRESS: NOBODY }],
    ['has no such namespace', { TEMPORAL_NAMESPACE: 'nobodys' }],
  ])('says that Temporal %s', async (_what, settings) => {
    const found = (await look(settings)).get('temporal');
    expect(found).toMatchObject({ verdict: 'fail', remedy: expect.stringContaining('TEMPORAL_ADDRESS') });
  });

  it('names the search attributes that a namespace lacks', async () => {
    const namespace = 'fresh';
    await platform.client.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
    });
    const found = await look({ TEMPORAL_NAMESPACE: namespace });
    expect(found.get('search attributes')).toMatchObject({
      verdict: 'fail',
      says: expect.stringContaining('HiloAccount'),
      remedy: expect.stringContaining('hilo prepare'),
    });
  });

  it('says that something else answers at the public address, that nothing does, or that there is none', async () => {
    const other = await serveOnLoopback((_request, response) => response.writeHead(200).end('welcome'));
    expect((await look({ PUBLIC_BASE_URL: other.url })).get('webhooks')).toMatchObject({
      verdict: 'fail',
      says: `something other than Hilo answers at ${other.url} (200)`,
    });
    await other.close();
    expect((await look({ PUBLIC_BASE_URL: `http://${NOBODY}` })).get('webhooks')?.verdict).toBe('fail');
    expect((await look()).get('webhooks')).toMatchObject({
      verdict: 'warn',
      says: expect.stringContaining('not set'),
    });
  });

  it('names a key that secrets were sealed with and that is gone, and opens them once it is back', async () => {
    await attachBot();
    const other = `next:${randomBytes(32).toString('base64')}`;
    expect((await look({ HILO_SECRET_KEY: other })).get('credentials')).toMatchObject({
      verdict: 'fail',
      says: expect.stringContaining('the key now'),
    });
    const rotated = await look({ HILO_SECRET_KEY: other, HILO_SECRET_OLD_KEYS: KEY });
    expect(rotated.get('credentials')).toMatchObject({
      verdict: 'warn',
      says: expect.stringContaining('earlier keys'),
    });
    expect((await look()).get('credentials')?.verdict).toBe('ok');
  });

  it('asks the provider of a bot whether it takes the credentials, and says where new ones are put', async () => {
    expect((await look()).get('providers')).toMatchObject({ verdict: 'ok' });
    takesCredentials = false;
    expect((await look()).get('providers')).toMatchObject({
      verdict: 'fail',
      says: expect.stringContaining('Telegram refuses the credentials'),
      remedy: expect.stringContaining('/platforms/telegram'),
    });
    expect((await look({ TELEGRAM_API_BASE_URL: `http://${NOBODY}` })).get('providers')?.verdict).toBe(
      'warn',
    );
    takesCredentials = true;
  });

  it('asks about the language models of accounts, and says whose are away', async () => {
    const box = createSecretBox({ current: { id: 'now', secret: SECRET }, earlier: [] });
    const { id } = await createAccounts(platform.db).create('With a model');
    const wish = { id: null, provider: 'ollama' as const, model: 'llama3.2:3b', credentials: null };
    await createLanguageModels(platform.db, box).put(id, [wish], () => false);
    expect((await look({ OLLAMA_BASE_URL: `http://${NOBODY}` })).get('models')).toMatchObject({
      verdict: 'warn',
      says: expect.stringContaining(`account ${id}`),
    });
  });

  it('says that a key of the right name has other bytes', async () => {
    const found = await look({ HILO_SECRET_KEY: `now:${randomBytes(32).toString('base64')}` });
    expect(found.get('credentials')).toMatchObject({
      verdict: 'fail',
      says: expect.stringContaining('do not open'),
    });
  });

  it('says that a data folder is not there', async () => {
    const found = await look({ HILO_DATA_DIR: join(platform.dataDir, 'nowhere') });
    expect(found.get('disk')).toMatchObject({
      verdict: 'fail',
      says: expect.stringContaining('cannot be written'),
    });
  });

  it('ends with 1 and prints what to do, also as JSON, where npm start has not been run', async () => {
    const folder = join(platform.dataDir, 'unused');
    const { code, stdout } = await runCommand(folder, ['doctor']);
    expect([code, stdout]).toEqual([1, expect.stringContaining('→ npm start')]);
    const json = await runCommand(folder, ['doctor', '--json']);
    expect([json.code, JSON.parse(json.stdout)]).toEqual([1, expect.objectContaining({ ok: false })]);
  });
});

/** A bot on Telegram, whose credentials are sealed with KEY. */
async function attachBot(): Promise<void> {
  const box = createSecretBox({ current: { id: 'now', secret: SECRET }, earlier: [] });
  const { id } = await createAccounts(platform.db).create('With a bot');
  const bot = await createBots(platform.db).create(id, { name: 'Milo', description: null, mode: 'scenario' });
  const credentials = { botToken: '1:telegram-token', webhookSecret: 'telegram-secret' };
  await createPlatformCredentials(platform.db, box).put(id, bot?.id ?? '', {
    platform: 'telegram',
    credentials,
    isActive: true,
  });
}
