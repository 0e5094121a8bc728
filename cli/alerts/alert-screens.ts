import type { z } from 'zod';
import type { alertView, ruleView, testView } from '../../api/routes/alerts/alerts.schema';
import type { Styles } from '../terminal/styles';
import { table } from '../terminal/table';
import { cut } from '../terminal/text-width';
import { timeText } from '../terminal/times';

export type Alert = z.output<typeof alertView>;
export type Rule = z.output<typeof ruleView>;
export type Tried = z.output<typeof testView>;

const TEXT_WIDTH = 40;

export function alertsTable(alerts: readonly Alert[], styles: Styles): string {
  const columns = ['raised', 'severity', 'rule', 'found', 'message', 'state', 'actions', 'id'];
  const rows = alerts.map((alert) => [
    timeText(alert.raisedAt),
    severityText(alert.severity, styles),
    alert.rule.name,
    cut(alert.why, TEXT_WIDTH),
    cut(alert.message?.text ?? '', TEXT_WIDTH),
    stateText(alert),
    actionsText(alert, styles),
    styles.dim(alert.id),
  ]);
  return table(
    columns.map((title) => ({ title })),
    rows,
    styles,
  );
}

/** One alert after something was done to it, with why its actions failed. */
export function alertText(alert: Alert, styles: Styles): string {
  const failed = alert.actions.filter(({ state }) => state === 'failed');
  const reasons = failed.map(({ kind, reason }) => `  ${styles.red(`${kind} failed`)}: ${reason ?? ''}`);
  return [
    `${alert.rule.name}: ${stateText(alert)}. ${actionsText(alert, styles)}`.trimEnd(),
    ...reasons,
  ].join('\n');
}

export function rulesTable(rules: readonly Rule[], styles: Styles): string {
  const columns = ['name', 'looks for', 'severity', 'actions', 'active', 'id'];
  const rows = rules.map((rule) => [
    rule.name,
    cut(conditionText(rule), TEXT_WIDTH),
    severityText(rule.severity, styles),
    rule.actions.map(({ kind }) => kind).join(', '),
    rule.isActive ? 'yes' : styles.yellow('no'),
    styles.dim(rule.id),
  ]);
  return table(
    columns.map((title) => ({ title })),
    rows,
    styles,
  );
}

/** Which rules would fire on a text, and what they would do. */
export function triedText({ sentiment, fires }: Tried): string {
  const feeling = sentiment === null ? 'none that a word tells' : sentiment.toFixed(2);
  const lines = fires.flatMap(({ name, why, actions }) => [
    `${name}: ${why}`,
    ...actions.map(({ would }) => `  would ${would}`),
  ]);
  return [`Sentiment: ${feeling}`, ...(lines.length > 0 ? lines : ['No rule fires.'])].join('\n');
}

function conditionText({ condition }: Rule): string {
  switch (condition.type) {
    case 'keyword':
      return condition.keywords.join(', ');
    case 'regex':
      return condition.pattern;
    case 'sentiment':
      return `sentiment at most ${condition.atMost}`;
    case 'provider-down':
      return `${condition.failures} calls in a row without an answer`;
    case 'failure-rate':
      return `more than ${Math.round(condition.above * 100)} % of sends failed`;
    case 'broadcast-paused':
      return 'a broadcast that stopped itself';
    case 'calendar-revoked':
      return 'a connected calendar that lets nobody in';
    case 'webhook-signatures':
      return `${condition.atLeast} webhooks not signed`;
    case 'queue-age':
      return `waiting for ${condition.minutes} minutes`;
  }
}

function stateText({ state, acknowledged, resolved }: Alert): string {
  const by = (resolved ?? acknowledged)?.by;
  return by === undefined ? state : `${state} by ${by}`;
}

function actionsText({ actions }: Alert, styles: Styles): string {
  return actions
    .map(({ kind, state }) => (state === 'failed' ? styles.red(`${kind} failed`) : `${kind} ${state}`))
    .join(', ');
}

function severityText(severity: Alert['severity'], styles: Styles): string {
  return severity === 'high' ? styles.red(severity) : severity;
}
