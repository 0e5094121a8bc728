import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { freePort } from '../support/free-port';
import { createAccounts } from '../../db/repositories/accounts';
import { until } from '../support/pace';
import { startPlatform, type Platform } from '../support/platform';

const DEPLOY = join(__dirname, '../../deploy');
/** Words of PromQL, and labels, that are no names of metrics. */
const METRIC = /\b(?:hilo|temporal|process|nodejs)_\w+/g;

interface Rules {
  groups: { rules: { alert: string; expr: string }[] }[];
}
interface Dashboard {
  panels: { title: string; targets: { expr: string }[] }[];
}

const dashboard = JSON.parse(readFileSync(join(DEPLOY, 'grafana/hilo.json'), 'utf8')) as Dashboard;
const rules = parse(readFileSync(join(DEPLOY, 'prometheus/alerts.yml'), 'utf8')) as Rules;
const asked = [
  ...dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
  ...rules.groups.flatMap((group) => group.rules.map(({ alert, expr }) => [alert, expr] as const)),
];

/** Temporal says these once something failed, which is what they are watched for. */
const ONLY_OF_FAILURES = new Set([
  'temporal_workflow_task_execution_failed',
  'temporal_activity_execution_failed',
]);

let platform: Platform;
let pages: readonly string[];
beforeAll(async () => {
  const workerPort = await freePort();
  platform = await startPlatform();
  await platform.startWorker({ HILO_WORKER_METRICS_PORT: String(workerPort) });
  await platform.startApi();
  await doSomethingOfEach();
  pages = [platform.apiUrl, `http://127.0.0.1:${workerPort}`].map((url) => `${url}/metrics`);
});
afterAll(() => platform.stop());

/** A message goes out, and a model was asked. */
async function doSomethingOfEach(): Promise<void> {
  const { db, apiUrl } = platform;
  const accounts = createAccounts(db);
  const { id } = await accounts.create('Measured');
  const { key } = await accounts.issueKey(id, 'test');
  await db.query(
    `INSERT INTO model_usage (id, account_id, step_key, provider, model, outcome, started_at, ms, input_tokens,
                              cached_input_tokens, output_tokens, cost_micros)
     VALUES (gen_random_uuid(), $1, 'turn', 'openai', 'gpt', 'answered', now(), 5, 1, 0, 1, 1)`,
    [id],
  );
  await fetch(`${apiUrl}/api/sends`, {
    method: 'POST',
    headers: { 'x-api-key': key, 'idempotency-key': 'measured', 'content-type': 'application/json' },
    body: JSON.stringify({ to: { phone: '+573001112233' }, content: { kind: 'text', text: 'hola' } }),
  });
  await until({
    for: 'one accepted send',
    look: async () => {
      const [row] = await db.query<{ count: number }[]>(
        "SELECT count(*)::int AS count FROM send WHERE state = 'accepted'",
      );
      return row?.count;
    },
    is: (count) => count === 1,
  });
}

/** The names in both processes' metrics now. */
async function scraped(): Promise<Set<string>> {
  const texts = await Promise.all(pages.map(async (page) => (await fetch(page)).text()));
  return new Set(texts.join('\n').match(/^[a-z]\w+/gm));
}

it.each(asked)('%s asks for metrics that there are: %s', async (_where, expr) => {
  const names = expr.match(METRIC) ?? [];
  expect(names.length).toBeGreaterThan(0);
  // What is measured at the end of something shows some moments after it.
  const look = async () => {
    const there = await scraped();
    return names.filter((name) => !there.has(name) && !ONLY_OF_FAILURES.has(name));
  };
  await until({
    for: 'metrics that are missing',
    look,
    is: (missing) => missing.length === 0,
    patienceMs: 30_000,
  });
});
