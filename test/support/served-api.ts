import { createApiClient, type ApiClient } from '../../cli/api/api-client';
import { serveOnLoopback } from './loopback-server';
import { createTestApi, type TestApi } from './test-api';

/** An API of the test's own at an address, and the client by which hilo commands speak to it. */
export interface ServedApi {
  api: TestApi;
  url: string;
  client: ApiClient;
  close(): Promise<void>;
}

export async function serveTestApi(): Promise<ServedApi> {
  const api = await createTestApi();
  const server = await serveOnLoopback(api.app);
  return {
    api,
    url: server.url,
    client: createApiClient({ url: server.url, apiKey: api.account.key }),
    async close() {
      await server.close();
      await api.close();
    },
  };
}
