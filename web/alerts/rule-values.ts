import type { Action, Condition, Draft, Rule } from './rules-data';

/** What the form of a rule holds: the fields of every kind of condition, so that a change of mind loses none. */
export interface RuleValues extends Omit<Draft, 'condition' | 'cooldownSeconds' | 'scope'> {
  type: Condition['type'];
  keywords: string[];
  match: 'any' | 'all';
  pattern: string;
  atMost: Amount;
  failures: Amount;
  abovePercent: Amount;
  atLeastSends: Amount;
  atLeastWebhooks: Amount;
  minutes: Amount;
  scope: Draft['scope'];
  cooldownMinutes: Amount;
}

/** What a field of a number holds while somebody types in it. */
export type Amount = number | string;

export const MESSAGE_CONDITIONS = ['keyword', 'regex', 'sentiment'] as const;
export const PLATFORM_CONDITIONS = [
  'provider-down',
  'failure-rate',
  'broadcast-paused',
  'webhook-signatures',
  'queue-age',
  'calendar-revoked',
] as const;

const NOWHERE: Draft['scope'] = { botIds: [], channels: [], tags: [] };

export const NEW_RULE: RuleValues = {
  ...{ name: '', isActive: true, severity: 'medium', direction: 'inbound' },
  ...{ type: 'keyword', keywords: [], match: 'any', pattern: '', atMost: -0.4 },
  ...{ failures: 5, abovePercent: 20, atLeastSends: 20, atLeastWebhooks: 10, minutes: 15 },
  ...{ scope: NOWHERE, cooldownMinutes: 5, actions: [] },
};

/** Whether it looks into messages, rather than at the platform. */
export function isAboutMessages(type: Condition['type']): boolean {
  return MESSAGE_CONDITIONS.some((each) => each === type);
}

export function valuesOf(rule: Rule): RuleValues {
  const { condition, cooldownSeconds, ...same } = draftOf(rule);
  return { ...NEW_RULE, ...same, cooldownMinutes: cooldownSeconds / 60, ...fieldsOf(condition) };
}

function fieldsOf(condition: Condition): Partial<RuleValues> {
  const { type } = condition;
  switch (condition.type) {
    case 'failure-rate': {
      const { above, atLeast: atLeastSends, minutes } = condition;
      return { type, abovePercent: Math.round(above * 1000) / 10, atLeastSends, minutes };
    }
    case 'webhook-signatures':
      return { type, atLeastWebhooks: condition.atLeast, minutes: condition.minutes };
    default:
      return condition;
  }
}

/** What the API keeps of a rule. */
export function draftOf({ name, isActive, condition, direction, severity, scope, ...rest }: Rule): Draft {
  const { cooldownSeconds, actions } = rest;
  return { name, isActive, condition, direction, severity, scope, cooldownSeconds, actions };
}

/** The rule that a filled-in form stands for; what a rule about the platform cannot have is left out. */
export function draftOfValues(values: RuleValues): Draft {
  const { name, isActive, direction, severity, scope, cooldownMinutes, actions, type } = values;
  return {
    ...{ name, isActive, severity, direction, condition: conditionOf(values) },
    scope: isAboutMessages(type) ? scope : NOWHERE,
    cooldownSeconds: Math.round(Number(cooldownMinutes) * 60),
    actions: actions.filter(({ kind }) => mayDo(type, kind)),
  };
}

/** A rule about the platform has no contact that could be tagged or handed over. */
export function mayDo(type: Condition['type'], kind: Action['kind']): boolean {
  return isAboutMessages(type) || kind === 'webhook' || kind === 'email';
}

function conditionOf(values: RuleValues): Condition {
  const { type, keywords, match, pattern } = values;
  const minutes = Number(values.minutes);
  switch (type) {
    case 'keyword':
      return { type, keywords, match };
    case 'regex':
      return { type, pattern };
    case 'sentiment':
      return { type, atMost: Number(values.atMost) };
    case 'provider-down':
      return { type, failures: Number(values.failures), minutes };
    case 'failure-rate': {
      const above = Number(values.abovePercent) / 100;
      return { type, above, atLeast: Number(values.atLeastSends), minutes };
    }
    case 'broadcast-paused':
    case 'calendar-revoked':
      return { type };
    case 'webhook-signatures':
      return { type, atLeast: Number(values.atLeastWebhooks), minutes };
    case 'queue-age':
      return { type, minutes };
  }
}
