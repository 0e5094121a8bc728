import type { AlertReason } from './alert-reason';
import type { AlertRule, AlertSeverity } from './alert-rule';

/** What a rule looks for in the platform itself, rather than in messages. */
export type SystemCondition =
  /** A channel or a language model that gave no answer so many times in a row. */
  | { type: 'provider-down'; failures: number; minutes: number }
  /** More than this share of a channel's sends failed, of at least so many. */
  | { type: 'failure-rate'; above: number; atLeast: number; minutes: number }
  /** A broadcast that stopped itself. */
  | { type: 'broadcast-paused' }
  /** So many webhooks of a platform whose signature was missing or wrong. */
  | { type: 'webhook-signatures'; atLeast: number; minutes: number }
  /** Something is due for longer than this. */
  | { type: 'queue-age'; minutes: number }
  /** A connected calendar that its provider lets Hilo into no more. */
  | { type: 'calendar-revoked' };

export const SYSTEM_CONDITIONS = [
  'provider-down',
  'failure-rate',
  'broadcast-paused',
  'webhook-signatures',
  'queue-age',
  'calendar-revoked',
] as const satisfies readonly SystemCondition['type'][];

/** What was counted for a rule, of one thing that it may be about. */
export interface Measured {
  /** `channel twilio`, `model openai gpt-5`, `broadcast {id}` …: the same from look to look. */
  subject: string;
  /** Failures, refused webhooks, or seconds. */
  count: number;
  /** Out of how many; 0 where there is no whole. */
  of: number;
}

/** Whether what was counted is what the rule is about: why, or null. */
export function troubleIn(
  condition: SystemCondition,
  { count, of }: Omit<Measured, 'subject'>,
): AlertReason | null {
  switch (condition.type) {
    case 'provider-down':
      return count >= condition.failures ? { kind: 'no-answer', count } : null;
    case 'failure-rate':
      return of >= condition.atLeast && count > condition.above * of ? { kind: 'failures', count, of } : null;
    case 'broadcast-paused':
      return { kind: 'stopped-itself' };
    case 'webhook-signatures':
      return count >= condition.atLeast ? { kind: 'not-signed', count } : null;
    case 'queue-age':
      return count > condition.minutes * 60 ? { kind: 'waits', minutes: Math.floor(count / 60) } : null;
    case 'calendar-revoked':
      return { kind: 'lets-nobody-in' };
  }
}

export function isSystemCondition(condition: AlertRule['condition']): condition is SystemCondition {
  return SYSTEM_CONDITIONS.some((type) => type === condition.type);
}

/** What every account begins with, to change or switch off. */
export const FIRST_SYSTEM_RULES: readonly {
  name: string;
  severity: AlertSeverity;
  condition: SystemCondition;
}[] = [
  { name: 'Provider down', severity: 'high', condition: { type: 'provider-down', failures: 5, minutes: 15 } },
  {
    ...{ name: 'Sends fail', severity: 'high' },
    condition: { type: 'failure-rate', above: 0.2, atLeast: 20, minutes: 60 },
  },
  { name: 'Broadcast stopped itself', severity: 'medium', condition: { type: 'broadcast-paused' } },
  {
    ...{ name: 'Webhooks not signed', severity: 'medium' },
    condition: { type: 'webhook-signatures', atLeast: 10, minutes: 15 },
  },
  { name: 'Messages wait', severity: 'high', condition: { type: 'queue-age', minutes: 10 } },
  { name: 'Calendar revoked', severity: 'high', condition: { type: 'calendar-revoked' } },
];
