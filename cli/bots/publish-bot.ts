import type { z } from 'zod';
import { botView } from '../../api/routes/bots/bots.schema';
import { platformListView, platformView } from '../../api/routes/bots/platforms.schema';
import { publishedView, scenarioPage, scenarioView } from '../../api/routes/scenarios/scenarios.views';
import type { Scenario } from '../../domain/conversations/scenario';
import type { ApiClient } from '../api/api-client';
import { readPages } from '../api/read-pages';
import type { Bot } from './find-bot';
import { botsPath, listBots } from './find-bot';
import { withStandIns, type StandIns } from './stand-ins';

type Findings = z.output<typeof publishedView>['findings'];

export interface BotPublication {
  bot: Bot;
  /** What it took: nothing, when the same scenario was there. */
  kind: 'made' | 'new version' | 'there';
  findings: Findings;
}

interface Wish {
  /** Of the bot. */
  name: string;
  platform: string;
  scenario: Scenario;
  /** Files that become the bot's in place of addresses. */
  standIns?: StandIns;
}

/**
 * The bot of this name with this scenario active, on this platform: made, or given the next version. A bot that
 * was made for a scenario that is then refused does not stay.
 */
export async function publishBot(api: ApiClient, wish: Wish): Promise<BotPublication> {
  const known = (await listBots(api)).find(({ name }) => name === wish.name);
  if (known) return giveScenario(api, known, wish);
  const body = { name: wish.name };
  const made = await api.post({ path: await botsPath(api), schema: botView, body });
  try {
    return { ...(await giveScenario(api, made, wish)), kind: 'made' };
  } catch (error) {
    await api.delete(`/api/bots/${made.id}`);
    throw error;
  }
}

async function giveScenario(api: ApiClient, bot: Bot, wish: Wish): Promise<BotPublication> {
  const { standIns = new Map() } = wish;
  const body = await withStandIns(api, bot.id, { scenario: wish.scenario, standIns });
  const { scenario, kind, findings } = await publish(api, bot.id, body);
  if (!scenario.isActive) {
    await api.post({ path: `/api/scenarios/${scenario.id}/activate`, schema: scenarioView });
  }
  await attach(api, bot.id, wish.platform);
  return { bot: await api.get({ path: `/api/bots/${bot.id}`, schema: botView }), kind, findings };
}

async function publish(api: ApiClient, botId: string, body: Scenario) {
  const path = `/api/bots/${botId}/scenarios`;
  for await (const known of readPages(api, { path, schema: scenarioPage })) {
    if (known.name !== body.name) continue;
    const put = await api.put({ path: `/api/scenarios/${known.id}`, schema: publishedView, body });
    const kind = put.version === known.version ? ('there' as const) : ('new version' as const);
    return { scenario: put, kind, findings: put.findings };
  }
  const made = await api.post({ path, schema: publishedView, body });
  return { scenario: made, kind: 'new version' as const, findings: made.findings };
}

/** Leaves a platform as it is where the bot is there already: its credentials stay. */
export async function attach(api: ApiClient, botId: string, platform: string): Promise<void> {
  const path = `/api/bots/${botId}/platforms`;
  const { items } = await api.get({ path, schema: platformListView });
  const wanted = platform === 'whatsapp' ? 'whatsapp-cloud' : platform;
  if (items.some((item) => item.platform === wanted && item.isActive)) return;
  await api.put({ path: `${path}/${platform}`, schema: platformView, body: {} });
}
