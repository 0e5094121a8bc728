import type { PatternMatcher } from '../conversations/ports';
import type { ChannelName } from '../messaging/channel-name';
import { plainWords } from '../messaging/plain-words';
import type { AlertReason } from './alert-reason';
import type { AlertRule } from './alert-rule';
import { sentimentOf } from './sentiment';

/** A message as rules look at it. */
export interface WatchedMessage {
  direction: 'inbound' | 'outbound';
  text: string;
  botId: string | null;
  channel: ChannelName;
  contactTags: readonly string[];
  /** What a model made of it, from −1 to 1; null where the lists of words are to say. */
  sentiment: number | null;
}

/** Why the rule fires on the message, in words of the rule and never of the message; null when it does not. */
export function matchRule(
  rule: AlertRule,
  message: WatchedMessage,
  patterns: PatternMatcher,
): AlertReason | null {
  return rule.isActive && looksAt(rule, message) ? found(rule, message, patterns) : null;
}

function looksAt({ direction, scope }: AlertRule, message: WatchedMessage): boolean {
  if (direction !== 'both' && direction !== message.direction) return false;
  if (scope.channels.length > 0 && !scope.channels.includes(message.channel)) return false;
  if (scope.tags.length > 0 && !scope.tags.some((tag) => message.contactTags.includes(tag))) return false;
  return scope.botIds.length === 0 || (message.botId !== null && scope.botIds.includes(message.botId));
}

function found(
  { condition }: AlertRule,
  { text, sentiment }: WatchedMessage,
  patterns: PatternMatcher,
): AlertReason | null {
  switch (condition.type) {
    case 'keyword':
      return keywordsIn(condition, text);
    case 'regex':
      return patterns.matches(condition.pattern, text)
        ? { kind: 'pattern', pattern: condition.pattern }
        : null;
    case 'sentiment':
      return sentimentAtMost(condition.atMost, sentiment ?? sentimentOf(text));
    default:
      // It is about the platform, not about messages.
      return null;
  }
}

/** Whole words, without case and accents: "mal" is not in "normal". */
function keywordsIn(
  { keywords, match }: { keywords: readonly string[]; match: 'any' | 'all' },
  text: string,
): AlertReason | null {
  const said = ` ${plainWords(text)} `;
  const there = keywords.filter((keyword) => {
    const plain = plainWords(keyword);
    return plain !== '' && said.includes(` ${plain} `);
  });
  const fires = match === 'all' ? there.length === keywords.length : there.length > 0;
  return fires && there.length > 0 ? { kind: 'keywords', words: there } : null;
}

function sentimentAtMost(atMost: number, score: number | null): AlertReason | null {
  return score !== null && score <= atMost ? { kind: 'sentiment', score } : null;
}
