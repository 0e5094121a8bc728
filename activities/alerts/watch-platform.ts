import type { PlatformMeasures } from '../../db/repositories/platform-measures';
import type { SystemAlerts, SystemRule } from '../../db/repositories/system-alerts';
import type { WebhookRefusals } from '../../db/repositories/webhook-refusals';
import { decideStanding } from '../../domain/alerts/decide-standing';
import type { EpochMs } from '../../domain/time/moments';
import type { Clock } from '../messaging/dispatcher';

export interface WatchDeps {
  systemAlerts: SystemAlerts;
  measures: PlatformMeasures;
  refusals: Pick<WebhookRefusals, 'forget'>;
  clock: Clock;
}

/** One look of every system rule at its account; says how many alerts were raised and how many are over. */
export async function watchPlatform(deps: WatchDeps): Promise<{ raised: number; cleared: number }> {
  const now = await deps.clock();
  const failures: unknown[] = [];
  const sum = { raised: 0, cleared: 0 };
  for (const rule of await deps.systemAlerts.rules()) {
    try {
      const { raise, clear } = await lookFor(deps, rule, now);
      sum.raised += raise.length;
      sum.cleared += clear.length;
    } catch (error) {
      // One rule that fails must not keep the others from their look.
      failures.push(error);
    }
  }
  await deps.refusals.forget(now);
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} rules failed`);
  return sum;
}

async function lookFor({ systemAlerts, measures }: WatchDeps, rule: SystemRule, now: EpochMs) {
  const { accountId, condition, cooldownSeconds, isActive } = rule;
  const standing = await systemAlerts.standing(rule, now - cooldownSeconds * 1000);
  const measured = isActive ? await measures.measure(accountId, condition, now) : [];
  const decision = decideStanding({ rule, measured, standing }, now);
  await systemAlerts.apply(rule, decision, now);
  return decision;
}
