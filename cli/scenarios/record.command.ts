import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { recordedState } from '../../domain/conversations/recording';
import type { PlayOptions } from './play-file';
import { playFile, playOptions } from './play-file';

interface RecordOptions extends PlayOptions {
  out: string;
  description: string;
  force?: true;
}

export function registerScenarioRecord(scenario: Command): void {
  playOptions(
    scenario
      .command('record')
      .description('Talk to a scenario and keep the conversation as a golden test')
      .argument('<scenario.json>', 'such as examples/scenarios/restaurant-booking.json')
      .requiredOption(
        '--out <file>',
        'such as test/fixtures/conversations/restaurant-booking.large-group.json',
      )
      .option('--description <sentence>', 'the rule the conversation shows', 'a conversation as recorded')
      .option('--force', 'overwrite the file'),
  ).action(record);
}

async function record(file: string, { out, description, force, ...options }: RecordOptions): Promise<void> {
  const { turns, state, startsAt, facts } = await playFile(file, options);
  const recording = {
    description,
    scenario: file,
    startsAt: new Date(startsAt).toISOString(),
    ...facts,
    turns,
    state: recordedState(state),
  };
  await writeFile(out, `${JSON.stringify(recording, null, 2)}\n`, { flag: force ? 'w' : 'wx' }).catch(
    (error: unknown) => {
      const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      throw exists ? new Error(`${out} exists: choose another name, or add --force.`) : error;
    },
  );
  console.log(`${turns.length} turns in ${out}`);
}
