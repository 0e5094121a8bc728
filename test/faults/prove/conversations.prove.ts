import { parseArgs } from 'node:util';
import { keyText, randomKeyParts } from '../../../cli/account/fresh-key';
import { createEchoBot, echoesOf } from '../../support/conversations/echo-bots';
import { metaPerson, telegramPerson, type EchoPerson } from '../../support/conversations/echo-people';
import { startFakeMeta, type FakeMeta } from '../../support/fake-meta/fake-meta';
import { startFakeTelegram, type FakeTelegram } from '../../support/fake-telegram/fake-telegram';
import { inLanes, until } from '../../support/pace';
import { startPlatform, type Platform, type PlatformProcess } from '../../support/platform';
import { createSeededRandom } from '../../support/seeded-random';

/** What is killed, in order, each when so much has been answered. */
const DISASTERS = [
  { at: 0.15, what: 'worker' },
  { at: 0.3, what: 'api' },
  { at: 0.5, what: 'worker' },
  { at: 0.65, what: 'api' },
  { at: 0.8, what: 'worker' },
] as const;

const LANES = 16;
/** Deliveries of one message, the first included. */
const MOST_DELIVERIES = 5;
/** After this long without a further answer, what is missing is missing. */
const SILENCE_MS = 60_000;

interface Proof {
  platform: Platform;
  people: EchoPerson[];
  texts: string[];
  settings: Record<string, string>;
}

/**
 * People talk to one bot through Meta's and Telegram's webhooks, each message delivered up to five times, while
 * worker and API are killed; what the providers took says whether each had exactly one effect, in order.
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args,
    options: {
      contacts: { type: 'string' },
      messages: { type: 'string' },
      quick: { type: 'boolean', default: false },
    },
  });
  const contacts = Number(values.contacts ?? (values.quick ? 20 : 200));
  const messages = Number(values.messages ?? (values.quick ? 8 : 25));
  const meta = await startFakeMeta();
  const telegram = await startFakeTelegram();
  const secretKey = keyText(randomKeyParts());
  const settings = {
    HILO_SECRET_KEY: secretKey,
    META_GRAPH_BASE_URL: meta.url,
    TELEGRAM_API_BASE_URL: telegram.url,
    SWEEP_INTERVAL_SECONDS: '2',
  };
  const platform = await startPlatform(settings);
  try {
    const { botId } = await createEchoBot(platform.db, secretKey, credentialsOf(meta, telegram));
    const hook = (name: string) => `${platform.apiUrl}/api/webhook/${name}/${botId}`;
    const people = Array.from({ length: contacts }, (_, index) =>
      index % 2 === 0
        ? metaPerson(meta, hook('whatsapp-cloud'), index)
        : telegramPerson(telegram, hook('telegram'), index),
    );
    const texts = Array.from({ length: messages }, (_, n) => `m${n + 1}`);
    return await prove({ platform, people, texts, settings });
  } finally {
    await platform.stop();
    await Promise.all([meta.close(), telegram.close()]);
  }
}

function credentialsOf(meta: FakeMeta, telegram: FakeTelegram) {
  const { phoneNumberId, accessToken, appSecret } = meta;
  return [
    {
      platform: 'whatsapp-cloud' as const,
      credentials: { phoneNumberId, accessToken, appSecret, verifyToken: 'verify', apiVersion: 'v24.0' },
    },
    {
      platform: 'telegram' as const,
      credentials: { botToken: telegram.botToken, webhookSecret: telegram.secretToken },
    },
  ];
}

async function prove(proof: Proof): Promise<Record<string, unknown>> {
  const { platform, people, texts } = proof;
  const running = { api: await platform.startApi(), worker: await platform.startWorker() };
  const random = createSeededRandom(11);
  const late: Promise<unknown>[] = [];
  const writing = inLanes(people.length, LANES, async (index) => {
    const person = people[index];
    if (!person) return;
    for (const [n, text] of texts.entries()) {
      await deliverUntilTaken(person, n + 1, text);
      // Any of the others may come at any time after the first was taken, among later messages too.
      const again = Math.floor(random() * MOST_DELIVERIES);
      for (let copy = 0; copy < again; copy += 1) {
        late.push(deliverLate(person, { n: n + 1, text, afterMs: random() * 3000 }));
      }
    }
  });
  await strikeAll(proof, running);
  await writing;
  await Promise.all(late);
  await untilSilent(proof);
  return verdict(proof);
}

/** A provider repeats what was not answered with 2xx. */
async function deliverUntilTaken(person: EchoPerson, n: number, text: string): Promise<void> {
  await until({
    for: `message ${n} of ${person.chat} to be taken`,
    look: () => person.deliver(n, text),
    is: (status) => status === 200,
    everyMs: 100,
  });
}

async function deliverLate(
  person: EchoPerson,
  { n, text, afterMs }: { n: number; text: string; afterMs: number },
): Promise<void> {
  await new Promise((wake) => setTimeout(wake, afterMs));
  await person.deliver(n, text);
}

/** The API dies in the moment after one of its answers: whatever it had taken must be in Postgres. */
async function strikeAll(
  proof: Proof,
  running: { api: PlatformProcess; worker: PlatformProcess },
): Promise<void> {
  const { platform, people, texts } = proof;
  for (const { at, what } of DISASTERS) {
    await until({
      for: `${at} of the answers`,
      look: () => answersOf(people),
      is: (answers) => answers >= people.length * texts.length * at,
    });
    const victim = running[what];
    victim.force();
    await victim.exited;
    running[what] = await (what === 'api' ? platform.startApi() : platform.startWorker());
    process.stderr.write(`killed the ${what} at ${answersOf(people)} answers\n`);
  }
}

function answersOf(people: readonly EchoPerson[]): number {
  return people.reduce((sum, person) => sum + person.answers(), 0);
}

async function untilSilent({ people, texts }: Proof): Promise<void> {
  const wanted = people.length * texts.length;
  let heard = -1;
  let since = Date.now();
  await until({
    for: 'silence',
    look: () => {
      const now = answersOf(people);
      if (now !== heard) [heard, since] = [now, Date.now()];
      return { heard, silent: Date.now() - since > SILENCE_MS };
    },
    is: ({ silent }) => heard >= wanted || silent,
    everyMs: 500,
  });
  // A duplicate would come a little later.
  await new Promise((wake) => setTimeout(wake, 3000));
}

/** A reply that a killed worker may or may not have sent stays unconfirmed: Meta and Telegram cannot be asked. */
async function verdict({ platform, people, texts }: Proof): Promise<Record<string, unknown>> {
  const wanted = echoesOf(texts);
  const [{ unconfirmed } = { unconfirmed: 0 }] = await platform.db.query<{ unconfirmed: number }[]>(
    `SELECT count(*)::int AS unconfirmed FROM send WHERE state IN ('unconfirmed', 'dispatching')`,
  );
  const [{ most } = { most: 0 }] = await platform.db.query<{ most: number }[]>(
    `SELECT coalesce(max(count), 0)::int AS most FROM
       (SELECT count(*) FROM bot_dialog_state GROUP BY contact_id) AS per_contact`,
  );
  const [{ untaken } = { untaken: 0 }] = await platform.db.query<{ untaken: number }[]>(
    'SELECT count(*)::int AS untaken FROM inbound_message WHERE turn IS NULL',
  );
  const judged = people.map((person) =>
    judge(
      person.heard().map(({ text }) => text ?? ''),
      wanted,
    ),
  );
  const sum = (of: (one: ReturnType<typeof judge>) => number) =>
    judged.reduce((total, one) => total + of(one), 0);
  const missing = sum((one) => one.missing);
  const result = {
    prove: 'conversations',
    messages: people.length * texts.length,
    duplicates: sum((one) => one.duplicates),
    lost: Math.max(0, missing - unconfirmed) + untaken,
    out_of_order: sum((one) => one.outOfOrder),
    conversations_per_contact_max: most,
    unconfirmed,
  };
  const { duplicates, lost, out_of_order: outOfOrder } = result;
  return { ...result, ok: duplicates + lost + outOfOrder === 0 && most === 1 };
}

function judge(heard: readonly string[], wanted: readonly string[]) {
  const places = heard.map((text) => wanted.indexOf(text));
  return {
    duplicates: heard.length - new Set(heard).size,
    missing: wanted.filter((text) => !heard.includes(text)).length,
    outOfOrder: places.filter((place, index) => index > 0 && place < (places[index - 1] ?? 0)).length,
  };
}
