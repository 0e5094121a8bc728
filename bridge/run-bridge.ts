import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { readEnv, type Env } from '../config/env';
import { createLogger } from '../observability/logger';
import { loadLibrary } from './load-library';
import { startBridge } from './start-bridge';
import type { WebLibrary } from './web-client';

/** Holds the browsers with WhatsApp's page until the process is told to stop, or whoever started it is gone. */
export async function runBridge(): Promise<void> {
  const env = readEnv();
  const stop = new AbortController();
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) {
    process.once(event, () => stop.abort());
  }
  const logger = createLogger({ level: env.LOG_LEVEL, name: 'whatsapp-web' });
  const bridge = await startBridge({
    host: env.WHATSAPP_WEB_HOST,
    port: env.WHATSAPP_WEB_PORT,
    root: join(resolve(env.HILO_DATA_DIR), 'whatsapp-web'),
    apiUrl: env.HILO_URL ?? `http://127.0.0.1:${env.HILO_PORT}`,
    token: tokenOf(env),
    library: loadedOnce(env),
    logger,
  });
  logger.info({ port: env.WHATSAPP_WEB_PORT }, 'the bridge to WhatsApp Web listens');
  process.send?.({ ready: true });
  if (!stop.signal.aborted) await once(stop.signal, 'abort');
  logger.info('the bridge stops');
  await bridge.stop();
}

function tokenOf({ WHATSAPP_WEB_TOKEN: token }: Env): string {
  if (token !== undefined) return token;
  throw new Error('WHATSAPP_WEB_TOKEN is not set: give the bridge, the API and the workers the same one');
}

/** The library is asked for when the first session starts, so that one that is missing is said where it is read. */
function loadedOnce(env: Env): () => WebLibrary {
  let library: WebLibrary | undefined;
  return () => {
    library ??= loadLibrary({ module: env.WHATSAPP_WEB_MODULE, chromiumPath: env.CHROMIUM_PATH });
    return library;
  };
}
