import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import { acceptUpgrades, wantsWebSocket } from '../../api/accept-upgrades';
import type { ApiDeps } from '../../api/api-deps';
import { createApp } from '../../api/app';
import { createLiveHub } from '../../api/live/live-hub';
import { startLive } from '../../api/live/start-live';

export interface LiveServer {
  url: string;
  stop(): Promise<void>;
}

/** The API as a process of its own would serve it: with its own ear at Postgres and its own watchers. */
export async function startLiveServer(deps: ApiDeps, databaseUrl: string): Promise<LiveServer> {
  const { liveEvents: events, logger } = deps;
  const hub = createLiveHub({ events, logger });
  const app = createApp({ ...deps, liveHub: hub });
  const server = createServer({ shouldUpgradeCallback: wantsWebSocket }, app);
  const upgrades = acceptUpgrades(server, app);
  const live = startLive({ databaseUrl, events, hub, logger });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      await Promise.all([upgrades.closeAll(), live.stop(), closed]);
    },
  };
}

export interface Frame {
  type: 'hello' | 'event' | 'reset';
  position: number;
  kind?: string;
  data?: Record<string, unknown>;
}

/** A client that keeps every frame it was sent. */
export interface LiveClient {
  socket: WebSocket;
  frames: Frame[];
  /** Resolves once so many events of a kind have come; gives those. */
  events(kind: string, count: number): Promise<Frame[]>;
  closed: Promise<number>;
  close(): Promise<void>;
}

/** Connects and waits to be greeted. */
export async function watchLive(
  url: string,
  { key, query = '' }: { key: string; query?: string },
): Promise<LiveClient> {
  const socket = new WebSocket(`ws://${url}/ws${query}`, { headers: { 'x-api-key': key } });
  const frames: Frame[] = [];
  const lookers = new Set<() => void>();
  socket.on('message', (data: Buffer) => {
    frames.push(JSON.parse(data.toString()) as Frame);
    for (const look of lookers) look();
  });
  const closed = new Promise<number>((done) => socket.once('close', done));
  const until = <T>(ask: () => T | null): Promise<T> =>
    new Promise((done) => {
      const look = () => {
        const found = ask();
        if (found === null) return;
        lookers.delete(look);
        done(found);
      };
      lookers.add(look);
      look();
    });
  await once(socket, 'open');
  await until(() => frames.find(({ type }) => type === 'hello') ?? null);
  return {
    socket,
    frames,
    closed,
    events: (kind, count) =>
      until(() => {
        const found = frames.filter((frame) => frame.kind === kind);
        return found.length >= count ? found : null;
      }),
    async close() {
      socket.close();
      await closed;
    },
  };
}

/** The status a request for a WebSocket is refused with. */
export async function refusedLive(
  url: string,
  headers: Record<string, string>,
  path = '/ws',
): Promise<number> {
  const socket = new WebSocket(`ws://${url}${path}`, { headers });
  socket.on('error', () => undefined);
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
  socket.terminate();
  return response.statusCode;
}
