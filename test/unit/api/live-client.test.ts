import { EventEmitter } from 'node:events';
import { WebSocket } from 'ws';
import { createLiveClient } from '../../../api/live/live-client';
import { LIVE_KINDS, type LiveEvent } from '../../../db/repositories/live-events';

/** A socket whose other end does not read. */
function stuckSocket() {
  const emitter = new EventEmitter();
  const readyState: number = WebSocket.OPEN;
  return Object.assign(emitter, {
    readyState,
    bufferedAmount: 0,
    terminated: false,
    send(frame: string) {
      this.bufferedAmount += frame.length;
    },
    ping: () => undefined,
    close: () => undefined,
    terminate() {
      this.terminated = true;
      this.readyState = WebSocket.CLOSED;
      emitter.emit('close');
    },
  });
}

const wishes = { position: 0, kinds: new Set(LIVE_KINDS) };
const settings = { maxWaitingBytes: 1000, pingEveryMs: 60_000, lifetimeMs: 60_000 };
const event = (position: number): LiveEvent => ({ position, kind: 'message', at: new Date(0), data: {} });

describe('a client that does not read', () => {
  it('is cut off once more waits for it than it may keep us', () => {
    const socket = stuckSocket();
    const client = createLiveClient(socket as unknown as WebSocket, wishes, settings);
    for (let n = 1; n <= 1000; n += 1) client.tell(event(n), 'x'.repeat(100));
    expect(socket.terminated).toBe(true);
    expect(socket.bufferedAmount).toBeLessThan(1200);
  });

  it('is not read on for while it catches up, and is given up when it goes', async () => {
    const socket = stuckSocket();
    const client = createLiveClient(socket as unknown as WebSocket, wishes, settings);
    client.tell(event(1), 'x'.repeat(900));
    const ready = client.ready();
    socket.terminate();
    expect(await ready).toBe(false);
  });
});
