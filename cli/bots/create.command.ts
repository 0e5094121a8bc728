import type { Command } from 'commander';
import { Option } from 'commander';
import { scenarioSchema } from '../../api/routes/scenarios/scenario.schema';
import { checkScenario, mayBePublished } from '../../domain/conversations/check/check-scenario';
import type { Scenario } from '../../domain/conversations/scenario';
import { CHANNEL_NAMES } from '../../domain/messaging/channel-name';
import { connectToApi } from '../api/connection';
import { readJsonFile } from '../programs/read-json-file';
import { findingsReport } from '../scenarios/findings-report';
import { scenarioPorts } from '../scenarios/scenario-ports';
import { durationOption } from '../terminal/duration-option';
import { printJson } from '../terminal/print-json';
import { stylesFor } from '../terminal/styles';
import { publicationText } from './bot-screens';
import { publishBot } from './publish-bot';
import { standInsBeside } from './stand-ins';

interface CreateOptions {
  name?: string;
  platform: string;
  dayLength?: number;
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
    .addOption(
      new Option(
        '--day-length <length>',
        'for a demonstration: its days pass in 20s, 2m or 1h, its hours and minutes as much faster',
      ).argParser(durationOption),
    )
    .option('--json', 'print the bot as JSON')
    .addHelpText(
      'after',
      '\nFiles in a folder media beside the scenario stand in for addresses that end in their names.' +
        '\n\nExample:\n  $ hilo bots create examples/scenarios/restaurant-booking.json --name Reservas',
    )
    .action(create);
}

export const PLATFORMS: readonly string[] = [...CHANNEL_NAMES, 'whatsapp'];

async function create(file: string, options: CreateOptions): Promise<void> {
  const { name, platform, dayLength, json } = options;
  const scenario = faster(await readJsonFile(file, scenarioSchema), dayLength);
  const findings = checkScenario(scenario, scenarioPorts);
  if (!mayBePublished(findings)) {
    throw new Error(`${findingsReport(scenario, findings, stylesFor(process.stderr))}\nNothing was made.`);
  }
  const standIns = await standInsBeside(file);
  const wish = { name: name ?? scenario.name, platform, scenario, standIns };
  const published = await publishBot(connectToApi(), wish);
  if (published.findings.length > 0) {
    console.error(`${findingsReport(scenario, published.findings, stylesFor(process.stderr))}\n`);
  }
  if (json) printJson(published.bot);
  else console.log(publicationText(published, stylesFor()));
}

const DAY_S = 86_400;

function faster(scenario: Scenario, dayLength: number | undefined): Scenario {
  return dayLength === undefined ? scenario : { ...scenario, timeScale: DAY_S / dayLength };
}
