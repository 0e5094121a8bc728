import type { Command } from 'commander';
import { publishedView, versionPage } from '../../api/routes/scenarios/scenarios.views';
import { connectToApi } from '../api/connection';
import { readSome } from '../api/read-pages';
import { wholeNumber } from '../programs/read-simulation';
import { printJson } from '../terminal/print-json';
import { stylesFor } from '../terminal/styles';
import { table } from '../terminal/table';
import { timeText } from '../terminal/times';
import type { Bot } from './find-bot';
import { BOT_HELP, findBot } from './find-bot';

/** `hilo bots versions|rollback`: what the active scenario of a bot said before. */
export function registerBotVersions(bots: Command): void {
  bots
    .command('versions')
    .description('The published versions of the scenario a bot follows, newest first')
    .argument('[bot]', BOT_HELP)
    .option('--limit <n>', 'how many to show', wholeNumber(1, 10_000), 20)
    .option('--json', 'print JSON')
    .action(versions);
  bots
    .command('rollback')
    .description('Publish what an earlier version of its scenario said, as the next version')
    .argument('<bot>', BOT_HELP)
    .argument('<version>', 'such as 3', wholeNumber(1, 2_147_483_647))
    .addHelpText('after', '\nExample:\n  $ hilo bots rollback Reservas 3')
    .action(rollback);
}

function scenarioOf({ name, scenario }: Bot) {
  if (scenario) return scenario;
  throw new Error(`"${name}" follows no scenario yet. Give it one with: hilo bots create <scenario.json>`);
}

async function versions(
  wanted: string | undefined,
  { limit, json }: { limit: number; json?: true },
): Promise<void> {
  const api = connectToApi();
  const { id } = scenarioOf(await findBot(api, wanted));
  const listing = { path: `/api/scenarios/${id}/versions`, schema: versionPage };
  const { items, more } = await readSome(api, listing, limit);
  if (json) return printJson(items);
  const styles = stylesFor();
  const rows = items.map(({ version, publishedAt }) => [String(version), timeText(publishedAt)]);
  console.log(table([{ title: 'version', align: 'right' }, { title: 'published' }], rows, styles));
  if (more) console.log(styles.dim('\nThere are more: see --limit'));
}

async function rollback(wanted: string, version: number): Promise<void> {
  const api = connectToApi();
  const bot = await findBot(api, wanted);
  const path = `/api/scenarios/${scenarioOf(bot).id}/rollback`;
  const published = await api.post({ path, schema: publishedView, body: { version } });
  console.log(
    `"${bot.name}" says what it said in version ${version} again, as version ${published.version}.`,
  );
}
