import { resolve } from 'node:path';
import type { Kept } from '../start/keep-running';

const SOURCES = resolve(__dirname, '../../web');
/** What is not the console's own goes to the API, with the cookie and the Host of the page; `web/api` is its own. */
const API_PATHS = '^/(?!api/[^/?]+\\.tsx?(\\?|$))(api|docs|media|checkout|readyz|ws)(/|$|\\?)';

export interface ConsoleDevServer extends Kept {
  url: string;
}

/** Serves the sources of the console with hot reload, before an API that runs already. */
export async function startConsoleDevServer(apiUrl: string): Promise<ConsoleDevServer> {
  const { createServer } = await import('vite');
  const server = await createServer({
    root: SOURCES,
    logLevel: 'warn',
    server: { host: '127.0.0.1', proxy: { [API_PATHS]: { target: apiUrl, ws: true } } },
  });
  await server.listen();
  const [url = ''] = server.resolvedUrls?.local ?? [];
  const stop = () => server.close();
  return { name: 'The console', url, restart: () => server.restart(), stop, force: () => void stop() };
}
