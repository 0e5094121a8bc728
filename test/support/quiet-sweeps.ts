import type { SweepsActivities } from '../../activities/sweeps.activities';

const quiet = () => Promise.resolve(0);

/** A sweep that finds nothing left behind. */
export const quietSweeps: SweepsActivities = {
  startEnrollments: quiet,
  handleMessages: quiet,
  deliverReports: quiet,
  settleSends: quiet,
  closeRuns: quiet,
  startCheckouts: quiet,
  remindOfCarts: quiet,
  showAppointments: quiet,
};
