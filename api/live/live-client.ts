import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { LiveEvent, LiveKind } from '../../db/repositories/live-events';
import { helloFrame, resetFrame } from './live-frames';
import type { Watcher } from './live-hub';

export interface LiveClientSettings {
  /** Bytes that may wait for a client that reads slower than things happen; then it is cut off. */
  maxWaitingBytes: number;
  pingEveryMs: number;
  /** After this long the client has to come back, and prove again who it is. */
  lifetimeMs: number;
}

export const LIVE_CLIENT_SETTINGS: LiveClientSettings = {
  maxWaitingBytes: 1024 * 1024,
  pingEveryMs: 30_000,
  lifetimeMs: 5 * 60_000,
};

/** `Service Restart` of the registry of close codes: come back at once. */
const COME_BACK = 1012;
const DRAIN_MS = 20;

/** A socket as a watcher: told of the kinds it wants, pinged, and cut off when it does not keep up. */
export function createLiveClient(
  socket: WebSocket,
  wishes: { position: number; kinds: ReadonlySet<LiveKind> },
  settings: LiveClientSettings,
): Watcher {
  const isOpen = () => socket.readyState === WebSocket.OPEN;
  let answered = true;
  const ping = setInterval(() => {
    if (!answered) {
      socket.terminate();
      return;
    }
    answered = false;
    socket.ping();
  }, settings.pingEveryMs);
  // Up to a fifth sooner, so that those who came together do not come back together.
  const lifetime = settings.lifetimeMs * (1 - Math.random() / 5);
  const end = setTimeout(() => socket.close(COME_BACK, 'come back with your last position'), lifetime);
  socket.on('pong', () => (answered = true));
  socket.once('close', () => {
    clearInterval(ping);
    clearTimeout(end);
  });
  socket.send(helloFrame(wishes.position));

  const watcher: Watcher = {
    position: wishes.position,
    tell(event: LiveEvent, frame: string) {
      watcher.position = event.position;
      if (!wishes.kinds.has(event.kind) || !isOpen()) return;
      if (socket.bufferedAmount > settings.maxWaitingBytes) socket.terminate();
      else socket.send(frame);
    },
    reset(position) {
      watcher.position = position;
      if (isOpen()) socket.send(resetFrame(position));
    },
    async ready() {
      while (isOpen() && socket.bufferedAmount > settings.maxWaitingBytes / 2) await sleep(DRAIN_MS);
      return isOpen();
    },
  };
  return watcher;
}
