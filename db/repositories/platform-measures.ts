import type { DataSource } from 'typeorm';
import type { Measured, SystemCondition } from '../../domain/alerts/system-condition';
import type { EpochMs } from '../../domain/time/moments';
import { returnedRows } from './send-mapping';

export type PlatformMeasures = ReturnType<typeof createPlatformMeasures>;

const MINUTE_MS = 60_000;

/** What system rules count, of one account. */
export function createPlatformMeasures(db: DataSource) {
  return {
    /** Everything the rule may be about, whether it is trouble or not. */
    async measure(accountId: string, condition: SystemCondition, now: EpochMs): Promise<Measured[]> {
      const since = 'minutes' in condition ? now - condition.minutes * MINUTE_MS : now;
      const moments: Record<SystemCondition['type'], EpochMs[]> = {
        'provider-down': [since, now],
        'failure-rate': [since],
        'broadcast-paused': [],
        'webhook-signatures': [since],
        'queue-age': [now],
        'calendar-revoked': [],
      };
      const parameters = [accountId, ...moments[condition.type].map((moment) => new Date(moment))];
      return returnedRows<Measured>(await db.query(STATEMENTS[condition.type], parameters));
    },
  };
}

/** A look costs no more while a broadcast of a hundred thousand runs: the newest of an account say enough. */
const RECENT_SENDS = `
  SELECT channel, state, attempts, dispatched_at, created_at FROM send
   WHERE account_id = $1 AND created_at > $2 ORDER BY created_at DESC LIMIT 5000`;

/** A call that was made and has no answer: lost, refused before it was heard, or still open after half a minute. */
const UNANSWERED = `(state = 'unconfirmed' OR (state = 'reserved' AND attempts > 0)
  OR (state = 'dispatching' AND dispatched_at < $3::timestamptz - interval '30 seconds'))`;

const STATEMENTS: Readonly<Record<SystemCondition['type'], string>> = {
  'provider-down': `
    WITH recent AS (${RECENT_SENDS}),
         answered AS (SELECT channel, max(dispatched_at) AS at FROM recent
                       WHERE state IN ('accepted','delivered','read','rejected') GROUP BY channel),
         asked AS (SELECT provider, model, outcome, started_at FROM model_usage
                    WHERE account_id = $1 AND started_at > $2),
         said AS (SELECT provider, model, max(started_at) AS at FROM asked WHERE outcome = 'answered'
                   GROUP BY provider, model)
    SELECT 'channel ' || channel AS subject, count(*) FILTER (WHERE ${UNANSWERED}
             AND coalesce(dispatched_at, created_at) > coalesce(answered.at, '-infinity'))::int AS count, 0 AS of
      FROM recent LEFT JOIN answered USING (channel) GROUP BY channel
    UNION ALL
    SELECT 'model ' || provider || ' ' || model, count(*) FILTER (WHERE outcome <> 'answered'
             AND started_at > coalesce(said.at, '-infinity'))::int, 0
      FROM asked LEFT JOIN said USING (provider, model) GROUP BY provider, model`,

  'failure-rate': `
    SELECT 'channel ' || channel AS subject, count(*) FILTER (WHERE state IN ('rejected','unconfirmed'))::int AS count,
           count(*)::int AS of
      FROM (${RECENT_SENDS}) AS recent
     WHERE state IN ('accepted','delivered','read','rejected','unconfirmed') GROUP BY channel`,

  'broadcast-paused': `
    SELECT 'broadcast ' || id AS subject, 1 AS count, 0 AS of FROM broadcast
     WHERE account_id = $1 AND state = 'paused' AND paused_itself`,

  'calendar-revoked': `
    SELECT 'calendar ' || provider AS subject, 1 AS count, 0 AS of FROM calendar_connection
     WHERE account_id = $1 AND state = 'revoked'`,

  'webhook-signatures': `
    SELECT platform AS subject, sum(count)::int AS count, 0 AS of FROM webhook_refusal
     WHERE account_id = $1 AND minute > $2 GROUP BY platform`,

  'queue-age': `
    SELECT 'a message to a contact' AS subject, 0 AS of,
           coalesce(extract(epoch FROM $2 - min(coalesce(not_before, scheduled_for, created_at))), 0)::int AS count
      FROM send WHERE account_id = $1 AND state = 'reserved' AND broadcast_id IS NULL
       AND coalesce(not_before, scheduled_for, created_at) <= $2
    UNION ALL
    SELECT 'a message from a contact', 0, coalesce(extract(epoch FROM $2 - min(received_at)), 0)::int
      FROM inbound_message WHERE account_id = $1 AND handled_at IS NULL AND received_at <= $2`,
};
