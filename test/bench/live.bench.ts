import { parseArgs } from 'node:util';
import { WebSocket } from 'ws';
import { freePort } from '../support/free-port';
import { createAccounts } from '../../db/repositories/accounts';
import { inLanes, until } from '../support/pace';
import { startPlatform } from '../support/platform';
import { percentile } from './percentile';

const ACCOUNTS = 10;
const WARM_UP_SECONDS = 3;

interface Tally {
  /** When the statement that made an event was begun, by its id. */
  begunAt: Map<string, number>;
  latencies: number[];
}

/**
 * A thousand clients of ten accounts at two API processes, while messages come in: how long from the start of the
 * statement that stores a message until a client has its event.
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args,
    options: {
      clients: { type: 'string' },
      rate: { type: 'string', default: '40' },
      seconds: { type: 'string' },
      quick: { type: 'boolean', default: false },
    },
  });
  const clients = Number(values.clients ?? (values.quick ? 200 : 1000));
  const seconds = Number(values.seconds ?? (values.quick ? 10 : 30));
  const rate = Number(values.rate);
  const platform = await startPlatform();
  const sockets: WebSocket[] = [];
  try {
    const otherPort = await freePort();
    await platform.startApi();
    await platform.startApi({ HILO_PORT: String(otherPort) });
    const urls = [platform.apiUrl.replace('http', 'ws'), `ws://127.0.0.1:${otherPort}`];
    const accounts = await makeAccounts(platform.db);
    const tally: Tally = { begunAt: new Map(), latencies: [] };
    await inLanes(clients, 20, async (n) => {
      const { key } = accounts[n % accounts.length] ?? { key: '' };
      sockets.push(await watch(`${urls[Math.floor(n / ACCOUNTS) % urls.length]}/ws`, key, tally));
    });
    const store = (n: number) => storeMessage(platform.db, accounts[n % ACCOUNTS], tally);
    await atRate(rate, WARM_UP_SECONDS, store);
    const events = rate * seconds;
    const seen = () => tally.latencies.length;
    const warm = (rate * WARM_UP_SECONDS * clients) / ACCOUNTS;
    await until({ for: `${warm} frames to warm up`, look: seen, is: (frames) => frames === warm });
    tally.latencies.length = 0;
    await atRate(rate, seconds, store);
    const expected = (events * clients) / ACCOUNTS;
    await Promise.race([
      until({ for: `${expected} frames`, look: seen, is: (frames) => frames >= expected }),
      platform.db.query('SELECT pg_sleep(10)'),
    ]);
    return {
      ...{ bench: 'live', clients, processes: urls.length, accounts: ACCOUNTS },
      ...{
        events,
        events_per_second: rate,
        frames: tally.latencies.length,
        missing: expected - tally.latencies.length,
      },
      event_to_client_p50_ms: percentile(tally.latencies, 50),
      event_to_client_p95_ms: percentile(tally.latencies, 95),
      event_to_client_p99_ms: percentile(tally.latencies, 99),
    };
  } finally {
    for (const socket of sockets) socket.terminate();
    await platform.stop();
  }
}

type Database = Awaited<ReturnType<typeof startPlatform>>['db'];
type Account = Awaited<ReturnType<typeof makeAccounts>>[number];

/** Each with a key, and somebody who writes. */
async function makeAccounts(db: Database) {
  const accounts = createAccounts(db);
  return Promise.all(
    Array.from({ length: ACCOUNTS }, async (_, n) => {
      const { id } = await accounts.create(`Account ${n}`);
      const { key } = await accounts.issueKey(id, 'bench');
      const [contact] = await db.query<{ id: string }[]>(
        'INSERT INTO contact (id, account_id) VALUES (gen_random_uuid(), $1) RETURNING id',
        [id],
      );
      return { id, key, contactId: contact?.id ?? '' };
    }),
  );
}

function watch(url: string, key: string, { begunAt, latencies }: Tally): Promise<WebSocket> {
  return new Promise((greeted, refused) => {
    const socket = new WebSocket(url, { headers: { 'x-api-key': key } });
    socket.once('error', refused);
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as { type: string; data?: { id: string } };
      if (frame.type === 'hello') greeted(socket);
      const begun = begunAt.get(frame.data?.id ?? '');
      if (begun !== undefined) latencies.push(performance.now() - begun);
    });
  });
}

async function storeMessage(db: Database, account: Account | undefined, { begunAt }: Tally): Promise<void> {
  const id = crypto.randomUUID();
  begunAt.set(id, performance.now());
  await db.query(
    `INSERT INTO inbound_message (id, account_id, channel, provider_id, contact_id, content, received_at, handled_at)
     VALUES ($1::uuid, $2, 'simulator', $1::text, $3, '{"text": "hola"}', now(), now())`,
    [id, account?.id, account?.contactId],
  );
}

async function atRate(perSecond: number, seconds: number, work: (n: number) => Promise<void>): Promise<void> {
  const began = performance.now();
  const under: Promise<void>[] = [];
  for (let n = 0; n < perSecond * seconds; n += 1) {
    const wait = began + (n * 1000) / perSecond - performance.now();
    if (wait > 0) await new Promise((wake) => setTimeout(wake, wait));
    under.push(work(n));
  }
  await Promise.all(under);
}
