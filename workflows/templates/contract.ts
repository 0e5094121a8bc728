/** Looks at the lists of templates that providers have: of one account, or of all by a Temporal Schedule. */
export const TEMPLATE_SYNC_WORKFLOW = 'templateSyncWorkflow';
export const TEMPLATE_SYNC_SCHEDULE_ID = 'template-sync';

/** `template-sync:{account id}`: one at a time for an account. */
export function templateSyncWorkflowId(accountId: string): string {
  return `template-sync:${accountId}`;
}

export interface TemplateSyncInput {
  v: 1;
  /** Every account when absent. */
  accountId?: string;
  /** Of all accounts, those after this one. */
  after?: string;
}

/** How many senders' lists were read, and how many could not be. */
export interface TemplateSyncResult {
  listed: number;
  failed: number;
}
