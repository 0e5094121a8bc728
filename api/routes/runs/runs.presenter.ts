import type { RunLine, RunRow, RunTally } from '../../../db/repositories/run-reports';

/** What a decision came to, as the report counts it. */
export function presentRun(run: RunRow) {
  const end = run.lastDecisionAt ?? run.openedAt;
  return {
    date: run.localDate,
    openedAt: run.openedAt.toISOString(),
    closedAt: run.closedAt?.toISOString() ?? null,
    durationMs: Math.max(0, end.getTime() - run.openedAt.getTime()),
    evaluated: run.evaluated,
    sent: countOf(run.tallies, ({ kind, outcome }) => kind === 'send' && outcome === 'sent'),
    failed: countOf(run.tallies, ({ outcome }) => outcome === 'refused'),
    excluded: countOf(run.tallies, ({ kind, outcome }) => kind === 'exclude' && outcome === 'recorded'),
    omitted: omittedOf(run.tallies),
    responseMs: { p50: run.responseP50, p95: run.responseP95 },
    progressTable: { state: run.syncState, detail: run.syncDetail },
  };
}

export function presentRunLine(line: RunLine) {
  return {
    enrollmentId: line.enrollmentId,
    contactId: line.contactId,
    at: line.decidedAt.toISOString(),
    kind: line.kind,
    outcome: line.outcome,
    session: line.session,
    day: line.day,
    attempt: line.attempt,
    line: line.line,
    sendState: line.sendState,
  };
}

function countOf(tallies: readonly RunTally[], test: (tally: RunTally) => boolean): number {
  return tallies.filter(test).reduce((sum, { count }) => sum + count, 0);
}

function omittedOf(tallies: readonly RunTally[]): Record<string, number> {
  const omitted: Record<string, number> = {};
  for (const tally of tallies) {
    const reason = reasonOf(tally);
    if (reason !== null) omitted[reason] = (omitted[reason] ?? 0) + tally.count;
  }
  return omitted;
}

/** Why nothing went out, without the place it happened at; null for what was sent, refused or excluded. */
function reasonOf({ kind, outcome, line }: RunTally): string | null {
  if (outcome === 'held') return line.replace(/^held: /, '');
  if (outcome === 'opted-out') return 'opted out';
  if (outcome !== 'recorded') return null;
  if (kind === 'wait') return 'waiting for completion';
  if (kind !== 'skip') return null;
  return line.replace(/^skipped: /, '').replace(/^S\d+D\d+ is /, '');
}
