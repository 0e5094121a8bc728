import { IANAZone } from 'luxon';
import { createErasure } from '../../../db/repositories/erasure';
import { createSuppressedAddresses } from '../../../db/repositories/suppressed-addresses';
import { createAddressHashes } from '../../../db/secrets/address-hashes';
import { createPostgresTranscripts } from '../../../db/transcripts/postgres-transcripts';
import { countHours } from '../../../activities/analytics/count-hours';
import { hoursAround } from '../../../domain/analytics/hours';
import { createAnalyticsRig, type AnalyticsRig, type Told } from '../../support/analytics/analytics-rig';
import { createSeededRandom } from '../../support/seeded-random';
import { TEST_SECRET_KEY } from '../../support/test-api';

const DAY_MS = 86_400_000;
/** New York and Santiago both change their clocks in these weeks. */
const BEGINS = Date.parse('2025-03-07T00:00:00Z');
const DAYS = 31;
const ZONES = [
  'America/Bogota',
  'America/New_York',
  'America/Santiago',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
];

let rig: AnalyticsRig;
beforeEach(async () => {
  rig = await createAnalyticsRig();
});
afterEach(() => rig.close());

interface Happened {
  kind: 'in' | 'out' | 'model' | 'opt-out';
  at: number;
  contact: string;
  state?: string;
}

/** Writes random rows of a month in random order, with a turn of the schedule now and then. */
async function live(seed: number): Promise<Happened[]> {
  const random = createSeededRandom(seed);
  const happened: Happened[] = [];
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const contacts = await Promise.all(Array.from({ length: 6 }, () => rig.contact()));
  const sends: { id: string; of: Happened }[] = [];
  for (let step = 0; step < 160; step += 1) {
    const at = BEGINS + Math.floor(random() * DAYS * DAY_MS);
    const one: Happened = { kind: pick(['in', 'in', 'out', 'model'] as const), at, contact: pick(contacts) };
    if (random() < 0.03) one.kind = 'opt-out';
    happened.push(one);
    const moment = new Date(at);
    if (one.kind === 'in') await rig.message(one.contact, moment);
    if (one.kind === 'model') await rig.modelCall(moment);
    if (one.kind === 'opt-out') await rig.optOut(one.contact, moment);
    if (one.kind === 'out') {
      one.state = 'accepted';
      sends.push({ id: await rig.send(one.contact, moment, { key: pick(['turn', 'message']) }), of: one });
    }
    if (sends.length > 0 && random() < 0.4) {
      const { id, of } = pick(sends);
      of.state = pick(['delivered', 'read', 'rejected', 'unconfirmed']);
      await rig.report(id, of.state);
    }
    if (random() < 0.15) await rig.turn(new Date(BEGINS + Math.floor(random() * DAYS * DAY_MS)));
  }
  await rig.turn(new Date(BEGINS + DAYS * DAY_MS));
  return happened;
}

const dateIn = (at: number, zone: string): string =>
  new Date(at + IANAZone.create(zone).offset(at) * 60_000).toISOString().slice(0, 10);

/** Counted without the database: what a report of messages by day must say. */
function messagesByDay(happened: readonly Happened[], zone: string): Told {
  const days: Record<string, Record<string, number>> = {};
  const add = (at: number, source: string, figures: readonly string[]) => {
    const of = (days[`${dateIn(at, zone)} telegram ${source}`] ??= {});
    for (const figure of figures) of[figure] = (of[figure] ?? 0) + 1;
  };
  const figures: Record<string, string[]> = {
    accepted: ['out'],
    delivered: ['out', 'delivered'],
    read: ['out', 'delivered', 'read'],
    rejected: ['failed'],
    unconfirmed: ['out', 'unconfirmed'],
  };
  for (const { kind, at, state = '' } of happened) {
    if (kind === 'in') add(at, 'person', ['in']);
    if (kind === 'out') add(at, 'any', figures[state] ?? []);
  }
  return days;
}

/** Sources of messages out put together. */
function anySource(told: Told): Told {
  const days: Told = {};
  for (const [key, figures] of Object.entries(told)) {
    const of = (days[key.replace(/ (conversation|single)$/, ' any')] ??= {});
    for (const [figure, value] of Object.entries(figures)) of[figure] = (of[figure] ?? 0) + (value ?? 0);
  }
  return days;
}

async function rebuild(): Promise<void> {
  const first = (await rig.rollups.firstHour(rig.accountId))?.getTime() ?? 0;
  const hours = hoursAround(first, BEGINS + DAYS * DAY_MS);
  await countHours(rig.rollups, rig.accountId, { hours, now: null });
}

describe.each([1, 2, 3])('of random months (seed %i)', (seed) => {
  it('figures that were kept up are those of a rebuild, and of counting the rows one by one in any zone', async () => {
    const happened = await live(seed);
    const keptUp = await rig.figures();
    expect(keptUp.length).toBeGreaterThan(100);
    await rebuild();
    expect(await rig.figures()).toEqual(keptUp);
    for (const zone of ZONES) {
      const asked = { from: '2025-03-01', to: '2025-04-30', by: 'day' as const, zone };
      expect(anySource(await rig.told('messages', asked))).toEqual(messagesByDay(happened, zone));
    }
  });
});

const at = (time: string) => new Date(`2025-03-20T${time}:00Z`);
const MARCH = { from: '2025-03-01', to: '2025-03-31', by: 'total' as const, zone: 'America/Bogota' };

describe('a rollup', () => {
  it('is the same when it is made again, or twice at once', async () => {
    const contact = await rig.contact();
    await rig.message(contact, at('10:05'));
    await rig.turn(at('11:00'));
    const first = await rig.figures();
    await Promise.all([rig.turn(at('11:00')), rebuild(), rebuild()]);
    expect(await rig.figures()).toEqual(first);
  });

  it('takes in a delivery report of days ago, and leaves no mark behind', async () => {
    const send = await rig.send(await rig.contact(), at('10:05'));
    await rig.turn(new Date('2025-03-25T00:00:00Z'));
    expect(await rig.told('messages', MARCH)).toEqual({ 'telegram single': { out: 1 } });
    await rig.report(send, 'read');
    await rig.turn(new Date('2025-03-25T00:05:00Z'));
    expect(await rig.told('messages', MARCH)).toEqual({
      'telegram single': { out: 1, delivered: 1, read: 1 },
    });
    expect(await rig.rollups.markedHours(10, [])).toEqual([]);
  });

  it('counts what a transaction wrote that was not over when the hour was counted', async () => {
    const contact = await rig.contact();
    await rig.turn(at('12:00'));
    const slow = rig.db.createQueryRunner();
    await slow.startTransaction();
    await slow.query(
      `INSERT INTO inbound_message (id, account_id, channel, provider_id, contact_id, content, received_at)
       VALUES (gen_random_uuid(), $1, 'telegram', 'slow', $2, '{}', $3)`,
      [rig.accountId, contact, at('10:30')],
    );
    await rig.turn(new Date('2025-03-21T00:00:00Z'));
    await slow.commitTransaction();
    await slow.release();
    expect(await rig.told('messages', MARCH)).toEqual({});
    await rig.turn(new Date('2025-03-21T00:05:00Z'));
    expect(await rig.told('messages', MARCH)).toEqual({ 'telegram person': { in: 1 } });
  });

  it('keeps the counts of a contact that was erased, also when it is made again', async () => {
    const contact = await rig.contact();
    await rig.message(contact, at('10:00'));
    await rig.send(contact, at('10:01'), { key: 'turn' });
    await rig.turn(at('12:00'));
    const before = await rig.figures();
    const hashes = createAddressHashes({ current: TEST_SECRET_KEY, earlier: [] });
    const erasure = createErasure({
      db: rig.db,
      transcripts: createPostgresTranscripts(rig.db),
      suppressedAddresses: createSuppressedAddresses(hashes),
    });
    await erasure.erase(rig.accountId, contact, at('13:00'));
    await rebuild();
    const optOut = expect.objectContaining({ report: 'opt-outs', groups: ['erased'] }) as unknown;
    const now = await rig.figures();
    expect(now).toHaveLength(before.length + 1);
    expect(now).toEqual(expect.arrayContaining([...before, optOut]));
  });
});

describe('waiting for an answer', () => {
  it('ends with the first words of the bot within the hour, and each message waits for itself', async () => {
    const [quick, slow, alone] = [await rig.contact(), await rig.contact(), await rig.contact()];
    await rig.message(quick, at('10:00'));
    await rig.send(quick, new Date(at('10:00').getTime() + 2000), { key: 'turn' });
    await rig.message(slow, at('10:00'));
    await rig.message(slow, at('10:10'));
    await rig.send(slow, at('10:20'), { key: 'turn' });
    await rig.message(alone, at('10:00'));
    await rig.send(alone, at('10:01'), { key: 'enrollment' });
    await rig.send(alone, at('11:30'), { key: 'turn' });
    await rig.turn(at('12:00'));
    const { telegram } = await rig.told('response-times', MARCH);
    expect(telegram).toMatchObject({ answered: 3, unanswered: 1 });
    expect((telegram?.['p50Ms'] ?? 0) / 600_000).toBeCloseTo(1, 0);
    expect((telegram?.['p95Ms'] ?? 0) / 1_200_000).toBeCloseTo(1, 0);
  });

  it('is over at the very instant of an answer, and not with one that is late, elsewhere or earlier', async () => {
    const [atOnce, late, elsewhere, earlier] = await Promise.all(
      Array.from({ length: 4 }, () => rig.contact()),
    );
    for (const contact of [atOnce, late, elsewhere, earlier]) await rig.message(contact ?? '', at('10:00'));
    await rig.send(atOnce ?? '', at('10:00'), { key: 'turn' });
    await rig.send(late ?? '', at('11:00'), { key: 'turn' });
    await rig.send(elsewhere ?? '', at('10:01'), { key: 'turn', channel: 'twilio' });
    await rig.send(earlier ?? '', at('09:59'), { key: 'turn' });
    await rig.turn(at('12:00'));
    const told = await rig.told('response-times', MARCH);
    expect(told).toMatchObject({ telegram: { answered: 1, unanswered: 3 } });
    expect(told['twilio']).toBeUndefined();
  });
});

describe('a conversation', () => {
  it('begins with a message after a day of silence, also when an earlier message comes to light later', async () => {
    const contact = await rig.contact();
    await rig.message(contact, new Date('2025-03-10T12:00:00Z'));
    await rig.message(contact, new Date('2025-03-11T11:00:00Z'));
    await rig.message(contact, new Date('2025-03-13T12:00:00Z'));
    await rig.turn(at('12:00'));
    expect(await rig.told('conversations', MARCH)).toEqual({ telegram: { begun: 2 } });
    await rig.message(contact, new Date('2025-03-12T18:00:00Z'));
    await rig.turn(at('12:05'));
    const days = await rig.told('conversations', { ...MARCH, by: 'day' });
    expect(days).toEqual({ '2025-03-10 telegram': { begun: 1 }, '2025-03-12 telegram': { begun: 1 } });
  });

  it('of an agent is resolved unless it hands it over within a day', async () => {
    const [bot, resolved, handed] = [
      '018f0000-0000-7000-8000-000000000001',
      await rig.contact(),
      await rig.contact(),
    ];
    const turn = (dialog: string, when: Date, outcome = 'answered') =>
      rig.event('agent-turn', dialog, { detail: [bot, outcome], at: when });
    await turn(resolved, at('10:00'));
    await turn(resolved, at('10:05'), 'broken');
    await turn(handed, at('10:00'));
    await rig.turn(at('12:00'));
    await rig.event('handoff', handed, { detail: [bot, 'agent'], at: at('15:00') });
    await rig.event('handoff', resolved, { detail: [bot, 'operator'], at: at('15:00') });
    await rig.turn(at('16:00'));
    expect(await rig.told('agents', MARCH)).toEqual({
      [bot]: { conversations: 2, resolved: 1, handedOver: 1, turns: 3, failedTurns: 1 },
    });
    expect(await rig.told('handoffs', MARCH)).toEqual({
      [`${bot} agent`]: { handoffs: 1 },
      [`${bot} operator`]: { handoffs: 1 },
    });
  });
});
