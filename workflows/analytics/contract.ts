/** The turn of the analytics, run by a Temporal Schedule. */
export const ANALYTICS_WORKFLOW = 'analyticsWorkflow';
export const ANALYTICS_SCHEDULE_ID = 'platform-analytics';

/** How many hours of accounts were counted. */
export interface AnalyticsResult {
  newHours: number;
  lateHours: number;
}
