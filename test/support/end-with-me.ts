import { spawn } from 'node:child_process';

/** Waits for the end of its input, which comes with the end of whoever holds it, however that ends. */
const GUARD = 'cat > /dev/null; kill -INT "$0" 2> /dev/null';

interface Started {
  pid: number;
  /** Settles when it is gone. */
  exited: Promise<unknown>;
}

/**
 * Has a server that runs in a process group of its own end when this process does, even when this one is killed. It is
 * told to by a guard, a process that does nothing else.
 */
export function endWithMe<Server extends Started>(server: Server): Server {
  const guard = spawn('sh', ['-c', GUARD, String(server.pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  // The system may give its number to another program later.
  void server.exited.then(() => guard.kill('SIGKILL'));
  return server;
}
