/** The platform's sweep, run by one Temporal Schedule. */
export const SWEEP_WORKFLOW = 'sweepWorkflow';
export const SWEEP_SCHEDULE_ID = 'platform-sweep';

/** How many things each part of a sweep took care of. */
export interface SweepResult {
  settledSends: number;
  startedEnrollments: number;
  deliveredReports: number;
  handledMessages: number;
  closedRuns: number;
  startedCheckouts: number;
  remindedCarts: number;
  shownAppointments: number;
}
