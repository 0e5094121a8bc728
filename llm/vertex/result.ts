import { randomUUID } from 'node:crypto';
import {
  EmptyResponseBodyError,
  InvalidResponseDataError,
  type LanguageModelV4Content,
  type LanguageModelV4FinishReason,
  type LanguageModelV4GenerateResult,
} from '@ai-sdk/provider';
import type { GenerateContentResponse, Part, UsageMetadata } from '@google-cloud/vertexai';

const UNIFIED: Readonly<Record<string, LanguageModelV4FinishReason['unified']>> = {
  STOP: 'stop',
  MAX_TOKENS: 'length',
  SAFETY: 'content-filter',
  RECITATION: 'content-filter',
  BLOCKLIST: 'content-filter',
  PROHIBITED_CONTENT: 'content-filter',
  SPII: 'content-filter',
  MALFORMED_FUNCTION_CALL: 'error',
};

/** What Gemini answered, as the AI SDK says it. Throws for an answer that is none. */
export function resultOf(response: GenerateContentResponse): LanguageModelV4GenerateResult {
  const { candidates, usageMetadata } = response;
  if (candidates !== undefined && !Array.isArray(candidates)) {
    throw new InvalidResponseDataError({ data: response, message: 'candidates is no list' });
  }
  const [candidate] = candidates ?? [];
  if (!candidate) throw new EmptyResponseBodyError();
  // The client's types promise parts; a garbled call comes without.
  const parts = (candidate.content as { parts?: Part[] } | undefined)?.parts ?? [];
  const content = parts.flatMap(contentOf);
  const raw = candidate.finishReason as string | undefined;
  const called = content.some(({ type }) => type === 'tool-call');
  return {
    content,
    finishReason: { unified: called ? 'tool-calls' : (UNIFIED[raw ?? ''] ?? 'other'), raw },
    usage: usageOf(usageMetadata),
    warnings: [],
  };
}

/** Gemini gives calls no id; a thought is not for the person. */
function contentOf(part: Part): LanguageModelV4Content[] {
  const { thought, thoughtSignature } = part as { thought?: boolean; thoughtSignature?: string };
  if (part.functionCall) {
    const { name, args } = part.functionCall as { name: string; args?: object };
    return [
      {
        type: 'tool-call',
        toolCallId: randomUUID(),
        toolName: name,
        input: JSON.stringify(args ?? {}),
        ...(thoughtSignature !== undefined && { providerMetadata: { vertex: { thoughtSignature } } }),
      },
    ];
  }
  return part.text === undefined || part.text === '' || thought ? [] : [{ type: 'text', text: part.text }];
}

function usageOf(usage: UsageMetadata & { thoughtsTokenCount?: number } = {}) {
  const { promptTokenCount: input, candidatesTokenCount: text, cachedContentTokenCount: cached = 0 } = usage;
  const { thoughtsTokenCount: reasoning = 0 } = usage;
  return {
    inputTokens: {
      total: input,
      noCache: input === undefined ? undefined : input - cached,
      cacheRead: cached,
      cacheWrite: undefined,
    },
    outputTokens: { total: text === undefined ? undefined : text + reasoning, text, reasoning },
  };
}
