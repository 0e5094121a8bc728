import { ServerResponse, type IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Express } from 'express';
import { WebSocketServer, type WebSocket } from 'ws';

declare module 'http' {
  interface IncomingMessage {
    /** Takes the connection over as a WebSocket; absent unless the caller asks for one. */
    takeOver?: () => Promise<WebSocket>;
  }
}

/** Clients have nothing to say but answers to pings. */
const MAX_MESSAGE_BYTES = 1024;
const GOING_AWAY = 1001;
const FAREWELL_MS = 500;

/** Whether a request wants to become a WebSocket; other upgrades, such as to HTTP/2, are served as they are. */
export function wantsWebSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

/** Has the app answer a request for a WebSocket like any other: by the same table, behind the same guards. */
export function acceptUpgrades(server: Server, app: Express): { closeAll(): Promise<void> } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  server.on('upgrade', (req: IncomingMessage, connection: Socket, head: Buffer) => {
    connection.on('error', () => connection.destroy());
    const res = new ServerResponse(req);
    res.shouldKeepAlive = false;
    res.assignSocket(connection);
    res.once('finish', () => connection.destroySoon());
    req.takeOver = () =>
      new Promise((taken) => {
        res.detachSocket(connection);
        sockets.handleUpgrade(req, connection, head, taken);
      });
    app(req, res);
  });
  return {
    async closeAll() {
      for (const socket of sockets.clients) socket.close(GOING_AWAY, 'the server stops');
      if (sockets.clients.size > 0) await sleep(FAREWELL_MS);
      for (const socket of sockets.clients) socket.terminate();
    },
  };
}
