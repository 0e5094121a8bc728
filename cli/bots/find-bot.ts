import type { z } from 'zod';
import { accountView } from '../../api/routes/accounts/accounts.schema';
import type { botView } from '../../api/routes/bots/bots.schema';
import { botPage } from '../../api/routes/bots/bots.schema';
import type { ApiClient } from '../api/api-client';
import { readPages } from '../api/read-pages';
import { matchProgram } from '../programs/match-program';

export type Bot = z.output<typeof botView>;

export const BOT_HELP = 'a bot: its id, its name, or the beginning of its name';

/** Where the bots of the account are. */
export async function botsPath(api: ApiClient): Promise<string> {
  const { id } = await api.get({ path: '/api/account', schema: accountView });
  return `/api/accounts/${id}/bots`;
}

/** All bots of the account, oldest first. */
export async function listBots(api: ApiClient): Promise<Bot[]> {
  const bots: Bot[] = [];
  for await (const bot of readPages(api, { path: await botsPath(api), schema: botPage })) bots.push(bot);
  return bots;
}

/** The bot somebody means; when they name none, the only one there is. */
export async function findBot(api: ApiClient, wanted: string | undefined): Promise<Bot> {
  const bots = await listBots(api);
  if (bots.length === 0) {
    throw new Error('There are no bots yet.\nMake one with: hilo bots create <scenario.json>');
  }
  if (wanted === undefined) return onlyOne(bots);
  const match = matchProgram(bots, wanted);
  if (match.kind === 'one') return match.program;
  if (match.kind === 'none') throw new Error(`There is no bot "${wanted}". ${choice(bots)}`);
  throw new Error(`"${wanted}" may be any of several bots. ${choice(match.programs)}`);
}

function onlyOne(bots: readonly Bot[]): Bot {
  const [bot, ...others] = bots;
  if (bot && others.length === 0) return bot;
  throw new Error(`Say which bot. ${choice(bots)}`);
}

function choice(bots: readonly Bot[]): string {
  return ['There are:', ...bots.map(({ id, name }) => `  ${id}  ${name}`)].join('\n');
}
