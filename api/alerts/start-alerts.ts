import type { AlertChecks, DueCheck, RaisedAlert } from '../../db/repositories/alert-checks';
import type { AlertRule } from '../../domain/alerts/alert-rule';
import { matchRule } from '../../domain/alerts/match-rule';
import type { PatternMatcher } from '../../domain/conversations/ports';
import type { Logger } from '../../observability/logger';
import { repeatedly } from '../repeatedly';

export interface AlertParts {
  checks: AlertChecks;
  patterns: PatternMatcher;
  logger: Logger;
}

const EVERY_MS = 250;
const AT_ONCE = 100;

/** Looks at what was written since, as long as the process runs; what a process leaves behind another takes. */
export function startAlerts({ checks, patterns, logger }: AlertParts): { stop(): Promise<void> } {
  return repeatedly({
    ...{ pauseMs: () => EVERY_MS, logger, failed: 'messages cannot be looked at for alerts; trying again' },
    async work() {
      while ((await checks.work(AT_ONCE, (due, rules) => judge(due, rules, patterns))) === AT_ONCE);
    },
  });
}

/** Every rule of an account on each of its messages. */
function judge(
  due: readonly DueCheck[],
  rules: readonly AlertRule[],
  patterns: PatternMatcher,
): RaisedAlert[] {
  return due.flatMap((check) =>
    rules
      .filter(({ accountId }) => accountId === check.accountId)
      .flatMap((rule) => {
        const reason = matchRule(rule, check, patterns);
        return reason === null ? [] : [{ rule, check, reason }];
      }),
  );
}
