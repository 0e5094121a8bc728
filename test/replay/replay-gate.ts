import '../support/quiet-temporal';
import { Worker, type ReplayWorkerOptions, type WorkflowBundleOption } from '@temporalio/worker';
import type { HistoryFile } from './history-files';

/** A history that the given workflow code would no longer write. */
export interface ReplayFailure {
  /** `enrollment/0.1.0-excluded`. */
  history: string;
  error: Error;
}

/** Replays histories against workflow code; empty when every running enrollment would survive its deployment. */
export async function replay(
  workflowBundle: WorkflowBundleOption,
  files: readonly HistoryFile[],
  more: Pick<ReplayWorkerOptions, 'sinks'> = {},
): Promise<ReplayFailure[]> {
  const histories = files.map(({ workflow, name, history }) => ({
    workflowId: `${workflow}/${name}`,
    history,
  }));
  const failures: ReplayFailure[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories(
    { workflowBundle, ...more },
    histories,
  )) {
    if (error) failures.push({ history: workflowId, error });
  }
  return failures;
}
