import type { Command } from 'commander';
import { agentView } from '../../api/routes/bots/agent.schema';
import { botSecretListView } from '../../api/routes/bots/bot-secrets.schema';
import { botView } from '../../api/routes/bots/bots.schema';
import { platformListView } from '../../api/routes/bots/platforms.schema';
import { scenarioPage } from '../../api/routes/scenarios/scenarios.views';
import type { ApiClient } from '../api/api-client';
import { connectToApi } from '../api/connection';
import { readPages } from '../api/read-pages';
import { askYes } from '../terminal/ask-yes';
import { printJson } from '../terminal/print-json';
import { stylesFor } from '../terminal/styles';
import type { BotDetail } from './bot-screens';
import { botsTable, botText } from './bot-screens';
import { registerBotAgent } from './agent.command';
import { registerBotCreate } from './create.command';
import type { Bot } from './find-bot';
import { BOT_HELP, findBot, listBots } from './find-bot';
import { registerBotPlatforms } from './platforms.command';
import { registerBotSecrets } from './secrets.command';
import { registerBotVersions } from './versions.command';

/** `hilo bots`: bots, where they answer and what they follow. */
export function registerBots(program: Command): void {
  const bots = program.command('bots').description('Bots, where they answer and what they follow');
  bots
    .command('list', { isDefault: true })
    .description('All bots')
    .option('--json', 'print JSON')
    .action(list);
  registerBotCreate(bots);
  registerBotAgent(bots);
  bots
    .command('show')
    .description('One bot: its platforms, agent, scenarios and secrets')
    .argument('[bot]', BOT_HELP)
    .option('--json', 'print JSON')
    .action(show);
  for (const action of ['activate', 'deactivate'] as const) {
    bots
      .command(action)
      .description(action === 'activate' ? 'Let a bot answer' : 'Silence a bot on every platform')
      .argument('[bot]', BOT_HELP)
      .action((wanted: string | undefined) => setActive(wanted, action));
  }
  bots
    .command('delete')
    .description('End the conversations of a bot and delete it with all that belongs to it')
    .argument('<bot>', BOT_HELP)
    .option('--yes', 'do not ask')
    .action(remove);
  registerBotPlatforms(bots);
  registerBotSecrets(bots);
  registerBotVersions(bots);
}

async function list({ json }: { json?: true }): Promise<void> {
  const bots = await listBots(connectToApi());
  if (json) return printJson(bots);
  if (bots.length > 0) return console.log(botsTable(bots, stylesFor()));
  console.log('There are no bots yet.\nMake one with: hilo bots create <scenario.json>');
}

async function show(wanted: string | undefined, { json }: { json?: true }): Promise<void> {
  const api = connectToApi();
  const detail = await detailOf(api, await findBot(api, wanted));
  if (json) printJson(detail);
  else console.log(botText(detail, stylesFor()));
}

async function detailOf(api: ApiClient, bot: Bot): Promise<BotDetail> {
  const path = `/api/bots/${bot.id}`;
  const platforms = await api.get({ path: `${path}/platforms`, schema: platformListView });
  const secrets = await api.get({ path: `${path}/secrets`, schema: botSecretListView });
  const agent = bot.mode === 'scenario' ? null : await api.get({ path: `${path}/agent`, schema: agentView });
  const scenarios: BotDetail['scenarios'] = [];
  for await (const each of readPages(api, { path: `${path}/scenarios`, schema: scenarioPage })) {
    scenarios.push(each);
  }
  return { bot, platforms: platforms.items, scenarios, secrets: secrets.items, agent };
}

async function setActive(wanted: string | undefined, action: 'activate' | 'deactivate'): Promise<void> {
  const api = connectToApi();
  const { id } = await findBot(api, wanted);
  const bot = await api.post({ path: `/api/bots/${id}/${action}`, schema: botView });
  console.log(`"${bot.name}" is ${bot.isActive ? 'active' : 'inactive: it answers nobody'}.`);
}

async function remove(wanted: string, { yes }: { yes?: true }): Promise<void> {
  const api = connectToApi();
  const bot = await findBot(api, wanted);
  const question = `Delete "${bot.name}", with its conversations, scenarios and files? It cannot be undone.`;
  if (!yes && !(await askYes(question))) return console.log('Nothing was deleted.');
  await api.delete(`/api/bots/${bot.id}`);
  console.log(`Deleted "${bot.name}".`);
}
