import { randomBytes } from 'node:crypto';
import { ScheduleOverlapPolicy } from '@temporalio/client';
import { createAccounts } from '../../db/repositories/accounts';
import { ALERTS_SCHEDULE_ID } from '../../workflows/alerts/contract';
import { serveOnLoopback, type LoopbackServer } from '../support/loopback-server';
import { until } from '../support/pace';
import { startPlatform, type Platform } from '../support/platform';
import { startSmtpInbox } from '../support/smtp-inbox';

const MESSAGES = 6;

/** The keys of the webhooks that came; the first ones are never answered. */
let calls: string[];
let silent: boolean;
let receiver: LoopbackServer;
let inbox: Awaited<ReturnType<typeof startSmtpInbox>>;
let platform: Platform;
let key: string;
beforeAll(async () => {
  calls = [];
  silent = true;
  receiver = await serveOnLoopback((req, res) => {
    req.resume().once('end', () => {
      calls.push(String(req.headers['webhook-id']));
      if (!silent) res.writeHead(200).end();
    });
  });
  inbox = await startSmtpInbox();
  platform = await startPlatform({
    ALERT_INTERVAL_SECONDS: '1',
    ALERT_FROM: 'alertas@hilo.example',
    SMTP_URL: inbox.url,
    HILO_CALL_ALLOWED_HOSTS: new URL(receiver.url).host,
    HILO_SECRET_KEY: `test:${randomBytes(32).toString('base64')}`,
    LOG_LEVEL: 'error',
  });
  const accounts = createAccounts(platform.db);
  ({ key } = await accounts.issueKey((await accounts.create('Alerts')).id, 'test'));
});
afterAll(async () => {
  await platform.stop();
  await inbox.close();
  await receiver.close();
});

async function post(path: string, body: object): Promise<void> {
  const answer = await fetch(platform.apiUrl + path, {
    method: 'POST',
    headers: { 'x-api-key': key, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
}

interface ActionRow {
  id: string;
  alertId: string;
  kind: string;
  state: string;
}
const actions = () =>
  platform.db.query<ActionRow[]>(
    `SELECT id, alert_id AS "alertId", action->>'kind' AS kind, state FROM alert_action ORDER BY id`,
  );
const idsOf = (rows: readonly ActionRow[], kind: string) =>
  rows
    .filter((row) => row.kind === kind)
    .map(({ id }) => id)
    .toSorted();

it('alerts of messages whose API and whose worker are killed are raised once each, and everybody is told of each', async () => {
  const api = await platform.startApi();
  await post('/api/alerts/rules', {
    name: 'Quejas',
    condition: { type: 'keyword', keywords: ['queja'] },
    cooldownSeconds: 0,
    actions: [
      { kind: 'webhook', url: `${receiver.url}/hooks` },
      { kind: 'email', to: ['ana@example.com'] },
    ],
  });
  for (let last = 0; last < MESSAGES; last += 1) {
    await post(`/api/simulator/+57300555440${last}/messages`, { text: 'una queja' });
  }
  api.force();
  await api.exited;

  await platform.startApi();
  await until({
    for: 'an alert of each message, with what is to be done about it',
    look: actions,
    is: (rows) => rows.length >= 2 * MESSAGES,
  });
  const worker = await platform.startWorker();
  await until({ for: 'a worker to be within a webhook', look: () => calls.length, is: (count) => count > 0 });
  worker.force();
  await worker.exited;

  silent = false;
  // As after the two minutes for which a try keeps its action from others.
  await platform.db.query("UPDATE alert_action SET next_at = now() WHERE state = 'due'");
  await platform.startWorker();
  // Beside the run that the dead worker began, which Temporal gives up after a minute and a half.
  await platform.client.schedule.getHandle(ALERTS_SCHEDULE_ID).trigger(ScheduleOverlapPolicy.ALLOW_ALL);
  const rows = await until({
    for: 'everybody to be told',
    look: actions,
    is: (found) => found.every(({ state }) => state === 'done'),
  });
  expect(new Set(rows.map(({ alertId }) => alertId)).size).toBe(MESSAGES);
  expect(rows).toHaveLength(2 * MESSAGES);
  expect([...new Set(calls)].toSorted()).toEqual(idsOf(rows, 'webhook'));
  const mailed = inbox.taken.map(({ raw }) => /^Message-ID: <(.+)@/im.exec(raw)?.[1] ?? '');
  expect([...new Set(mailed)].toSorted()).toEqual(idsOf(rows, 'email'));
});
