import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';

const { touch } = proxyActivities<{ touch(whose?: number): Promise<void> }>({
  startToCloseTimeout: '10 seconds',
});

/** The least a daily evaluation can be: one timer and one activity that does nothing; then a day's wait. */
export async function baselineWorkflow(dueAt: number): Promise<void> {
  await sleep(Math.max(1, dueAt - Date.now()));
  await touch();
  await sleep('1 day');
}

export const nudged = defineSignal('nudged');

/** The least a conversation can be: one activity that does nothing for every signal. */
export async function signalledBaseline(whose: number): Promise<void> {
  let waiting = 0;
  setHandler(nudged, () => {
    waiting += 1;
  });
  while (!workflowInfo().continueAsNewSuggested) {
    await condition(() => waiting > 0);
    waiting -= 1;
    await touch(whose);
  }
  await continueAsNew<typeof signalledBaseline>(whose);
}
