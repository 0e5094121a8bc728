import { z } from 'zod';
import { agentBody, agentView } from '../../api/routes/bots/agent.schema';
import { botView } from '../../api/routes/bots/bots.schema';
import type { ApiClient } from '../api/api-client';
import { botsPath, listBots, type Bot } from './find-bot';
import { attach, type BotPublication } from './publish-bot';

/** An agent as a file describes it: what it is told to be, and what its bot is called. */
export const agentFile = agentBody.extend({ name: z.string().trim().min(1).max(120) });

type Told = z.output<typeof agentFile>;

/**
 * The bot of this name with an agent that is told this: made, or given the next version. Its scenario stays. A bot
 * that was made for a platform that then refuses it does not stay.
 */
export async function publishAgent(api: ApiClient, told: Told, platform: string): Promise<BotPublication> {
  const known = (await listBots(api)).find((bot) => bot.name === told.name);
  if (known) return tell(api, await answering(api, known), { told, platform });
  const made = await make(api, told.name);
  try {
    return { ...(await tell(api, made, { told, platform })), kind: 'made' };
  } catch (error) {
    await api.delete(`/api/bots/${made.id}`);
    throw error;
  }
}

async function tell(
  api: ApiClient,
  { id }: Bot,
  { told: { name: _name, ...body }, platform }: { told: Told; platform: string },
): Promise<BotPublication> {
  const path = `/api/bots/${id}/agent`;
  const before = await api.get({ path, schema: agentView });
  const after = await api.put({ path, schema: agentView, body });
  await attach(api, id, platform);
  const kind = before.version === after.version ? 'there' : 'new version';
  return { bot: await api.get({ path: `/api/bots/${id}`, schema: botView }), kind, findings: [] };
}

async function make(api: ApiClient, name: string): Promise<Bot> {
  return api.post({ path: await botsPath(api), schema: botView, body: { name, mode: 'agent' } });
}

/** A bot that followed only its scenario goes on following it, and asks its agent where the scenario says so. */
async function answering(api: ApiClient, bot: Bot): Promise<Bot> {
  if (bot.mode !== 'scenario') return bot;
  const { name, description, scenario, orderTemplate, cartTemplate } = bot;
  const mode = scenario === null ? 'agent' : 'both';
  const body = { name, description, mode, orderTemplate, cartTemplate };
  return api.put({ path: `/api/bots/${bot.id}`, schema: botView, body });
}
