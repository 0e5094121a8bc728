import type { ProgramRuns, RunKey } from '../../db/repositories/program-runs';
import type { EpochMs } from '../../domain/time/moments';

/** Runs remembered as open; more than a day ever has. */
const MOST_RUNS = 1000;

export type OpenRuns = ReturnType<typeof createOpenRuns>;

/** Opens each run once from this process: thousands of evaluations share it. */
export function createOpenRuns(runs: ProgramRuns) {
  const open = new Set<string>();
  return {
    async open(run: RunKey, at: EpochMs): Promise<void> {
      const key = `${run.programId}:${run.localDate}`;
      if (open.has(key)) return;
      await runs.open(run, new Date(at));
      if (open.size >= MOST_RUNS) open.clear();
      open.add(key);
    },
  };
}
