import type { Client } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';

export interface Run {
  runId: string;
  history: temporal.api.history.v1.IHistory;
  events: temporal.api.history.v1.IHistoryEvent[];
}

/** Every run of a workflow id, from a given one along its continue-as-news. */
export async function fetchRuns(client: Client, workflowId: string, firstRunId: string): Promise<Run[]> {
  const runs: Run[] = [];
  let runId: string | null | undefined = firstRunId;
  while (runId) {
    const history: temporal.api.history.v1.IHistory = await client.workflow
      .getHandle(workflowId, runId)
      .fetchHistory();
    const events = history.events ?? [];
    runs.push({ runId, history, events });
    runId = events.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  }
  return runs;
}
