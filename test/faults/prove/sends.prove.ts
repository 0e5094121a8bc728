import { parseArgs } from 'node:util';
import { DEFAULT_POLICY, type ProgramDefinition } from '../../../domain/programs/definition';
import { enrollMany } from '../../support/enroll-many';
import { startFakeTwilio, type FakeTwilio } from '../../support/fake-twilio/fake-twilio';
import { until } from '../../support/pace';
import { startPlatform, type Platform, type PlatformProcess } from '../../support/platform';

/** What goes wrong while the messages leave, in order, each when so much of them has been accepted. */
const DISASTERS = [
  { at: 0.15, what: 'worker' },
  { at: 0.3, what: 'temporal' },
  { at: 0.45, what: 'worker' },
  { at: 0.6, what: 'postgres' },
  { at: 0.75, what: 'worker' },
] as const;

/** How long nothing may change once all is due. */
const PATIENCE_MS = 120_000;

interface LedgerCounts {
  sends: number;
  accepted: number;
  unconfirmed: number;
  pending: number;
  other: number;
}

/**
 * So many contacts fall due at once over a Twilio that hangs, fails after accepting, answers 429 and loses or
 * repeats its reports, while worker, Temporal and Postgres are killed. Twilio's own ledger says who got what.
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args,
    options: { sends: { type: 'string' }, quick: { type: 'boolean', default: false } },
  });
  const count = Number(values.sends ?? (values.quick ? 200 : 2000));
  const twilio = await startFakeTwilio({
    script: {
      seed: 7,
      chances: [
        { fault: { kind: 'accept-then-hang' }, chance: 0.05 },
        { fault: { kind: 'fail-after-accept' }, chance: 0.05 },
        { fault: { kind: 'too-many', retryAfterSeconds: 1 }, chance: 0.1 },
      ],
      callbacks: { delayMs: 50, duplicate: 0.2, reorder: 0.2, lose: 0.2 },
      templates: { [TEMPLATE]: 'Hola, este es tu día' },
    },
  });
  const platform = await startPlatform();
  try {
    return await prove(platform, twilio, count);
  } finally {
    await platform.stop();
    await twilio.close();
  }
}

async function prove(platform: Platform, twilio: FakeTwilio, count: number) {
  const settings = twilioSettings(platform, twilio);
  await platform.startApi(settings);
  let worker = await platform.startWorker(settings);
  const dueAt = Date.now() + 30_000 + count * 45;
  const program = { definition: proofProgram(), channel: 'twilio' as const, count, dueAt };
  await enrollMany(platform, program);
  const recoveries: number[] = [];
  for (const { at, what } of DISASTERS) {
    await untilAccepted(twilio, { atLeast: count * at, patienceMs: dueAt - Date.now() + PATIENCE_MS });
    const began = Date.now();
    worker = await strike(platform, what, worker, settings);
    const restarted = twilio.ledger.all().length;
    await untilAccepted(twilio, { atLeast: restarted + 1, patienceMs: PATIENCE_MS });
    recoveries.push((Date.now() - began) / 1000);
    process.stderr.write(`killed ${what}: going on after ${recoveries.at(-1)?.toFixed(1) ?? ''} s\n`);
  }
  await until({
    for: `${count} sends to be settled`,
    look: () => countLedger(platform),
    is: ({ sends, pending }) => sends === count && pending === 0,
    everyMs: 1000,
    // Who came up late is sent the message a day later.
    patienceMs: DAY_SECONDS * 1000 + PATIENCE_MS,
  });
  await twilio.quiet();
  return verdict(platform, twilio, { count, recoverySeconds: Math.max(...recoveries) });
}

async function untilAccepted(twilio: FakeTwilio, wanted: { atLeast: number; patienceMs: number }) {
  await until({
    for: `${wanted.atLeast} accepted messages`,
    look: () => twilio.ledger.all().length,
    is: (accepted) => accepted >= wanted.atLeast,
    patienceMs: wanted.patienceMs,
  });
}

async function strike(
  platform: Platform,
  what: (typeof DISASTERS)[number]['what'],
  worker: PlatformProcess,
  settings: Record<string, string>,
): Promise<PlatformProcess> {
  if (what === 'temporal') await platform.crashTemporal();
  if (what === 'postgres') await platform.crashPostgres();
  if (what !== 'worker') return worker;
  worker.force();
  await worker.exited;
  return platform.startWorker(settings);
}

/** Compares Hilo's ledger with Twilio's, contact by contact. */
async function verdict(
  platform: Platform,
  twilio: FakeTwilio,
  { count, recoverySeconds }: { count: number; recoverySeconds: number },
) {
  const accepted = twilio.ledger.all();
  const byRecipient = Map.groupBy(accepted, (message) => message.to);
  const duplicates = [...byRecipient.values()].reduce((extra, messages) => extra + messages.length - 1, 0);
  const counts = await countLedger(platform);
  const unconfirmed = await platform.db.query<{ id: string; detail: string }[]>(
    `SELECT id, result_detail AS detail FROM send WHERE state = 'unconfirmed'`,
  );
  for (const { id, detail } of unconfirmed) process.stderr.write(`unconfirmed ${id}: ${detail}\n`);
  const owned = await platform.db.query<{ sid: string }[]>(
    'SELECT provider_id AS sid FROM send WHERE provider_id IS NOT NULL',
  );
  const known = new Set(owned.map((row) => row.sid));
  return {
    prove: 'sends',
    accepted: accepted.length,
    duplicates,
    missing: count - byRecipient.size,
    unconfirmed: counts.unconfirmed,
    totals_equal: counts.accepted === accepted.length && accepted.every((message) => known.has(message.sid)),
    not_settled: counts.pending + counts.other,
    recovery_seconds: Number(recoverySeconds.toFixed(1)),
    ok: duplicates === 0 && byRecipient.size === count && counts.pending + counts.other === 0,
  };
}

async function countLedger(platform: Platform): Promise<LedgerCounts> {
  const [row] = await platform.db.query<LedgerCounts[]>(
    `SELECT count(*)::int AS sends,
            count(*) FILTER (WHERE state IN ('accepted', 'delivered', 'read'))::int AS accepted,
            count(*) FILTER (WHERE state = 'unconfirmed')::int AS unconfirmed,
            count(*) FILTER (WHERE state IN ('reserved', 'dispatching'))::int AS pending,
            count(*) FILTER (WHERE state IN ('rejected', 'suppressed', 'cancelled'))::int AS other
       FROM send`,
  );
  if (!row) throw new Error('The ledger gave no count');
  return row;
}

function twilioSettings(platform: Platform, twilio: FakeTwilio): Record<string, string> {
  return {
    TWILIO_ACCOUNT_SID: twilio.accountSid,
    TWILIO_AUTH_TOKEN: twilio.authToken,
    TWILIO_WHATSAPP_FROM: twilio.sender,
    TWILIO_API_BASE_URL: twilio.url,
    TWILIO_TIMEOUT_MS: '1500',
    TWILIO_MESSAGES_PER_SECOND: '400',
    PUBLIC_BASE_URL: platform.apiUrl,
    // The production delays of 1, 5 and 15 minutes, sixty times as fast.
    SEND_CHECK_DELAYS: '1,5,15',
    SWEEP_INTERVAL_SECONDS: '5',
  };
}

const DAY_SECONDS = 240;

const TEMPLATE = `HX${'0'.repeat(31)}1`;

function proofProgram(): ProgramDefinition {
  const content = {
    kind: 'template' as const,
    template: TEMPLATE,
    variables: {},
    preview: 'Hola, este es tu día',
  };
  return {
    name: 'Proof',
    timezone: 'America/Bogota',
    sendAt: '09:00',
    sessions: [{ number: 1, title: 'Session 1', days: [{ number: 1, title: 'Day 1', content }] }],
    // A contact whose workflow came up late is sent its one message a day later.
    policy: {
      ...DEFAULT_POLICY,
      sendIntervalMs: 0,
      dayLength: DAY_SECONDS,
      maxAttemptsPerDay: 1,
      excludeAfterFailedRetries: 100,
    },
  };
}
