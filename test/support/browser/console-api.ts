import { readCredentials } from '../../../cli/start/credentials';
import { testSetting } from '../test-servers';

/** Asks the running console's API with the key that `npm start` made; throws what it refuses. */
export async function askConsole<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<T> {
  const { url, apiKey } = readCredentials(testSetting('consoleFolder')) ?? { url: '', apiKey: '' };
  const headers = {
    'x-api-key': apiKey,
    'content-type': 'application/json',
    'idempotency-key': crypto.randomUUID(),
  };
  const answer = await fetch(`${url}${path}`, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
