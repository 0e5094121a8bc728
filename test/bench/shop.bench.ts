import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DataSource } from 'typeorm';
import { startPostgres } from '../../cli/servers/postgres-server';
import { createDataSource } from '../../db/data-source';
import { createAccounts } from '../../db/repositories/accounts';
import { createProducts, type Products } from '../../db/repositories/products';
import { endWithMe } from '../support/end-with-me';
import { createOfflineRouter } from '../support/llm/offline-router';
import { createShopTools } from '../support/llm/shop-tools';
import { createTalk } from '../support/llm/talk';
import { generatedCatalogue, TYPED_QUERIES } from '../support/shop/generated-catalogue';
import { agentTurnOverheads } from './agent-turns';
import { percentile } from './percentile';

const PAGE = 10;

/**
 * How long a search of the catalogue takes, by words as people type them, one after another, each many times; what a
 * turn of an agent takes beside its models; how many turns the offline model plays.
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args,
    options: { products: { type: 'string' }, quick: { type: 'boolean', default: false } },
  });
  const count = Number(values.products ?? 50_000);
  const rounds = values.quick ? 5 : 40;
  const dataDir = await mkdtemp(join(tmpdir(), 'hilo-shop-'));
  const postgres = endWithMe(await startPostgres({ dataDir, port: 0 }));
  const db = await createDataSource({ url: postgres.url, poolSize: 4 }).initialize();
  try {
    await db.runMigrations();
    const products = createProducts(db);
    const { accountId, importMs } = await fillCatalogue(db, products, count);
    const found = await searchAll({ accountId, products }, rounds);
    const all = found.map(({ ms }) => ms);
    const overheads = await agentTurnOverheads(rounds * 2);
    return {
      bench: 'shop',
      products: count,
      searches: all.length,
      search_p50_ms: percentile(all, 50, 1),
      search_p95_ms: percentile(all, 95, 1),
      search_p99_ms: percentile(all, 99, 1),
      slowest_query: found.toSorted((a, b) => b.ms - a.ms)[0]?.query,
      import_per_second: Math.round((count * 1000) / importMs),
      agent_turn_overhead_p50_ms: percentile(overheads, 50),
      agent_turn_overhead_p95_ms: percentile(overheads, 95),
      offline_turns_per_second: await offlineTurns(rounds * 5),
    };
  } finally {
    await db.destroy();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Another account sells as much again: nothing may be slower for it. */
async function fillCatalogue(db: DataSource, products: Products, count: number) {
  const accounts = createAccounts(db);
  const { id: accountId } = await accounts.create('Bench');
  const { id: otherId } = await accounts.create('Other');
  const catalogue = [...generatedCatalogue(count)];
  const began = performance.now();
  await products.import(accountId, catalogue);
  const importMs = performance.now() - began;
  await products.import(otherId, catalogue);
  await db.query('VACUUM ANALYZE');
  return { accountId, importMs };
}

async function searchAll(
  { accountId, products }: { accountId: string; products: Products },
  rounds: number,
): Promise<{ query: string; ms: number }[]> {
  const times: { query: string; ms: number }[] = [];
  for (let round = 0; round < rounds + 1; round += 1) {
    for (const query of TYPED_QUERIES) {
      const began = performance.now();
      await products.search({ accountId, query, offersFirst: round % 3 === 0, limit: PAGE, offset: 0 });
      // The first round warms the caches of Postgres and of this process.
      if (round > 0) times.push({ query, ms: performance.now() - began });
    }
  }
  return times;
}

const MILK = ['Hola, quiero comprar leche', 'Juan', 'juan@example.com', 'La primera', 'Finalizar', 'sí'];

/** Whole turns of the shop's dialogue on the offline model, tools in memory, one after another. */
async function offlineTurns(dialogues: number): Promise<number> {
  const router = createOfflineRouter();
  const buy = async () => {
    const talk = createTalk(router, createShopTools());
    for (const text of MILK) await talk.say(text);
  };
  // The first one trains the model.
  await buy();
  const began = performance.now();
  for (let n = 0; n < dialogues; n += 1) await buy();
  return Math.round((dialogues * MILK.length * 1000) / (performance.now() - began));
}
