import { BREAKER_DEFAULTS } from '../../../llm/breakers';
import { MODEL_MS_A_TURN } from '../../../domain/agent/turn-limits';
import { modelSetting } from '../../support/llm/model-settings';
import { until } from '../../support/pace';
import { openShopStreet, type ShopStreet } from '../../support/shop-street/shop-street';

/** A model answers after this long, so that there is a moment in which it has been asked. */
const THINKS_MS = 400;

/** What a person writes on the way to an order, and when the worker is killed in between. */
const KILLED: readonly [says: string, when: 'asked' | 'answered'][] = [
  ['hola, quiero leche', 'asked'],
  ['Juan', 'answered'],
  ['juan@example.com', 'answered'],
  ['la primera', 'asked'],
  ['finalizar', 'answered'],
  ['sí', 'answered'],
];

/**
 * The first model hangs: the next answers within the turn's time, the first is left alone and is asked again when it
 * is back. Then the worker is killed in the middle of every turn on the way to an order: each turn is completed, and
 * by the models' own books no step that was answered is asked for again. Carts and orders say that no tool ran twice.
 */
export async function run(): Promise<Record<string, unknown>> {
  const street = await openShopStreet();
  try {
    await street.answersWith([modelSetting('gemini'), modelSetting('openai')]);
    const fallback = await hangs(street);
    const killed = await kills(street);
    const orders = await ordersOf(street);
    const result = {
      prove: 'models',
      ...fallback,
      ...killed,
      tools_twice: orders.filter(({ orders: made, units }) => made !== 1 || units !== 1).length,
    };
    const inTime = fallback.slowest_turn_ms <= MODEL_MS_A_TURN && fallback.breaker === 'opened and closed';
    return { ...result, ok: inTime && result.tools_twice + killed.steps_paid_twice === 0 };
  } finally {
    await street.close();
  }
}

async function hangs({ models, person, platform }: ShopStreet) {
  const juan = person();
  models.always('gemini', { kind: 'hang' });
  models.always('openai', { kind: 'play' });
  await juan.says('hola, quiero leche');
  await juan.says('Juan');
  await juan.says('juan@example.com');
  const asked = models.ledger.of('gemini').length;
  await juan.says('la primera');
  const wasOpen = models.ledger.of('gemini').length === asked && asked === BREAKER_DEFAULTS.failures;
  models.always('gemini', { kind: 'play' });
  await new Promise((wake) => setTimeout(wake, BREAKER_DEFAULTS.restMs));
  const byOther = models.ledger.of('openai').length;
  await juan.says('finalizar');
  await juan.says('sí');
  const isClosed = models.ledger.of('gemini').length > asked && models.ledger.of('openai').length === byOther;
  const [row] = await platform.db.query<{ slowest: number }[]>(
    'SELECT max(extract(epoch FROM ended_at - started_at) * 1000)::int AS slowest FROM agent_turn',
  );
  return {
    slowest_turn_ms: row?.slowest ?? Infinity,
    breaker: `${wasOpen ? 'opened' : 'never opened'} and ${isClosed ? 'closed' : 'stayed open'}`,
  };
}

async function kills({ models, person, platform: { db }, killWorker }: ShopStreet) {
  models.clear();
  models.always('gemini', { kind: 'play', afterMs: THINKS_MS });
  const ana = person();
  for (const [says, when] of KILLED) {
    const heard = ana.heard().length;
    const [asked, kept] = [models.ledger.all().length, await steps()];
    await ana.writes(says);
    await until({
      for: `a model to be ${when} about "${says}"`,
      look: async () => ({ asked: models.ledger.all().length, answered: await steps() }),
      is: (now) => (when === 'asked' ? now.asked > asked : now.answered > kept),
      everyMs: 5,
    });
    await killWorker();
    await ana.hears(heard);
    process.stderr.write(`killed the worker when a model was ${when}; the turn was completed\n`);
  }
  const answered = models.ledger.all().filter(({ delivered }) => delivered);
  const questions = new Set(answered.map(({ promptHash }) => promptHash));
  return { kills: KILLED.length, steps: await steps(), steps_paid_twice: answered.length - questions.size };

  async function steps(): Promise<number> {
    const [row] = await db.query<{ count: number }[]>('SELECT count(*)::int AS count FROM agent_step');
    return row?.count ?? 0;
  }
}

/** Of everybody who bought: how many orders, and of how many units. */
function ordersOf({ platform: { db } }: ShopStreet) {
  return db.query<{ orders: number; units: number }[]>(
    `SELECT count(DISTINCT orders.id)::int AS orders, coalesce(sum(item.quantity), 0)::int AS units
       FROM users LEFT JOIN orders ON orders.user_id = users.id LEFT JOIN order_items item ON item.order_id = orders.id
      GROUP BY users.id`,
  );
}
