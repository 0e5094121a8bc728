import type { z } from 'zod';
import type { agentView } from '../../api/routes/bots/agent.schema';
import type { botSecretListView } from '../../api/routes/bots/bot-secrets.schema';
import type { platformListView } from '../../api/routes/bots/platforms.schema';
import type { scenarioPage } from '../../api/routes/scenarios/scenarios.views';
import type { Styles } from '../terminal/styles';
import { facts, table } from '../terminal/table';
import { timeText } from '../terminal/times';
import type { Bot } from './find-bot';
import type { BotPublication } from './publish-bot';

/** Everything there is to show of a bot. */
export interface BotDetail {
  bot: Bot;
  platforms: z.output<typeof platformListView>['items'];
  scenarios: z.output<typeof scenarioPage>['items'];
  secrets: z.output<typeof botSecretListView>['items'];
  /** Null for a bot that only follows its scenario. */
  agent: Agent | null;
}

type Agent = z.output<typeof agentView>;

const titled = (...titles: string[]) => titles.map((title) => ({ title }));
const activity = (isActive: boolean, styles: Styles) =>
  isActive ? styles.green('active') : styles.yellow('inactive');

export function botsTable(bots: readonly Bot[], styles: Styles): string {
  const rows = bots.map((bot) => [
    styles.bold(bot.name),
    activity(bot.isActive, styles),
    bot.platforms.join(', '),
    bot.scenario === null ? '' : `${bot.scenario.name}, version ${bot.scenario.version}`,
    bot.mode,
    styles.dim(bot.id),
  ]);
  return table(titled('bot', 'state', 'platforms', 'scenario', 'mode', 'id'), rows, styles);
}

export function botText({ bot, platforms, scenarios, secrets, agent }: BotDetail, styles: Styles): string {
  const pairs: [string, string][] = [
    ['id', bot.id],
    ['state', activity(bot.isActive, styles)],
    ['mode', bot.mode],
    ['made', timeText(bot.createdAt)],
    ['secrets', secrets.map(({ name }) => name).join(', ') || 'none'],
  ];
  return [
    styles.bold(bot.name),
    ...(bot.description === null ? [] : [bot.description]),
    '',
    facts(pairs, styles),
    '',
    platforms.length === 0 ? 'On no platform yet.' : platformsTable(platforms, styles),
    '',
    ...(agent === null ? [] : [agentText(agent, styles), '']),
    scenarios.length === 0 ? 'No scenario yet.' : scenariosTable(scenarios, styles),
  ].join('\n');
}

function agentText({ version, publishedAt, configuration }: Agent, styles: Styles): string {
  const { prompt, language, tone, facts: told, tools, handoffHours, answerCache } = configuration;
  const pairs: [string, string][] = [
    ['agent', version === 0 ? 'told nothing yet' : `version ${version}, ${timeText(publishedAt)}`],
    ['prompt', prompt.replace(/\s+/g, ' ')],
    ['language', tone === null ? language : `${language}, ${tone}`],
    ['facts', told.join(' ') || 'none'],
    ['tools', tools === null ? 'all' : tools.join(', ') || 'none'],
    ['handed over', `for ${handoffHours} h`],
    ['answers', answerCache ? 'given again to the same first question' : 'each made anew'],
  ];
  return facts(pairs, styles);
}

function platformsTable(platforms: BotDetail['platforms'], styles: Styles): string {
  const rows = platforms.map(({ platform, isActive, fingerprint, webhookUrl }) => [
    platform,
    activity(isActive, styles),
    fingerprint ?? "the server's own",
    webhookUrl ?? '',
  ]);
  return table(titled('platform', 'state', 'credentials', 'webhook address'), rows, styles);
}

function scenariosTable(scenarios: BotDetail['scenarios'], styles: Styles): string {
  const rows = scenarios.map(({ name, version, isActive, updatedAt, id }) => [
    name,
    String(version),
    isActive ? styles.green('active') : '',
    timeText(updatedAt),
    styles.dim(id),
  ]);
  return table(titled('scenario', 'version', '', 'published', 'id'), rows, styles);
}

const PUBLICATION = { made: 'just made', 'new version': 'just published', there: 'as it was' };

/** What `hilo bots create` came to, and what to do next. */
export function publicationText({ bot, kind }: BotPublication, styles: Styles): string {
  const { name, id, mode, scenario, platforms, isActive } = bot;
  const pairs: [string, string][] = [
    ['mode', mode],
    ...(scenario === null
      ? []
      : [['scenario', `${scenario.name}, version ${scenario.version}`] as [string, string]]),
    ['platforms', platforms.join(', ')],
  ];
  const next = platforms.includes('simulator')
    ? ['', `Talk to it: ${styles.cyan(`hilo phone +573001112233 --bot ${argument(name)}`)}`]
    : [];
  return [
    `${styles.bold(name)}  ${styles.dim(`${id}, ${PUBLICATION[kind]}`)}`,
    ...(isActive ? [] : [styles.yellow('It is inactive and answers nobody.')]),
    '',
    facts(pairs, styles),
    ...next,
  ].join('\n');
}

/** A name as a shell takes it. */
function argument(name: string): string {
  return /^[\w-]+$/.test(name) ? name : `"${name.replaceAll(/(["$`\\])/g, '\\$1')}"`;
}
