import type { ProgramDefinition } from '../../domain/programs/definition';
import { dayAt } from '../../domain/programs/position';
import { later } from '../later';
import type { ProgramsDeps, TableProgress } from './programs-deps';

/** Longer than reading a full table: 30 s a page, a few pages. */
const SYNC_LEASE_MS = 180_000;

interface SyncKey {
  accountId: string;
  programId: string;
  localDate: string;
}

/**
 * Before the first evaluation of a run: reads the external bot's progress table, once for all contacts. The
 * other evaluations wait for it. When it fails, the run goes on with what is known and its report says so.
 */
export async function syncProgress(
  deps: ProgramsDeps,
  definition: ProgramDefinition,
  key: SyncKey,
): Promise<void> {
  if (!deps.progressTable || !readsTable(definition)) return;
  const run = { accountId: key.accountId, programId: key.programId, localDate: key.localDate };
  const now = new Date(await deps.clock());
  if (!(await deps.runs.claimSync(run, now, SYNC_LEASE_MS))) {
    if ((await deps.runs.syncState(run)) === 'running') throw later('the progress table is being read', 1000);
    return;
  }
  const table = await deps.progressTable.readAll();
  if (!table.ok) return deps.runs.finishSync(run, 'failed', table.detail);
  const raised = await applyTable(deps, run, table.rows);
  await deps.runs.finishSync(run, 'done', `${table.rows.length} rows read, ${raised} days raised`);
}

/** Only programs that an external bot plays know its table. */
function readsTable(definition: ProgramDefinition): boolean {
  return definition.sessions.some((session) =>
    session.days.some((day) => day.content.kind === 'bot-trigger'),
  );
}

async function applyTable(deps: ProgramsDeps, run: SyncKey, rows: readonly TableProgress[]): Promise<number> {
  const phones = rows.map((row) => `+${row.clientNumber}`);
  const enrollments = await deps.enrollments.byPhones(run.accountId, run.programId, phones);
  const at = await deps.clock();
  let raised = 0;
  for (const row of rows) {
    const enrollment = enrollments.get(`+${row.clientNumber}`);
    if (!enrollment) continue;
    for (const report of row.reports) {
      if (report.status <= (dayAt(enrollment.state, report)?.status ?? 2)) continue;
      const recorded = await deps.progressReports.record(enrollment, { ...report, at }, 'progress table');
      if (recorded.changed) raised += 1;
    }
  }
  return raised;
}
