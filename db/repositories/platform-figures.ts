import type { DataSource } from 'typeorm';
import type { PlatformFigures } from '../../domain/platform/figures';
import { returnedRows } from './send-mapping';

/** What the metrics say of the database, over all accounts: counts that are kept, and indexed looks at what waits. */
export function createPlatformFigures(db: DataSource): PlatformFigures {
  const rows = async <T>(sql: string) => returnedRows<T>(await db.query(sql));
  return {
    sends: () => rows(SENDS),

    queues: () =>
      rows(`SELECT 'inbound' AS queue, count(*)::int AS count,
                   extract(epoch FROM now() - min(received_at))::float8 AS "oldestSeconds"
              FROM inbound_message WHERE handled_at IS NULL
             UNION ALL
            SELECT 'live', count(*)::int, extract(epoch FROM now() - min(at))::float8 FROM live_outbox`),

    models: () => rows(MODELS),
  };
}

const SENDS = `
  SELECT kept.channel, kept.state, kept.count,
         extract(epoch FROM now() - waiting.oldest)::float8 AS "oldestSeconds"
    FROM (SELECT labels[1] AS channel, labels[2] AS state, sum(count)::int AS count
            FROM platform_tally WHERE metric = 'sends' GROUP BY labels) AS kept
    LEFT JOIN LATERAL (
      SELECT coalesce(not_before, created_at) AS oldest FROM send
       WHERE send.state IN ('reserved','dispatching') AND send.state = kept.state AND send.channel = kept.channel
       ORDER BY coalesce(not_before, created_at) LIMIT 1) AS waiting ON kept.state IN ('reserved','dispatching')`;

const kept = (metric: string) => `coalesce(sum(count) FILTER (WHERE metric = '${metric}'), 0)::float8`;

const MODELS = `
  SELECT labels[1] AS provider, labels[2] AS model, labels[3] AS outcome, ${kept('model-calls')} AS calls,
         ${kept('model-input-tokens')} AS "inputTokens",
         ${kept('model-cached-input-tokens')} AS "cachedInputTokens",
         ${kept('model-output-tokens')} AS "outputTokens", ${kept('model-cost-micros')} AS "costMicros"
    FROM platform_tally WHERE metric LIKE 'model-%' GROUP BY labels`;
