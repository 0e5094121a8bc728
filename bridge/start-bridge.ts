import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createBridgeApp } from './app';
import { openSessions, type SessionsParts } from './sessions';

export interface BridgeSettings extends SessionsParts {
  host: string;
  port: number;
}

export interface Bridge {
  url: string;
  stop(): Promise<void>;
}

/** Opens the sessions that ran before and serves the bridge's interface. */
export async function startBridge({ host, port, ...parts }: BridgeSettings): Promise<Bridge> {
  const sessions = await openSessions(parts);
  const server = createServer(createBridgeApp({ sessions, token: parts.token, logger: parts.logger }));
  await once(server.listen(port, host), 'listening');
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await sessions.close();
    },
  };
}
