import { z } from 'zod';
import { agentBody, agentView } from '../../api/routes/bots/agent.schema';
import { botView } from '../../api/routes/bots/bots.schema';
import type { ApiClient } from '../api/api-client';
import { botsPath, listBots, type Bot } from './find-bot';
import { attach, type BotPublication } from './publish-bot';

/** An agent as a file describes it: what it is told to be, and what its bot is called. */
export const agentFile = agentBody.extend({ name: z.string().trim().min(1).max(120) });

/** The bot of this name with an agent that is told this: made, or given the next version. Its scenario stays. */
export async function publishAgent(
  api: ApiClient,
  { name, ...body }: z.output<typeof agentFile>,
  platform: string,
): Promise<BotPublication> {
  const known = (await listBots(api)).find((bot) => bot.name === name);
  const bot = known ? await answering(api, known) : await make(api, name);
  const path = `/api/bots/${bot.id}/agent`;
  const before = await api.get({ path, schema: agentView });
  const after = await api.put({ path, schema: agentView, body });
  await attach(api, bot.id, platform);
  const kind = before.version === after.version ? 'there' : 'new version';
  const there = await api.get({ path: `/api/bots/${bot.id}`, schema: botView });
  return { bot: there, kind: known ? kind : 'made', findings: [] };
}

async function make(api: ApiClient, name: string): Promise<Bot> {
  return api.post({ path: await botsPath(api), schema: botView, body: { name, mode: 'agent' } });
}

/** A bot that followed only its scenario goes on following it, and asks its agent where the scenario says so. */
async function answering(api: ApiClient, bot: Bot): Promise<Bot> {
  if (bot.mode !== 'scenario') return bot;
  const { name, description, scenario } = bot;
  const body = { name, description, mode: scenario === null ? 'agent' : 'both' };
  return api.put({ path: `/api/bots/${bot.id}`, schema: botView, body });
}
