import type { Command } from 'commander';
import { registerScenarioCheck } from './check.command';
import { registerScenarioPlay } from './play.command';
import { registerScenarioRecord } from './record.command';

/** `hilo scenario`: check, play and record the script of a bot; nothing of it needs a server. */
export function registerScenario(program: Command): void {
  const scenario = program.command('scenario').description('Check, play and record the scenario of a bot');
  registerScenarioCheck(scenario);
  registerScenarioPlay(scenario);
  registerScenarioRecord(scenario);
}
