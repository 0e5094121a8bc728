import { proxyActivities, sleep } from '@temporalio/workflow';

const { touch } = proxyActivities<{ touch(): Promise<void> }>({ startToCloseTimeout: '10 seconds' });

/** The least a daily evaluation can be: one timer and one activity that does nothing; then a day's wait. */
export async function baselineWorkflow(dueAt: number): Promise<void> {
  await sleep(Math.max(1, dueAt - Date.now()));
  await touch();
  await sleep('1 day');
}
