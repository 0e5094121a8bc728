import type { Command } from 'commander';
import { Option } from 'commander';
import { scenarioSchema } from '../../api/routes/scenarios/scenario.schema';
import { checkScenario, mayBePublished } from '../../domain/conversations/check/check-scenario';
import { CHANNEL_NAMES } from '../../domain/messaging/channel-name';
import { connectToApi } from '../api/connection';
import { readJsonFile } from '../programs/read-json-file';
import { findingsReport } from '../scenarios/findings-report';
import { scenarioPorts } from '../scenarios/scenario-ports';
import { printJson } from '../terminal/print-json';
import { stylesFor } from '../terminal/styles';
import { publicationText } from './bot-screens';
import { publishBot } from './publish-bot';

interface CreateOptions {
  name?: string;
  platform: string;
  json?: true;
}

/** `hilo bots create`. */
export function registerBotCreate(bots: Command): void {
  bots
    .command('create')
    .description('Make a bot that follows a scenario; again under the same name publishes its next version')
    .argument('<scenario.json>', 'such as examples/scenarios/restaurant-booking.json')
    .option('--name <name>', 'what the bot is called; as its scenario when not given')
    .addOption(
      new Option('--platform <platform>', 'where it answers').choices(PLATFORMS).default('simulator'),
    )
    .option('--json', 'print the bot as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  $ hilo bots create examples/scenarios/restaurant-booking.json --name Reservas',
    )
    .action(create);
}

export const PLATFORMS: readonly string[] = [...CHANNEL_NAMES, 'whatsapp'];

async function create(file: string, { name, platform, json }: CreateOptions): Promise<void> {
  const scenario = await readJsonFile(file, scenarioSchema);
  const findings = checkScenario(scenario, scenarioPorts);
  if (!mayBePublished(findings)) {
    throw new Error(`${findingsReport(scenario, findings, stylesFor(process.stderr))}\nNothing was made.`);
  }
  const wish = { name: name ?? scenario.name, platform, scenario };
  const published = await publishBot(connectToApi(), wish);
  if (published.findings.length > 0) {
    console.error(`${findingsReport(scenario, published.findings, stylesFor(process.stderr))}\n`);
  }
  if (json) printJson(published.bot);
  else console.log(publicationText(published, stylesFor()));
}
