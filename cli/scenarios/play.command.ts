import type { Command } from 'commander';
import type { PlayOptions } from './play-file';
import { playFile, playOptions } from './play-file';

export function registerScenarioPlay(scenario: Command): void {
  playOptions(
    scenario
      .command('play')
      .description('Talk to a scenario in this terminal, on a clock that /wait moves')
      .argument('<scenario.json>', 'such as examples/scenarios/restaurant-booking.json'),
  )
    .addHelpText(
      'after',
      '\nExamples:\n  $ hilo scenario play examples/scenarios/onboarding.json\n  $ printf "1\\n4\\n/state\\n" | hilo scenario play examples/scenarios/restaurant-booking.json',
    )
    .action(async (file: string, options: PlayOptions) => {
      await playFile(file, options);
    });
}
