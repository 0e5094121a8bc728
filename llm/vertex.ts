import type { LanguageModelV4, LanguageModelV4GenerateResult } from '@ai-sdk/provider';
import type { GenerateContentRequest, GenerativeModel, VertexInit } from '@google-cloud/vertexai';
import type { ModelCredentials } from '../domain/llm/model-setting';
import type { ServerVertex } from '../domain/llm/ports';
import { vertexError } from './vertex/error';
import { requestOf } from './vertex/request';
import { resultOf } from './vertex/result';

/** Gemini on Vertex AI, as one project of an account, or of this server, may use it. */
export interface VertexModel {
  model: string;
  access: NonNullable<ModelCredentials['vertex']> | ServerVertex;
  /** Host and path other than the location's own; always https. */
  apiEndpoint: string | null;
}

/** The client heeds no signal: an answer nobody waits for any more is cut off after this. */
const LONGEST_CALL_MS = 30_000;
const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';

/**
 * The AI SDK's language model over @google-cloud/vertexai. The package is deprecated, large and prints a warning
 * when it is used: it is loaded with the first call, here and nowhere else (docs/decisions/0016-own-model-router.md).
 */
export function vertexModel(setting: VertexModel): LanguageModelV4 {
  let made: Promise<GenerativeModel> | undefined;
  return {
    specificationVersion: 'v4',
    provider: 'vertex',
    modelId: setting.model,
    supportedUrls: {},
    async doGenerate(options) {
      options.abortSignal?.throwIfAborted();
      made ??= makeVertexClient(setting);
      return generate(await made, requestOf(options, setting.model));
    },
    doStream: () => Promise.reject(new Error('Vertex AI is asked for whole answers only')),
  };
}

/** Google's client of one model; nobody is asked before its first call. */
export async function makeVertexClient({
  model,
  access,
  apiEndpoint,
}: VertexModel): Promise<GenerativeModel> {
  const { VertexAI } = await import('@google-cloud/vertexai');
  const { project, location } = access;
  const client = new VertexAI({
    project,
    location,
    ...(apiEndpoint !== null && { apiEndpoint }),
    googleAuthOptions: authOptions(access),
  });
  return client.getGenerativeModel({ model }, { timeout: LONGEST_CALL_MS });
}

type AuthOptions = NonNullable<VertexInit['googleAuthOptions']>;

function authOptions(access: VertexModel['access']): AuthOptions {
  if ('keyFile' in access) {
    // Without a file Google's library finds what the machine is: https://cloud.google.com/docs/authentication/application-default-credentials
    return { scopes: SCOPE, ...(access.keyFile !== null && { keyFilename: access.keyFile }) };
  }
  if ('clientEmail' in access) {
    const { clientEmail, privateKey } = access;
    return { scopes: SCOPE, credentials: { client_email: clientEmail, private_key: privateKey } };
  }
  // All that is ever asked of a client here; its class would be a dependency more.
  const { accessToken } = access;
  const authClient = { getAccessToken: () => Promise.resolve({ token: accessToken }) };
  return { authClient: authClient as unknown as NonNullable<AuthOptions['authClient']> };
}

async function generate(
  model: GenerativeModel,
  request: GenerateContentRequest,
): Promise<LanguageModelV4GenerateResult> {
  const { response } = await model.generateContent(request).catch((error: unknown) => {
    throw vertexError(error);
  });
  return resultOf(response);
}
