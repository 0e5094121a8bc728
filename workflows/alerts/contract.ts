/** What is done about alerts, run by one Temporal Schedule of its own: a receiver that hangs holds up no sweep. */
export const ALERTS_WORKFLOW = 'alertsWorkflow';
export const ALERTS_SCHEDULE_ID = 'platform-alerts';

/** A look at the platform for system rules, by a Schedule of its own. */
export const WATCH_WORKFLOW = 'watchWorkflow';
export const WATCH_SCHEDULE_ID = 'platform-watch';

export interface AlertsResult {
  /** Messages whose sentiment a language model read. */
  readSentiments: number;
  /** Tries of webhooks, emails, handoffs and tags. */
  triedActions: number;
}

export interface WatchResult {
  /** Alerts that were raised, and alerts whose condition is over. */
  raised: number;
  cleared: number;
}
