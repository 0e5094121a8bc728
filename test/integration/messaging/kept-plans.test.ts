import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { createDataSource } from '../../../db/data-source';
import { createSendLedger } from '../../../db/repositories/send-ledger';
import { createLedgerRig, type LedgerRig } from '../../support/ledger-rig';

/** A connection makes up its mind about a plan after five runs. */
const RUNS = 8;
const GROWN_BY = 20_000;

let rig: LedgerRig;
/** One connection, which keeps its plans. */
let own: DataSource;
beforeAll(async () => {
  rig = await createLedgerRig();
  own = await createDataSource({ url: rig.database.url, poolSize: 1 }).initialize();
});
afterAll(async () => {
  jest.restoreAllMocks();
  await own.destroy();
  await rig.database.drop();
});

/** Claims and settles as a turn does, and gives how many rows were read from the table from end to end. */
async function rowsScanned(): Promise<number> {
  const ledger = createSendLedger(own);
  const before = await scanned();
  for (let run = 0; run < RUNS; run += 1) {
    const { id: sendId } = await rig.reserve();
    const claim = rig.claimOf(sendId);
    const behind = { accountId: rig.accountId, limit: { name: 'sender:test', intervalMs: 1 } };
    await ledger.claim({ ...claim, behind });
    const settled = { state: 'accepted' as const, providerId: uuidv7() };
    await ledger.settle(claim, settled, { now: Date.now(), responseMs: 1 });
  }
  return (await scanned()) - before;
}

async function scanned(): Promise<number> {
  await own.query('SELECT pg_stat_force_next_flush()');
  const [row] = await own.query<{ rows: number }[]>(
    "SELECT seq_tup_read::int AS rows FROM pg_stat_user_tables WHERE relname = 'send'",
  );
  return row?.rows ?? 0;
}

it('a plan of the ledger that was kept while it was small is made anew some seconds after a list has filled it', async () => {
  await rig.reserve();
  await rig.database.dataSource.query('ANALYZE send');
  expect(await rowsScanned()).toBeGreaterThan(0);
  await rig.database.dataSource.query(
    `INSERT INTO send (id, account_id, idempotency_key, contact_id, channel, content)
     SELECT gen_random_uuid(), $1, 'test:' || n, $2, 'simulator', '{"kind":"text","text":"Hola"}'
       FROM generate_series(1, $3::int) AS n`,
    [rig.accountId, rig.contactId, GROWN_BY],
  );
  const seconds = Date.now() + 6_000;
  jest.spyOn(Date, 'now').mockImplementation(() => seconds);
  expect(await rowsScanned()).toBe(0);
});
