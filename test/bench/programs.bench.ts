import { parseArgs } from 'node:util';
import { createEnrollmentClient } from '../../api/temporal/enrollment-client';
import { createAccounts } from '../../db/repositories/accounts';
import { createContacts } from '../../db/repositories/contacts';
import { createEnrollments } from '../../db/repositories/enrollments';
import { createPrograms } from '../../db/repositories/programs';
import { DEFAULT_POLICY, rulesOf, type ProgramDefinition } from '../../domain/programs/definition';
import { newEnrollment } from '../../domain/programs/initial-state';
import { enrollmentWorkflowId } from '../../workflows/programs/contract';
import { memoryOf, startPlatform, type Platform } from '../support/platform';
import { inLanes, runBaseline, until } from './baseline/run-baseline';

/** Longer than any run takes, so that exactly one evaluation of each enrollment is measured. */
const DAY_SECONDS = 3600;

/**
 * Evaluations per second when every enrollment falls due in the same instant, beside a workflow of one bare
 * timer and activity on the same server; and what thirty days of an enrollment leave in its history.
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args,
    options: {
      enrollments: { type: 'string', default: '5000' },
      lead: { type: 'string' },
    },
  });
  const count = Number(values.enrollments);
  const leadMs = values.lead === undefined ? 30_000 + count * 45 : Number(values.lead) * 1000;
  const platform = await startPlatform();
  try {
    const measured = await measureEnrollments(platform, count, leadMs);
    const baseline = await runBaseline({
      client: platform.client,
      address: platform.temporalAddress,
      count,
      leadMs: 30_000 + count * 30,
    });
    return {
      bench: 'programs',
      enrollments: count,
      evaluations_per_second: round(measured.perSecond),
      baseline_per_second: round(baseline),
      ratio_baseline: round(measured.perSecond / baseline, 2),
      events_per_evaluation: measured.eventsPerEvaluation,
      events_per_enrollment: measured.eventsPerEvaluation * 30 + measured.eventsOnce,
      worker_rss_mb: measured.workerRssMb,
    };
  } finally {
    await platform.stop();
  }
}

async function measureEnrollments(platform: Platform, count: number, leadMs: number) {
  const worker = await platform.startWorker({ SWEEP_INTERVAL_SECONDS: '86400' });
  const { accountId, programId, dueAt, ids } = await enrollAll(platform, count, leadMs);
  if (Date.now() > dueAt) throw new Error('Enrollments fell due before all were started: raise --lead');
  const sample = platform.client.workflow.getHandle(enrollmentWorkflowId(ids[0] ?? ''));
  const before = (await sample.describe()).historyLength;
  const evaluated = async () => {
    const [row] = await platform.db.query<{ done: number; last: Date }[]>(
      `SELECT count(*)::int AS done, max(decided_at) AS last FROM enrollment_decision
        WHERE account_id = $1 AND program_id = $2 AND kind = 'send' AND outcome = 'sent'`,
      [accountId, programId],
    );
    return row;
  };
  await until(async () => ((await evaluated())?.done ?? 0) >= count, 500);
  const finishedAt = await lastSettled(platform, accountId);
  await until(async () => (await sample.describe()).historyLength > before, 200);
  const after = (await sample.describe()).historyLength;
  const { peak } = await memoryOf(worker.pid);
  await worker.stop();
  return {
    perSecond: count / ((finishedAt - dueAt) / 1000),
    eventsPerEvaluation: after - before,
    eventsOnce: before,
    workerRssMb: peak,
  };
}

/** When the last message was taken by the channel. */
async function lastSettled(platform: Platform, accountId: string): Promise<number> {
  const [row] = await platform.db.query<{ at: Date }[]>(
    'SELECT max(settled_at) AS at FROM send WHERE account_id = $1',
    [accountId],
  );
  if (!row) throw new Error('Nothing was sent');
  return row.at.getTime();
}

async function enrollAll(platform: Platform, count: number, leadMs: number) {
  const { db, client } = platform;
  const account = await createAccounts(db).create('Bench');
  const definition = benchProgram();
  const program = await createPrograms(db).create(account.id, definition);
  if (!program) throw new Error('The program exists already');
  // The version's publication is where its days are counted from: it puts the first one `leadMs` ahead.
  const dueAt = Date.now() + leadMs;
  await db.query('UPDATE program_version SET published_at = $2 WHERE program_id = $1', [
    program.id,
    new Date(dueAt - DAY_SECONDS * 1000),
  ]);
  const contacts = createContacts(db);
  const enrollments = createEnrollments(db);
  const starter = createEnrollmentClient(client);
  const ids: string[] = [];
  await inLanes(count, 20, async (index) => {
    const phone = `+57300${String(index).padStart(7, '0')}`;
    const accountId = account.id;
    const contactId = await contacts.ensure({
      accountId,
      channel: 'simulator',
      address: phone,
      phone,
      name: null,
    });
    const enrolled = await enrollments.enroll({
      accountId,
      programId: program.id,
      contactId,
      version: 1,
      channel: 'simulator',
      state: newEnrollment(rulesOf(definition)),
    });
    ids.push(enrolled.enrollment.id);
    await starter.start({ accountId, programId: program.id, enrollmentId: enrolled.enrollment.id });
  });
  const opened = async () => {
    const [row] = await db.query<{ left: number }[]>(
      'SELECT count(*)::int AS left FROM enrollment WHERE program_id = $1 AND started_at IS NULL',
      [program.id],
    );
    return row?.left === 0;
  };
  await until(opened, 500);
  return { accountId: account.id, programId: program.id, dueAt, ids };
}

function benchProgram(): ProgramDefinition {
  return {
    name: 'Bench',
    timezone: 'America/Bogota',
    sendAt: '09:00',
    sessions: [1, 2, 3, 4, 5, 6].map((number) => ({
      number,
      title: `Session ${number}`,
      days: [1, 2, 3, 4, 5].map((day) => ({
        number: day,
        title: `Day ${day}`,
        content: { kind: 'text' as const, text: `Message of session ${number}, day ${day}` },
      })),
    })),
    policy: { ...DEFAULT_POLICY, sendIntervalMs: 0, dayLength: DAY_SECONDS },
  };
}

function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}
