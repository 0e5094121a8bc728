import type { DueAction } from '../db/repositories/alert-actions';
import { afterTry, type ActionResult } from '../domain/alerts/action-course';
import type { AlertsDeps } from './alerts/alerts-deps';
import { performAction } from './alerts/perform-action';
import { readSentiments } from './alerts/read-sentiments';
import { watchPlatform } from './alerts/watch-platform';

export type AlertsActivities = ReturnType<typeof createAlertsActivities>;

const LANES = 8;
/** The next run takes the rest. */
const AT_MOST_MS = 20_000;
/** Longer than any one try, so that nobody else begins it meanwhile. */
const LEASE_MS = 120_000;

/** What is done about alerts. */
export function createAlertsActivities(deps: AlertsDeps) {
  return {
    /** Does what is due, and says how many tries that took; one that fails keeps no other from its turn. */
    async performAlertActions(): Promise<number> {
      const stopAt = performance.now() + AT_MOST_MS;
      let tried = 0;
      const lane = async () => {
        while (performance.now() < stopAt) {
          const [due] = await deps.actions.claim(1, { now: await deps.clock(), leaseMs: LEASE_MS });
          if (!due) return;
          const result = await tryOnce(deps, due);
          const now = await deps.clock();
          await deps.actions.settle(due, afterTry(result, due.tries, now), now);
          tried += 1;
        }
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      return tried;
    },

    watchPlatform: () => watchPlatform(deps),

    readSentiments: () => readSentiments(deps),
  };
}

async function tryOnce(deps: AlertsDeps, due: DueAction): Promise<ActionResult> {
  try {
    return await performAction(deps, due);
  } catch (error) {
    deps.onFailure(due, error);
    return { kind: 'failed', reason: 'it failed within Hilo itself; the log says why', lasting: false };
  }
}
