import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { DayUsage } from '../../domain/llm/budget';
import type { ModelAttempt } from '../../domain/llm/usage';
import type { EpochMs } from '../../domain/time/moments';
import { prepared } from '../prepared';
import { returnedRows } from './send-mapping';

/** Who was asked for a step; its key names it for whoever looks, such as `turn:{dialog}:{turn}:{step}`. */
export interface CallsOfStep {
  stepKey: string;
  attempts: readonly ModelAttempt[];
}

export type ModelUsage = ReturnType<typeof createModelUsage>;

/** Every call of a model: who was asked for which step, how long it took and what it used. */
export function createModelUsage(db: DataSource) {
  return {
    async record(accountId: string, calls: CallsOfStep): Promise<void> {
      await db.query(RECORD_USAGE('$1', '$2'), [accountId, usageRows(calls)]);
    },

    /** What an account has used since midnight UTC. */
    async today(accountId: string, now: EpochMs): Promise<DayUsage> {
      const [row] = returnedRows<{ tokens: string; cost: string }>(
        await db.query(
          prepared(`SELECT coalesce(sum(input_tokens + output_tokens), 0) AS tokens, coalesce(sum(cost_micros), 0) AS cost
             FROM model_usage
            WHERE account_id = $1 AND started_at >= date_trunc('day', $2::timestamptz, 'UTC')`),
          [accountId, new Date(now)],
        ),
      );
      return { tokens: Number(row?.tokens ?? 0), costMicros: Number(row?.cost ?? 0) };
    },
  };
}

/** Records calls of an account, given as one JSON parameter, as the beginning of a statement. */
export const RECORD_USAGE = (accountId: string, calls: string) => `
  INSERT INTO model_usage (id, account_id, step_key, provider, model, outcome, started_at, ms, input_tokens,
    cached_input_tokens, output_tokens, cost_micros)
  SELECT id, ${accountId}::uuid, step_key, provider, model, outcome, started_at, ms, input_tokens, cached_input_tokens,
         output_tokens, cost_micros
    FROM json_populate_recordset(NULL::model_usage, ${calls}::json)`;

/** Calls as the parameter of `RECORD_USAGE`. */
export function usageRows({ stepKey, attempts }: CallsOfStep): string {
  const rows = attempts.map(({ provider, model, outcome, startedAt, ms, tokens, costMicros }) => ({
    ...{ id: uuidv7(), step_key: stepKey, provider, model, outcome },
    ...{ started_at: new Date(startedAt), ms: Math.round(ms), cost_micros: costMicros },
    ...{ input_tokens: tokens.input, cached_input_tokens: tokens.cachedInput, output_tokens: tokens.output },
  }));
  return JSON.stringify(rows);
}
