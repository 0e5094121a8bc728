import { parseArgs } from 'node:util';
import { DEFAULT_POLICY, type ProgramDefinition } from '../../domain/programs/definition';
import { enrollmentWorkflowId } from '../../workflows/programs/contract';
import { memoryOf, startPlatform, type Platform } from '../support/platform';
import { enrollMany } from '../support/enroll-many';
import { until } from '../support/pace';
import { runBaseline } from './baseline/run-baseline';

/** Longer than any run takes, so that exactly one evaluation of each enrollment is measured. */
const DAY_SECONDS = 3600;
/** Beyond the time that all are due at. */
const PATIENCE_MS = 60_000;

/**
 * Evaluations per second when every enrollment falls due in the same instant, beside a workflow of one bare
 * timer and activity on the same server; and what thirty days of an enrollment leave in its history.
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args,
    options: {
      enrollments: { type: 'string' },
      quick: { type: 'boolean', default: false },
      lead: { type: 'string' },
    },
  });
  const count = Number(values.enrollments ?? (values.quick ? 300 : 5000));
  // Making them takes most of this; a few are made sooner.
  const spareMs = values.quick ? 20_000 : 60_000;
  const leadMs = values.lead === undefined ? spareMs + count * 60 : Number(values.lead) * 1000;
  const platform = await startPlatform();
  try {
    const measured = await measureEnrollments(platform, count, leadMs);
    const baseline = await runBaseline({
      client: platform.client,
      address: platform.temporalAddress,
      count,
      leadMs: spareMs + count * 30,
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
      worker_peak_mb: measured.workerPeakMb,
    };
  } finally {
    await platform.stop();
  }
}

async function measureEnrollments(platform: Platform, count: number, leadMs: number) {
  const worker = await platform.startWorker({ SWEEP_INTERVAL_SECONDS: '86400' });
  const dueAt = Date.now() + leadMs;
  const many = { definition: benchProgram(), channel: 'simulator' as const, count, dueAt };
  const { accountId, programId, ids, inTime } = await enrollMany(platform, many);
  if (!inTime)
    throw new Error('Enrollments fell due before all of them ran: give a longer --lead, in seconds');
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
  await until({
    for: `${count} evaluations`,
    look: async () => (await evaluated())?.done ?? 0,
    is: (done) => done >= count,
    everyMs: 500,
    patienceMs: leadMs + PATIENCE_MS,
  });
  const finishedAt = await lastSettled(platform, accountId);
  const events = async () => (await sample.describe()).historyLength;
  await until({ for: 'the first evaluation in a history', look: events, is: (length) => length > before });
  const after = (await sample.describe()).historyLength;
  const { rss, peak } = await memoryOf(worker.pid);
  await worker.stop();
  return {
    perSecond: count / ((finishedAt - dueAt) / 1000),
    eventsPerEvaluation: after - before,
    eventsOnce: before,
    workerRssMb: rss,
    workerPeakMb: peak,
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
