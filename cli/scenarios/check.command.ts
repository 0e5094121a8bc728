import type { Command } from 'commander';
import { scenarioSchema } from '../../api/routes/scenarios/scenario.schema';
import { checkScenario, mayBePublished } from '../../domain/conversations/check/check-scenario';
import { readJsonFile } from '../programs/read-json-file';
import { stylesFor } from '../terminal/styles';
import { findingsReport } from './findings-report';
import { scenarioPorts } from './scenario-ports';

export function registerScenarioCheck(scenario: Command): void {
  scenario
    .command('check')
    .description('Say what is wrong with a scenario, step by step; fails when it could not be published')
    .argument('<scenario.json>', 'such as examples/scenarios/restaurant-booking.json')
    .option('--json', 'print the findings as one line of JSON')
    .action(check);
}

async function check(file: string, { json }: { json?: true }): Promise<void> {
  const scenario = await readJsonFile(file, scenarioSchema);
  const findings = checkScenario(scenario, scenarioPorts);
  console.log(json ? JSON.stringify(findings) : findingsReport(scenario, findings, stylesFor()));
  if (!mayBePublished(findings)) process.exitCode = 1;
}
