import '../../support/quiet-temporal';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { randomUUID } from 'node:crypto';
import { createTemplatesActivities } from '../../../activities/templates.activities';
import type { Channel } from '../../../channels/channel';
import { whatsappCloudFromCredentials } from '../../../channels/whatsapp-cloud/from-credentials';
import { createAccounts } from '../../../db/repositories/accounts';
import { createMessageTemplates } from '../../../db/repositories/message-templates';
import { createTemplateSenders } from '../../../db/repositories/template-senders';
import { TASK_QUEUES } from '../../../workers/task-queues';
import { TEMPLATE_SYNC_WORKFLOW, type TemplateSyncInput } from '../../../workflows/templates/contract';
import { startFakeMeta, type FakeMeta } from '../../support/fake-meta/fake-meta';
import { startRigWorker, type RigWorker } from '../../support/rig-worker';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';
import { createTimeSkippingEnvironment } from '../../support/time-skipping';

let env: TestWorkflowEnvironment;
let worker: RigWorker;
let database: TestDatabase;
let meta: FakeMeta;
/** Bots by account, and what each sends by. */
const channels = new Map<string, Channel>();
let accounts: string[];

beforeAll(async () => {
  [env, database, meta] = await Promise.all([
    createTimeSkippingEnvironment(),
    createTestDatabase(),
    startFakeMeta(),
  ]);
  const senders = createTemplateSenders(database.dataSource);
  const activities = createTemplatesActivities({
    senders: { ...senders, accounts: (after) => senders.accounts(after, 1) },
    templates: createMessageTemplates(database.dataSource),
    channelOf: ({ botId }) => Promise.resolve(channels.get(botId ?? '') ?? null),
    shared: ['simulator'],
    clock: () => Date.now(),
  });
  worker = await startRigWorker(env, { taskQueue: TASK_QUEUES.sweeps, activities });
  accounts = [await accountWithBot('right', {}), await accountWithBot('wrong', { accessToken: 'wrong' })];
});
afterAll(async () => {
  await worker.stop();
  await Promise.all([env.teardown(), database.drop(), meta.close()]);
});

async function accountWithBot(name: string, change: { accessToken?: string }): Promise<string> {
  const { id } = await createAccounts(database.dataSource).create(name);
  const botId = randomUUID();
  await database.dataSource.query(`INSERT INTO bot_instance (id, account_id, name) VALUES ($1, $2, $3)`, [
    ...[botId, id, name],
  ]);
  await database.dataSource.query(
    `INSERT INTO bot_platform_credential (id, account_id, bot_id, platform, credentials)
     VALUES ($1, $2, $3, 'whatsapp-cloud', '{}')`,
    [randomUUID(), id, botId],
  );
  const credentials = {
    ...{ phoneNumberId: meta.phoneNumberId, accessToken: meta.accessToken, apiVersion: 'v24.0' },
    ...{ appSecret: meta.appSecret, verifyToken: 'verify', businessAccountId: meta.businessAccountId },
    ...change,
  };
  channels.set(botId, whatsappCloudFromCredentials(credentials, { apiBaseUrl: meta.url }));
  return id;
}

const run = (input: TemplateSyncInput): Promise<unknown> =>
  env.client.workflow.execute(TEMPLATE_SYNC_WORKFLOW, {
    workflowId: randomUUID(),
    taskQueue: TASK_QUEUES.sweeps,
    args: [input],
  });
const kept = async (accountId: string) => {
  const page = { accountId, status: null, botId: null, template: null, after: null, limit: 10 };
  return (await createMessageTemplates(database.dataSource).list(page)).map(({ name }) => name);
};

describe('a look at the lists of templates', () => {
  it('takes over what the provider of an account lists, and of no other', async () => {
    meta.templates.push({
      name: 'promo',
      language: 'es',
      status: 'APPROVED',
      category: 'MARKETING',
      components: [],
    });
    const [right = '', wrong = ''] = accounts;
    expect(await run({ v: 1, accountId: right })).toEqual({ listed: 1, failed: 0 });
    expect([await kept(right), await kept(wrong)]).toEqual([['promo'], []]);
  });

  it('goes through every account, also where one fails, and keeps why', async () => {
    meta.templates.push({
      name: 'aviso',
      language: 'es',
      status: 'PAUSED',
      category: 'UTILITY',
      components: [],
    });
    await run({ v: 1 });
    const [right = '', wrong = ''] = accounts;
    expect(await kept(right)).toEqual(['promo', 'aviso']);
    const [sync] = await createTemplateSenders(database.dataSource).list(wrong, []);
    expect(sync).toMatchObject({ templates: null, failure: expect.stringContaining('401') });
  });

  it('that fails takes nothing back of what was known', async () => {
    const [right = ''] = accounts;
    const [bot = ''] = [...channels.keys()];
    channels.delete(bot);
    expect(await run({ v: 1, accountId: right })).toEqual({ listed: 0, failed: 1 });
    expect(await kept(right)).toEqual(['promo', 'aviso']);
  });
});
