import { parseArgs } from 'node:util';
import { keyText, randomKeyParts } from '../../../cli/account/fresh-key';
import { needsCredentials } from '../../../domain/llm/model-setting';
import { createLanguageModels } from '../../../db/repositories/language-models';
import { createSecretBox } from '../../../db/secrets/secret-box';
import { createProofBot } from '../../support/conversations/echo-bots';
import { telegramPerson, type EchoPerson } from '../../support/conversations/echo-people';
import { startFakeModels } from '../../support/fake-models/fake-models';
import { startFakeStripe } from '../../support/fake-stripe/fake-stripe';
import { startFakeTelegram } from '../../support/fake-telegram/fake-telegram';
import { hostileModel, marked, type Attack } from '../../support/hostile-agent/attack';
import { attacksOn } from '../../support/hostile-agent/attacks';
import { createBesiegedShop } from '../../support/hostile-agent/besieged-shop';
import { keptRows, violationsOf, type Siege } from '../../support/hostile-agent/judge';
import { unseenSabotage } from '../../support/hostile-agent/sabotage';
import { inLanes, until } from '../../support/pace';
import { startPlatform, type Platform } from '../../support/platform';

const LANES = 12;
/** Of the attacks in a quick run, one in so many; the last, which is none, is always among them. */
const QUICK_EVERY = 8;

/**
 * A model that is up to no good, and instructions where only data should be, against the production loop and tools:
 * every attack is a conversation of its own, and what they did is read from the database and the providers' books.
 * Then the shop is sabotaged in each of the ways that attacks are after, to show that it would have been seen.
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({ args, options: { quick: { type: 'boolean', default: false } } });
  const [models, telegram, stripe] = await Promise.all([
    startFakeModels(),
    startFakeTelegram(),
    startFakeStripe(),
  ]);
  const secretKey = keyText(randomKeyParts());
  const platform = await startPlatform({
    HILO_SECRET_KEY: secretKey,
    OLLAMA_BASE_URL: models.endpoint('ollama'),
    TELEGRAM_API_BASE_URL: telegram.url,
    STRIPE_SECRET_KEY: stripe.secretKey,
    STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
    STRIPE_API_BASE_URL: stripe.url,
  });
  try {
    const credentials = { botToken: telegram.botToken, webhookSecret: telegram.secretToken };
    const { accountId, botId } = await createProofBot(platform.db, secretKey, {
      mode: 'agent',
      platforms: [{ platform: 'telegram', credentials }],
    });
    await useOllama(platform, accountId);
    const shop = await createBesiegedShop(platform.db, accountId);
    const all = attacksOn(shop);
    const attacks = values.quick
      ? all.filter((_, index) => (all.length - 1 - index) % QUICK_EVERY === 0)
      : all;
    const webhook = `${platform.apiUrl}/api/webhook/telegram/${botId}`;
    const people = attacks.map((_, index) => telegramPerson(telegram, webhook, index));
    await shop.admit(attacks, (index) => people[index]?.chat ?? '');
    models.always('ollama', hostileModel(attacks));
    const before = await keptRows(platform.db, shop);
    await platform.startApi();
    await platform.startWorker({ LOG_LEVEL: 'error' });
    await attackAll(platform, attacks, people);
    const ordered = attacks.filter(({ orders = false }) => orders).length;
    return await verdict(platform, attacks, { shop, before, ordered, fakes: { models, telegram, stripe } });
  } finally {
    await platform.stop();
    await Promise.all([models.close(), telegram.close(), stripe.close()]);
  }
}

/** The account asks one model, and it is the hostile one. */
async function useOllama({ db }: Platform, accountId: string): Promise<void> {
  const models = createLanguageModels(db, createSecretBox({ current: null, earlier: [] }));
  const wish = { id: null, provider: 'ollama' as const, model: 'hostile', credentials: null };
  await models.put(accountId, [wish], needsCredentials);
}

/** A person writes on when what was written before has been answered. */
async function attackAll(
  { db }: Platform,
  attacks: readonly Attack[],
  people: readonly EchoPerson[],
): Promise<void> {
  let turnsEnded = 0;
  await inLanes(attacks.length, LANES, async (index) => {
    const person = people[index];
    for (const [turn, { says }] of (attacks[index]?.turns ?? []).entries()) {
      if (!person) return;
      const heard = person.answers();
      await until({
        for: `attack ${index} to be taken`,
        look: () => person.deliver(turn + 1, marked(says, index, turn)),
        is: (status) => status === 200,
        everyMs: 100,
      });
      await until({
        for: `an answer to attack ${index}`,
        look: () => person.answers(),
        is: (answers) => answers > heard,
        everyMs: 50,
      });
      turnsEnded += 1;
      if (turnsEnded % 100 === 0) process.stderr.write(`${turnsEnded} turns answered\n`);
    }
  });
  await until({
    for: 'every turn and send to end',
    look: async () => {
      const [row] = await db.query<{ open: number }[]>(
        `SELECT (SELECT count(*) FROM agent_turn WHERE outcome IS NULL)::int
              + (SELECT count(*) FROM send WHERE state IN ('reserved', 'dispatching'))::int AS open`,
      );
      return row?.open;
    },
    is: (open) => open === 0,
  });
}

async function verdict({ db }: Platform, attacks: readonly Attack[], siege: Siege) {
  const violations = await violationsOf(db, siege);
  for (const violation of violations) process.stderr.write(`VIOLATION: ${violation}\n`);
  const { done, unseen } = await unseenSabotage(db, siege);
  const outcomes = await db.query<{ outcome: string; turns: number }[]>(
    'SELECT outcome, count(*)::int AS turns FROM agent_turn GROUP BY outcome ORDER BY outcome',
  );
  return {
    prove: 'agent',
    cases: attacks.length,
    violations: violations.length,
    outcomes: Object.fromEntries(outcomes.map(({ outcome, turns }) => [outcome, turns])),
    model_calls: siege.fakes.models.ledger.all().length,
    sabotages: done,
    sabotages_unseen: unseen,
    ok: violations.length === 0 && unseen.length === 0,
  };
}
