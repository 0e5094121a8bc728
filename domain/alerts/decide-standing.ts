import type { EpochMs } from '../time/moments';
import type { AlertReason } from './alert-reason';
import { troubleIn, type Measured, type SystemCondition } from './system-condition';

/** An alert of a system rule, raised not long ago or not over. */
export interface StandingAlert {
  id: string;
  subject: string;
  raisedAt: EpochMs;
  /** When its condition was seen to be over; null while it lasts. */
  clearedAt: EpochMs | null;
}

export interface StandingFacts {
  rule: { condition: SystemCondition; cooldownSeconds: number };
  measured: readonly Measured[];
  standing: readonly StandingAlert[];
}

export interface StandingDecision {
  raise: { subject: string; reason: AlertReason }[];
  /** Alerts whose condition is over. */
  clear: string[];
}

/**
 * What follows from one look at the platform: a condition that lasts is one alert however often it is looked at, and
 * also when somebody resolved it; one that comes back within the cooldown is not raised again before its end.
 */
export function decideStanding({ rule, measured, standing }: StandingFacts, now: EpochMs): StandingDecision {
  const troubles = new Map<string, AlertReason>();
  for (const one of measured) {
    const reason = troubleIn(rule.condition, one);
    if (reason !== null) troubles.set(one.subject, reason);
  }
  const lasting = standing.filter(({ clearedAt }) => clearedAt === null);
  const quietSince = now - rule.cooldownSeconds * 1000;
  const silent = new Set(
    standing
      .filter(({ clearedAt, raisedAt }) => clearedAt === null || raisedAt > quietSince)
      .map(({ subject }) => subject),
  );
  return {
    raise: [...troubles].flatMap(([subject, reason]) => (silent.has(subject) ? [] : [{ subject, reason }])),
    clear: lasting.filter(({ subject }) => !troubles.has(subject)).map(({ id }) => id),
  };
}
