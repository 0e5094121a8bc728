import type { DataSource } from 'typeorm';
import type { PlatformFigures } from '../../domain/platform/figures';
import { returnedRows } from './send-mapping';

/** What the metrics say of the database, over all accounts; each is one look at a whole table. */
export function createPlatformFigures(db: DataSource): PlatformFigures {
  const rows = async <T>(sql: string) => returnedRows<T>(await db.query(sql));
  return {
    sends: () =>
      rows(`SELECT channel, state, count(*)::int AS count,
                   extract(epoch FROM now() - min(coalesce(not_before, created_at))
                     FILTER (WHERE state IN ('reserved','dispatching')))::float8 AS "oldestSeconds"
              FROM send GROUP BY channel, state`),

    queues: () =>
      rows(`SELECT 'inbound' AS queue, count(*)::int AS count,
                   extract(epoch FROM now() - min(received_at))::float8 AS "oldestSeconds"
              FROM inbound_message WHERE handled_at IS NULL
             UNION ALL
            SELECT 'live', count(*)::int, extract(epoch FROM now() - min(at))::float8 FROM live_outbox`),

    models: () =>
      rows(`SELECT provider, model, outcome, count(*)::int AS calls, sum(input_tokens)::float8 AS "inputTokens",
                   sum(cached_input_tokens)::float8 AS "cachedInputTokens",
                   sum(output_tokens)::float8 AS "outputTokens", coalesce(sum(cost_micros), 0)::float8 AS "costMicros"
              FROM model_usage GROUP BY provider, model, outcome`),
  };
}
