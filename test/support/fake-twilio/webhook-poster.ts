import { Agent, request } from 'undici';
import { newSid } from './ledger';
import { signAsTwilio } from './signature';

export interface Delivery {
  /** As it was configured, with any `#rc=…` overrides. */
  url: string;
  fields: Record<string, string>;
}

export interface WebhookAnswer {
  status: number;
  text: string;
}

const CONNECTIONS = 32;
const TOTAL_TIMEOUT_MS = 15_000;

/**
 * Posts signed webhooks. As Twilio does, it repeats once when no connection could be made, and otherwise only
 * as the URL's fragment asks (`#rc=3&rp=all`), all within 15 seconds. Gives the last answer, null for none.
 */
export function createWebhookPoster(authToken: string) {
  const agent = new Agent({ connections: CONNECTIONS });
  const counts = { posted: 0, failed: 0 };

  async function once(
    url: string,
    body: string,
    headers: Record<string, string>,
  ): Promise<WebhookAnswer | null> {
    try {
      const answer = await request(url, {
        dispatcher: agent,
        method: 'POST',
        headers,
        body,
        signal: AbortSignal.timeout(TOTAL_TIMEOUT_MS),
      });
      return { status: answer.statusCode, text: await answer.body.text() };
    } catch {
      return null;
    }
  }

  async function post({ url, fields }: Delivery): Promise<WebhookAnswer | null> {
    const { address, retries, policy } = overridesIn(url);
    const headers = {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'x-twilio-signature': signAsTwilio(authToken, address, fields),
      'i-twilio-idempotency-token': newSid(''),
    };
    const body = new URLSearchParams(fields).toString();
    const deadline = Date.now() + TOTAL_TIMEOUT_MS;
    let answer = await once(address, body, headers);
    for (let retry = 0; retry < retries && repeats(answer, policy) && Date.now() < deadline; retry += 1) {
      answer = await once(address, body, headers);
    }
    counts.posted += 1;
    if (answer === null || answer.status >= 400) counts.failed += 1;
    return answer;
  }

  return { post, counts, close: () => agent.destroy() };
}
export type WebhookPoster = ReturnType<typeof createWebhookPoster>;

/** The fragment is for Twilio alone: it is neither signed nor sent. */
function overridesIn(url: string): { address: string; retries: number; policy: Set<string> } {
  const [address = url, fragment = ''] = url.split('#');
  const overrides = new URLSearchParams(fragment);
  const policy = new Set((overrides.get('rp') ?? 'ct').split(','));
  return { address, retries: Number(overrides.get('rc') ?? 1), policy };
}

function repeats(answer: WebhookAnswer | null, policy: ReadonlySet<string>): boolean {
  if (answer === null) return true;
  const { status } = answer;
  if (status < 400) return false;
  return policy.has('all') || policy.has(status < 500 ? '4xx' : '5xx');
}
