import { LRUCache } from 'lru-cache';
import type { SendChannels } from '../activities/messaging/dispatcher';
import type { Channel } from '../channels/channel';
import type { OpenedCredentials, PlatformCredentials } from '../db/repositories/platform-credentials';
import type { NamedCredentials } from '../domain/conversations/platform-credentials';
import type { ChannelName } from '../domain/messaging/channel-name';

export interface SendChannelsParts {
  /** The platform's own channels, by the settings of the environment. */
  shared: ReadonlyMap<ChannelName, Channel>;
  credentials: Pick<PlatformCredentials, 'open'>;
  /** Makes a bot's own channel. */
  make(named: NamedCredentials, botId: string): Channel;
}

/** How long a bot keeps sending with credentials that were replaced or switched off. */
const FRESH_MS = 10_000;
const MOST_BOTS = 1_000;

/** The channel of each send: the bot's own where the bot has credentials there, else the platform's. */
export function createSendChannels({ shared, credentials, make }: SendChannelsParts): SendChannels {
  const opened = new LRUCache<string, { value: OpenedCredentials | null }>({ max: MOST_BOTS, ttl: FRESH_MS });
  // A channel keeps its connections and its memory of slow recipients as long as its credentials are the same.
  const own = new LRUCache<string, Channel>({ max: MOST_BOTS });
  return {
    async of({ accountId, channel, botId = null }) {
      if (botId === null) return shared.get(channel) ?? null;
      const key = `${accountId}:${botId}:${channel}`;
      let found = opened.get(key);
      if (!found) opened.set(key, (found = { value: await credentials.open(accountId, botId, channel) }));
      const { value } = found;
      if (value === null) return null;
      if ('shared' in value) return shared.get(channel) ?? null;
      let port = own.get(value.rowId);
      if (!port) own.set(value.rowId, (port = { ...make(value, botId), ownCredentials: true }));
      return port;
    },
  };
}
