import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { ruleMessages } from './rule.messages';
import type { Condition } from './rules-data';

/** What a rule looks for, in a line. */
export function useConditionWords(): (condition: Condition) => string {
  const t = useMessages(ruleMessages);
  const { number, percent } = useFormats();
  return (condition) => {
    switch (condition.type) {
      case 'keyword':
        return condition.keywords.join(', ');
      case 'regex':
        return condition.pattern;
      case 'sentiment':
        return t.moodOf(number(condition.atMost));
      case 'provider-down':
        return t.downOf(number(condition.failures), number(condition.minutes));
      case 'failure-rate':
        return t.failingOf(percent(condition.above), number(condition.minutes));
      case 'broadcast-paused':
        return t.conditions['broadcast-paused'];
      case 'calendar-revoked':
        return t.conditions['calendar-revoked'];
      case 'webhook-signatures':
        return t.unsignedOf(number(condition.atLeast), number(condition.minutes));
      case 'queue-age':
        return t.waitingOf(number(condition.minutes));
    }
  };
}
