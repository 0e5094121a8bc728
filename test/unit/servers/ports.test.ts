import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { claimPort } from '../../../cli/servers/ports';
import { freePort } from '../../support/free-port';

function occupy(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

test('a taken port is refused by its number, its purpose and the setting that changes it', async () => {
  const port = await freePort();
  const server = await occupy(port);
  await expect(claimPort({ port, for: 'the API', setting: 'HILO_PORT' })).rejects.toThrow(
    `Port ${port}, wanted for the API, is taken. Stop what is using it, or set HILO_PORT to another port.`,
  );
  server.close();
});

test('port 0 becomes a port that can be listened on', async () => {
  const port = await claimPort({ port: 0, for: 'the API', setting: 'HILO_PORT' });
  const server = await occupy(port);
  expect(port).toBeGreaterThan(0);
  server.close();
});
