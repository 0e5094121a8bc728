import type { Command } from 'commander';
import { Option } from 'commander';
import { connectToApi } from '../api/connection';
import { readJsonFile } from '../programs/read-json-file';
import { printJson } from '../terminal/print-json';
import { stylesFor } from '../terminal/styles';
import { publicationText } from './bot-screens';
import { PLATFORMS } from './create.command';
import { agentFile, publishAgent } from './publish-agent';

/** `hilo bots agent`. */
export function registerBotAgent(bots: Command): void {
  bots
    .command('agent')
    .description('Make a bot that a language model answers for; again under the same name, its next version')
    .argument('<agent.json>', 'such as examples/agents/milo.json')
    .option('--name <name>', 'what the bot is called; as the file says when not given')
    .addOption(
      new Option('--platform <platform>', 'where it answers').choices(PLATFORMS).default('simulator'),
    )
    .option('--json', 'print the bot as JSON')
    .addHelpText('after', '\nExample:\n  $ hilo bots agent examples/agents/milo.json')
    .action(publish);
}

async function publish(
  file: string,
  { name, platform, json }: { name?: string; platform: string; json?: true },
): Promise<void> {
  const told = await readJsonFile(file, agentFile);
  const published = await publishAgent(connectToApi(), { ...told, name: name ?? told.name }, platform);
  if (json) printJson(published.bot);
  else console.log(publicationText(published, stylesFor()));
}
