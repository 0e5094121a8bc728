import type { ChannelName } from '../messaging/channel-name';
import type { AlertAction } from './alert-action';
import type { SystemCondition } from './system-condition';

export const ALERT_SEVERITIES = ['low', 'medium', 'high'] as const;
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

export const ALERT_DIRECTIONS = ['inbound', 'outbound', 'both'] as const;
export type AlertDirection = (typeof ALERT_DIRECTIONS)[number];

/** What a rule looks for in messages. */
export type MessageCondition =
  | { type: 'keyword'; keywords: readonly string[]; match: 'any' | 'all' }
  | { type: 'regex'; pattern: string }
  /** Fires at this sentiment or below; −1 is as bad as it gets. */
  | { type: 'sentiment'; atMost: number };

/** What a rule looks for: in messages, or in the platform itself. */
export type AlertCondition = MessageCondition | SystemCondition;

/** Where a rule looks; an empty list means everywhere. */
export interface AlertScope {
  botIds: readonly string[];
  channels: readonly ChannelName[];
  /** Contacts with any of these. */
  tags: readonly string[];
}

export interface AlertRule {
  id: string;
  accountId: string;
  name: string;
  isActive: boolean;
  condition: AlertCondition;
  direction: AlertDirection;
  severity: AlertSeverity;
  scope: AlertScope;
  /** After it fired, it is silent about the same contact, channel, model or platform for this long. */
  cooldownSeconds: number;
  actions: readonly AlertAction[];
}

export const ALERT_STATES = ['open', 'acknowledged', 'resolved'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** From which states an alert can be brought into a state: none goes back. */
export const ALERT_STATES_BEFORE: Readonly<Record<Exclude<AlertState, 'open'>, readonly AlertState[]>> = {
  acknowledged: ['open'],
  resolved: ['open', 'acknowledged'],
};
