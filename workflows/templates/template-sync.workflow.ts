import { continueAsNew, proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { TemplatesActivities } from '../../activities/templates.activities';
import type { TemplateSyncInput, TemplateSyncResult } from './contract';

const { accountsToSync, syncAccount } = proxyActivities<TemplatesActivities>({
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '1 minute',
  // What a provider refuses is an answer that is kept; only what fails in Hilo itself is tried again.
  retry: { maximumAttempts: 3 },
});

/** One account's templates, or those of a page of accounts and then the next page in a run of its own. */
export async function templateSyncWorkflow(input: TemplateSyncInput): Promise<TemplateSyncResult> {
  if (input.accountId !== undefined) return syncAccount({ accountId: input.accountId });
  const accounts = await accountsToSync({ after: input.after ?? null });
  const total = { listed: 0, failed: 0 };
  for (const accountId of accounts) {
    const { listed, failed } = await syncAccount({ accountId });
    total.listed += listed;
    total.failed += failed;
    setCurrentDetails(`${total.listed} lists read, ${total.failed} not`);
  }
  const last = accounts.at(-1);
  if (last !== undefined) await continueAsNew<typeof templateSyncWorkflow>({ v: 1, after: last });
  return total;
}
