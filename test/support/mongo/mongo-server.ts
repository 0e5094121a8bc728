import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServerProcess } from '../../../cli/servers/server-process';
import { endWithMe } from '../end-with-me';

export interface MongoServer {
  /** `mongodb://127.0.0.1:port/` */
  url: string;
  pid: number;
  stop(): Promise<void>;
}

const START_MS = 20_000;
const GRACE_MS = 5000;

/** Starts the test server on a free port, with its files in a folder that goes with it. */
export async function startMongoServer(binary: string): Promise<MongoServer> {
  const folder = await mkdtemp(join(tmpdir(), 'hilo-mongo-'));
  const said: string[] = [];
  const address = Promise.withResolvers<string>();
  const onLine = (line: string) => {
    said.push(line);
    if (line.startsWith('mongodb://')) address.resolve(line);
  };
  const server = endWithMe(await startServerProcess({ command: binary, args: [folder], onLine }));
  void server.exited.then((how) => {
    address.reject(new Error(`The MongoDB of the tests ended (${how}): ${said.join('\n')}`));
  });
  const timer = setTimeout(
    () => address.reject(new Error('The MongoDB of the tests does not start')),
    START_MS,
  );
  const stop = async () => {
    await server.stop('SIGTERM', GRACE_MS);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { url: await address.promise, pid: server.pid, stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
