import { readCredentials } from '../start/credentials';
import { apiUrl } from '../start/settings';
import { failure, fine, reasonOf, warning, type Finding } from './finding';
import type { InUse } from './settings-in-use';

const ANSWER_MS = 5000;
/** No platform has this name, so that the answer is the 403 of every webhook without proof. */
const NO_PLATFORM = '/api/webhook/hilo-doctor/none';

/** Whether the API answers on this machine. */
export async function checkApi({ env, dataDir }: InUse): Promise<Finding[]> {
  const url = env.HILO_URL ?? readCredentials(dataDir)?.url ?? apiUrl(env, env.HILO_PORT);
  const check = 'api';
  try {
    const answer = await ask(`${url}/readyz`);
    if (answer.status === 200) return [fine(check, `ready at ${url}`)];
    const says = `${url}/readyz answers ${answer.status}: ${(await answer.text()).slice(0, 200)}`;
    return [failure(check, { says, remedy: 'What its body calls away is to be started.' })];
  } catch (error) {
    const remedy = 'Start it: npm start, or node --import tsx api/server.ts; HILO_URL says where it is.';
    return [failure(check, { says: `no answer at ${url}: ${reasonOf(error)}`, remedy })];
  }
}

/** Whether providers reach the webhooks: the public address leads to this API, for posts too. */
export async function checkWebhooks({ env }: Pick<InUse, 'env'>): Promise<Finding[]> {
  const check = 'webhooks';
  const url = env.PUBLIC_BASE_URL?.replace(/\/+$/, '');
  if (url === undefined) {
    const says = 'PUBLIC_BASE_URL is not set: no provider can reach Hilo';
    return [warning(check, { says, remedy: 'Set it to the https address that leads to the API.' })];
  }
  try {
    const answer = await ask(url + NO_PLATFORM, { method: 'POST', body: '{}' });
    return [reachedFinding(url, { status: answer.status, type: answer.headers.get('content-type') ?? '' })];
  } catch (error) {
    const remedy =
      'Check DNS, the certificate and the proxy before the API; from inside a network it may be ours alone.';
    return [failure(check, { says: `no answer at ${url}: ${reasonOf(error)}`, remedy })];
  }
}

/** What the answer to a webhook without proof says of the way there. */
function reachedFinding(url: string, { status, type }: { status: number; type: string }): Finding {
  const check = 'webhooks';
  if (status !== 403 || !type.includes('problem+json')) {
    const says = `something other than Hilo answers at ${url} (${status})`;
    return failure(check, {
      says,
      remedy: 'Let the proxy pass /api/webhook/ on to the API, posts included.',
    });
  }
  if (url.startsWith('https:')) return fine(check, `${url} leads here`);
  const remedy = 'Providers post to https only: put a certificate before the API.';
  return warning(check, { says: `${url} leads here, without TLS`, remedy });
}

function ask(url: string, more: RequestInit = {}): Promise<Response> {
  return fetch(url, { ...more, redirect: 'manual', signal: AbortSignal.timeout(ANSWER_MS) });
}
