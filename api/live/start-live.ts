import { listenForLive } from '../../db/live-listener';
import type { LiveEvents } from '../../db/repositories/live-events';
import type { Logger } from '../../observability/logger';
import type { LiveHub } from './live-hub';
import { startLivePump } from './live-pump';

export interface LiveParts {
  databaseUrl: string;
  events: LiveEvents;
  hub: LiveHub;
  logger: Logger;
}

/** What feeds the watchers of this process: its ear at Postgres, and its share in numbering. */
export function startLive({ databaseUrl, events, hub, logger }: LiveParts): { stop(): Promise<void> } {
  const pump = startLivePump({ events, isWatched: () => hub.size() > 0, logger });
  const listener = listenForLive({
    url: databaseUrl,
    onNotice: (notice) => hub.notice(notice),
    onConnected: () => hub.noticeAll(),
    onLost: (err) => logger.warn({ err }, 'the connection for live events is lost; making it again'),
  });
  return {
    async stop() {
      await Promise.all([pump.stop(), listener.close()]);
    },
  };
}
