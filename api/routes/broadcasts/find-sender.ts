import type { ChannelName } from '../../../domain/messaging/channel-name';
import type { Bot } from '../../../db/repositories/bots';
import type { ApiDeps } from '../../api-deps';
import { problem, type Problem } from '../../problems';

/** What a broadcast goes out by. */
export interface Sender {
  kind: 'sender';
  channel: ChannelName;
  /** The bot whose credentials carry it; null for the channel's own settings. */
  botId: string | null;
}

const BOTS_AT_ONCE = 100;

/**
 * The sender somebody names: a channel that is set up, or a bot by its id or name; `name/platform` where it is
 * on several. Nobody named is the account's usual channel.
 */
export async function findSender(
  accountId: string,
  wanted: string | undefined,
  deps: Pick<ApiDeps, 'bots' | 'availableChannels' | 'defaultChannel'>,
): Promise<Sender | Problem> {
  if (wanted === undefined) return { kind: 'sender', channel: deps.defaultChannel, botId: null };
  const channel = sendable(deps.availableChannels).find((name) => name === wanted.toLowerCase());
  if (channel) return { kind: 'sender', channel, botId: null };
  const senders = await sendersOf(accountId, deps);
  const matching = senders.filter(({ names }) => names.includes(wanted.toLowerCase()));
  const [only, another] = matching;
  if (only && !another) return { kind: 'sender', channel: only.platform, botId: only.bot.id };
  if (only) return refused(wanted, `is on several platforms: write ${shown(matching)}`);
  const all = [...sendable(deps.availableChannels), ...(senders.length > 0 ? [shown(senders)] : [])].join(
    ', ',
  );
  return refused(wanted, `does not exist or is switched off; there is ${all}`);
}

/** Everything a broadcast of the account can go through, the usual channel first. */
export async function listSenders(
  accountId: string,
  deps: Pick<ApiDeps, 'bots' | 'availableChannels' | 'defaultChannel'>,
) {
  const channels = sendable(deps.availableChannels).toSorted(
    (a, b) => Number(b === deps.defaultChannel) - Number(a === deps.defaultChannel),
  );
  const ofBots = (await sendersOf(accountId, deps)).map(({ bot: { id, name }, platform }) => ({
    sender: `${id}/${platform}`,
    channel: platform,
    bot: { id, name },
  }));
  return [...channels.map((channel) => ({ sender: channel, channel, bot: null })), ...ofBots];
}

interface BotSender {
  bot: Bot;
  platform: ChannelName;
  /** What it may be called by, in small letters. */
  names: string[];
}

async function sendersOf(accountId: string, { bots }: Pick<ApiDeps, 'bots'>): Promise<BotSender[]> {
  const senders: BotSender[] = [];
  let after: string | null = null;
  do {
    const page: Bot[] = await bots.list({ accountId, limit: BOTS_AT_ONCE, after });
    for (const bot of page.filter(({ isActive }) => isActive)) {
      senders.push(
        ...sendable(bot.platforms).map((platform) => ({ bot, platform, names: namesOf(bot, platform) })),
      );
    }
    after = page.length === BOTS_AT_ONCE ? (page.at(-1)?.id ?? null) : null;
  } while (after !== null);
  return senders;
}

function namesOf({ id, name }: Bot, platform: ChannelName): string[] {
  return [id, name.toLowerCase()].flatMap((called) => [called, `${called}/${platform}`]);
}

/** Botpress is no way to a person: it is another bot. WhatsApp blocks numbers whose web page writes to many. */
function sendable(channels: readonly ChannelName[]): ChannelName[] {
  return channels.filter((channel) => channel !== 'botpress' && channel !== 'whatsapp-web');
}

function shown(senders: readonly BotSender[]): string {
  return senders
    .slice(0, 20)
    .map(({ bot, platform }) => `"${bot.name}/${platform}"`)
    .join(', ');
}

function refused(wanted: string, why: string): Problem {
  const message = `The sender "${wanted}" ${why}.`;
  return problem('invalid_request', `${message} Nothing was changed.`, {
    errors: [{ path: 'sender', message }],
  });
}
