import { readEnv } from '../../config/env';
import type { Env } from '../../config/env';
import { readCredentials } from '../start/credentials';
import { apiUrl, dataDirectory } from '../start/settings';
import type { ApiClient } from './api-client';
import { createApiClient } from './api-client';

/** A client for the API of `hilo start` on this machine, or of HILO_URL with HILO_API_KEY. */
export function connectToApi(env: Env = readEnv()): ApiClient {
  const known = readCredentials(dataDirectory(env));
  const url = env.HILO_URL ?? known?.url ?? apiUrl(env, env.HILO_PORT);
  const apiKey = env.HILO_API_KEY ?? known?.apiKey;
  if (apiKey !== undefined) return createApiClient({ url, apiKey });
  throw new Error(
    `There is no API key: ${env.HILO_DATA_DIR} holds none and HILO_API_KEY is not set.\n` +
      'Start everything with: npm start (it makes the first key), or set HILO_URL and HILO_API_KEY.',
  );
}
