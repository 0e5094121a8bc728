import type { ModelEndpoints } from '../../domain/llm/ports';
import type { ModelSetting } from '../../domain/llm/model-setting';
import { orAborted } from '../or-aborted';
import { errorName } from '../read-failure';
import { vertexAccess } from '../registry';
import { makeVertexClient } from '../vertex';
import { vertexError } from '../vertex/error';
import { accessOfStatus, noAnswer, type ModelAccess } from './model-access';

type VertexSetting = Extract<ModelSetting, { provider: 'vertex' }>;

const TIMEOUT_MS = 10_000;
const ONE_WORD = { contents: [{ role: 'user', parts: [{ text: 'hola' }] }] };

/**
 * Counts the tokens of a word with the model: free, and it takes the right that answers take
 * (https://cloud.google.com/vertex-ai/generative-ai/docs/multimodal/get-token-count).
 */
export async function checkVertexAccess(
  setting: VertexSetting,
  endpoints: ModelEndpoints,
): Promise<ModelAccess> {
  const { model } = setting;
  let timeout: AbortSignal | undefined;
  try {
    const access = vertexAccess(setting, endpoints);
    const client = await makeVertexClient({ model, access, apiEndpoint: endpoints.vertex });
    timeout = AbortSignal.timeout(TIMEOUT_MS);
    await orAborted(client.countTokens(ONE_WORD), timeout);
    return { kind: 'works' };
  } catch (error) {
    return timeout?.aborted ? noAnswer(setting, 'no answer in time') : readFault(error, setting);
  }
}

function readFault(error: unknown, setting: VertexSetting): ModelAccess {
  if (errorName(error) === 'GoogleAuthError') return readTokenFault((error as Error).cause, setting);
  const { statusCode } = vertexError(error);
  return statusCode === undefined ? noAnswer(setting, 'unreachable') : accessOfStatus(statusCode, setting);
}

const NETWORK = /^(E(NOTFOUND|AI_AGAIN|CONN\w+|TIMEDOUT|HOSTUNREACH|NETUNREACH|PIPE)|UND_ERR_\w+)$/;

/** The key is changed for a token first; without an answer and without a network's fault there is no key that works. */
function readTokenFault(cause: unknown, setting: VertexSetting): ModelAccess {
  const { status, code } = (cause ?? {}) as { status?: unknown; code?: unknown };
  const isAway = typeof status === 'number' ? status >= 500 : typeof code === 'string' && NETWORK.test(code);
  return isAway
    ? noAnswer(setting, 'Google gives no token just now')
    : { kind: 'refused', detail: 'Google gives no token for the service account' };
}
