import type { DataSource, EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { DayUsage } from '../../domain/llm/budget';
import type { ModelAttempt } from '../../domain/llm/usage';
import type { EpochMs } from '../../domain/time/moments';
import { returnedRows } from './send-mapping';

export type ModelUsage = ReturnType<typeof createModelUsage>;

/** Every call of a model: who was asked for which step, how long it took and what it used. */
export function createModelUsage(db: DataSource) {
  return {
    /** `stepKey` names the step for whoever looks, such as `turn:{dialog}:{turn}:{step}`; no text of anybody. */
    async record(
      accountId: string,
      { stepKey, attempts }: { stepKey: string; attempts: readonly ModelAttempt[] },
      unit: EntityManager = db.manager,
    ): Promise<void> {
      for (const { provider, model, outcome, startedAt, ms, tokens, costMicros } of attempts) {
        await unit.query(
          `INSERT INTO model_usage (id, account_id, step_key, provider, model, outcome, started_at, ms,
             input_tokens, cached_input_tokens, output_tokens, cost_micros)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
          [
            ...[uuidv7(), accountId, stepKey, provider, model, outcome, new Date(startedAt), Math.round(ms)],
            ...[tokens.input, tokens.cachedInput, tokens.output, costMicros],
          ],
        );
      }
    },

    /** What an account has used since midnight UTC. */
    async today(accountId: string, now: EpochMs): Promise<DayUsage> {
      const [row] = returnedRows<{ tokens: string; cost: string }>(
        await db.query(
          `SELECT coalesce(sum(input_tokens + output_tokens), 0) AS tokens, coalesce(sum(cost_micros), 0) AS cost
             FROM model_usage
            WHERE account_id = $1 AND started_at >= date_trunc('day', $2::timestamptz, 'UTC')`,
          [accountId, new Date(now)],
        ),
      );
      return { tokens: Number(row?.tokens ?? 0), costMicros: Number(row?.cost ?? 0) };
    },
  };
}
