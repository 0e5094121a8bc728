import type { Finding } from '../../domain/conversations/check/finding';
import type { Scenario } from '../../domain/conversations/scenario';
import { languagesOf } from '../../domain/conversations/scenario';
import { count } from '../terminal/count';
import type { Styles } from '../terminal/styles';

/** A finding as far as it is shown. */
type Shown = Pick<Finding, 'severity' | 'step' | 'message'>;

/** What a check found, for a person: a line of totals, then a line a finding. */
export function findingsReport(scenario: Scenario, findings: readonly Shown[], styles: Styles): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const totals = [
    `${scenario.name}: ${count(Object.keys(scenario.steps).length, 'step')}`,
    languagesOf(scenario).join(' and '),
    count(errors, 'error'),
    count(findings.length - errors, 'warning'),
  ];
  return [totals.join(', '), ...findings.map((finding) => line(finding, styles))].join('\n');
}

function line({ severity, step, message }: Shown, styles: Styles): string {
  const colour = severity === 'error' ? styles.red : styles.yellow;
  return `${colour(severity.padEnd(7))} ${styles.bold(step ?? 'scenario')}: ${message}`;
}
