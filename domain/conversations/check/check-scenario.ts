import type { ConversationPorts } from '../ports';
import type { Scenario } from '../scenario';
import { checkContents } from './check-contents';
import { checkFlow } from './check-flow';
import { checkVariables } from './check-variables';
import type { Finding, Known } from './finding';

/** Everything that can be said about a scenario without playing it, errors first. */
export function checkScenario(scenario: Scenario, ports: ConversationPorts, known: Known = {}): Finding[] {
  const findings = [
    ...checkFlow(scenario),
    ...checkVariables(scenario),
    ...checkContents(scenario, ports, known),
  ];
  return [
    ...findings.filter(({ severity }) => severity === 'error'),
    ...findings.filter(({ severity }) => severity === 'warning'),
  ];
}

/** Whether a scenario with these findings may be published. */
export function mayBePublished(findings: readonly Finding[]): boolean {
  return findings.every(({ severity }) => severity !== 'error');
}
