import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { keyText, randomKeyParts } from '../../cli/account/fresh-key';
import { createEchoBot } from '../support/conversations/echo-bots';
import { metaPerson, type EchoPerson } from '../support/conversations/echo-people';
import { startFakeMeta, type FakeMeta } from '../support/fake-meta/fake-meta';
import { until } from '../support/pace';
import { startPlatform } from '../support/platform';
import { runSignalledBaseline } from './baseline/run-signalled-baseline';
import { percentile } from './percentile';

interface Load {
  people: EchoPerson[];
  /** Messages a second, over all people. */
  perSecond: number;
  seconds: number;
}

/** One message: when it was posted, how long its answer took, and when its reply was at the provider. */
interface Posted {
  ackMs: number;
  status: number | null;
}

/** A writer of the n-th message of each person; n goes on over all loads. */
interface Writers {
  next: number[];
  postedAt: number[][];
}

const TURN_RATE = 20;
/** One more than the goal: what is under way as the minute ends is not counted. */
const SUSTAINED_RATE = 41;
const ACK_RATE = 200;
/** A machine that others use too is twice as quick in one minute as in the next. */
const ROUNDS = 3;

/**
 * Whole turns, from a signed webhook to the call of the provider: how long they take with a hundred people who
 * each write every five seconds, how many a second are carried, how soon webhooks are acknowledged in a rush; and
 * what all of it is beside a bare workflow of a signal and an activity.
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args,
    options: { people: { type: 'string' }, quick: { type: 'boolean', default: false } },
  });
  const { quick } = values;
  const count = Number(values.people ?? (quick ? 20 : 100));
  const seconds = quick ? 10 : 60;
  const meta = await startFakeMeta();
  const secretKey = keyText(randomKeyParts());
  const platform = await startPlatform({ HILO_SECRET_KEY: secretKey, META_GRAPH_BASE_URL: meta.url });
  try {
    const { botId } = await createEchoBot(platform.db, secretKey, [credentialsOf(meta)]);
    await platform.startApi();
    const worker = await platform.startWorker();
    const hook = `${platform.apiUrl}/api/webhook/whatsapp-cloud/${botId}`;
    const people = Array.from({ length: count }, (_, index) => metaPerson(meta, hook, index));
    const writers: Writers = { next: people.map(() => 1), postedAt: people.map(() => []) };
    await greet(people, writers);
    const latencies = await measureLatencies({ people, perSecond: TURN_RATE, seconds }, writers);
    const sustained = await measureSustained({ people, perSecond: SUSTAINED_RATE, seconds }, writers);
    const acks = await measureAcks({ people, perSecond: ACK_RATE, seconds: quick ? 3 : 10 }, writers);
    const baseline = { client: platform.client, address: platform.temporalAddress, people: count };
    const { flatOut, bare } = await measureInTurn(
      () => measureFlatOut({ people, seconds: seconds / ROUNDS }, writers),
      () => runSignalledBaseline({ ...baseline, seconds: seconds / ROUNDS }),
    );
    await worker.stop();
    return {
      bench: 'turns',
      p50_ms: percentile(latencies, 50),
      p99_ms: percentile(latencies, 99),
      sustained_per_second: round(sustained),
      ack_p50_ms: percentile(acks, 50),
      ack_p99_ms: percentile(acks, 99),
      flat_out_per_second: round(flatOut),
      baseline_per_second: round(bare),
      ratio_baseline: round(flatOut / bare, 2),
    };
  } finally {
    await platform.stop();
    await meta.close();
  }
}

function credentialsOf({ phoneNumberId, accessToken, appSecret }: FakeMeta) {
  return {
    platform: 'whatsapp-cloud' as const,
    credentials: { phoneNumberId, accessToken, appSecret, verifyToken: 'verify', apiVersion: 'v24.0' },
  };
}

/** Everybody's first message starts a workflow, which is not what is measured. */
async function greet(people: readonly EchoPerson[], writers: Writers): Promise<void> {
  for (const [index, person] of people.entries()) await write(person, index, writers);
  await untilAnswered(people, writers);
}

async function write(person: EchoPerson, index: number, writers: Writers): Promise<Posted> {
  const n = writers.next[index] ?? 1;
  writers.next[index] = n + 1;
  const postedAt = Date.now();
  writers.postedAt[index]?.push(postedAt);
  const started = performance.now();
  const status = await person.deliver(n, `m${n}`);
  return { ackMs: performance.now() - started, status };
}

/** Writes at an even rate, one person after another, however slow the answers are. */
async function offer({ people, perSecond, seconds }: Load, writers: Writers): Promise<Posted[]> {
  const began = performance.now();
  const posted: Promise<Posted>[] = [];
  for (let n = 0; n < perSecond * seconds; n += 1) {
    const due = began + (n * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    const index = n % people.length;
    const person = people[index];
    if (person) posted.push(write(person, index, writers));
  }
  return Promise.all(posted);
}

async function measureLatencies(load: Load, writers: Writers): Promise<number[]> {
  const before = load.people.map((person) => person.answers());
  await offer(load, writers);
  await untilAnswered(load.people, writers);
  return load.people.flatMap((person, index) =>
    person
      .heard()
      .slice(before[index])
      .map(({ acceptedAt }, n) => acceptedAt - (writers.postedAt[index]?.[(before[index] ?? 0) + n] ?? 0)),
  );
}

/** Turns that were answered within the time in which they were offered, a second. */
async function measureSustained(load: Load, writers: Writers): Promise<number> {
  const before = answersOf(load.people);
  const began = Date.now();
  await offer(load, writers);
  const answered = answersOf(load.people) - before;
  const took = (Date.now() - began) / 1000;
  await untilAnswered(load.people, writers);
  return answered / took;
}

async function measureAcks(load: Load, writers: Writers): Promise<number[]> {
  const posted = await offer(load, writers);
  const failed = posted.filter(({ status }) => status !== 200).length;
  if (failed > 0) throw new Error(`${failed} webhooks were not answered with 200`);
  await untilAnswered(load.people, writers);
  return posted.map(({ ackMs }) => ackMs);
}

/** Both rates, measured one after the other several times over: what the machine does meanwhile befalls both. */
async function measureInTurn(flatOut: () => Promise<number>, bare: () => Promise<number>) {
  const sums = { flatOut: 0, bare: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    sums.flatOut += await flatOut();
    sums.bare += await bare();
  }
  return { flatOut: sums.flatOut / ROUNDS, bare: sums.bare / ROUNDS };
}

/** Everybody writes again as soon as the bot has answered. */
async function measureFlatOut(
  { people, seconds }: { people: readonly EchoPerson[]; seconds: number },
  writers: Writers,
): Promise<number> {
  const before = answersOf(people);
  let isOver = false;
  const end = sleep(seconds * 1000).then(() => {
    isOver = true;
  });
  await Promise.all(
    people.map(async (person, index) => {
      while (!isOver) {
        const answered = person.nextAnswer();
        await write(person, index, writers);
        await Promise.race([answered, end]);
      }
    }),
  );
  const answered = answersOf(people) - before;
  await untilAnswered(people, writers);
  return answered / seconds;
}

async function untilAnswered(people: readonly EchoPerson[], { postedAt }: Writers): Promise<void> {
  const open = (person: EchoPerson, index: number) => person.answers() < (postedAt[index]?.length ?? 0);
  await until({
    for: 'everybody to be answered',
    look: () => ({ answers: answersOf(people), waiting: people.filter(open).length }),
    is: ({ waiting }) => waiting === 0,
    everyMs: 100,
  });
}

function answersOf(people: readonly EchoPerson[]): number {
  return people.reduce((sum, person) => sum + person.answers(), 0);
}

function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}
