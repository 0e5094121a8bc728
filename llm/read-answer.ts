import type { LanguageModelV4GenerateResult, LanguageModelV4ToolCall } from '@ai-sdk/provider';
import type { ModelAnswer, ToolCall } from '../domain/llm/message';
import { NO_TOKENS, type ModelFailure, type Tokens } from '../domain/llm/usage';

export type ReadAnswer = ModelAnswer | { kind: 'unusable'; failure: ModelFailure };

/**
 * Gemini answers 200 with no content and one of these when the model garbled a call:
 * https://ai.google.dev/api/generate-content#FinishReason
 */
const GARBLED = /^(MALFORMED_FUNCTION_CALL|UNEXPECTED_TOOL_CALL|MALFORMED_RESPONSE)$/;

/** What a model answered, if it can be used; `declared` are the names of the tools it may ask for. */
export function readAnswer(result: LanguageModelV4GenerateResult, declared: ReadonlySet<string>): ReadAnswer {
  const { content, finishReason } = result;
  if (GARBLED.test(finishReason.raw ?? '')) return unusable('malformed-call');
  const text = content
    .flatMap((part) => (part.type === 'text' ? part.text : []))
    .join('')
    .trim();
  const calls = content.flatMap((part) => (part.type === 'tool-call' && !part.providerExecuted ? part : []));
  if (calls.some(({ toolName }) => !declared.has(toolName))) return unusable('undeclared-tool');
  const toolCalls = calls.map(readCall);
  if (toolCalls.includes(null)) return unusable('malformed-call');
  if (toolCalls.length > 0)
    return { kind: 'tool-calls', text, toolCalls: toolCalls.filter((call) => call !== null) };
  if (text !== '') return { kind: 'text', text };
  return unusable(finishReason.unified === 'error' ? 'invalid-output' : 'empty-output');
}

/** Tokens as the provider counted them. */
export function readTokens({ usage }: Pick<LanguageModelV4GenerateResult, 'usage'>): Tokens {
  return {
    input: usage.inputTokens.total ?? NO_TOKENS.input,
    cachedInput: usage.inputTokens.cacheRead ?? NO_TOKENS.cachedInput,
    output: usage.outputTokens.total ?? NO_TOKENS.output,
  };
}

function unusable(failure: ModelFailure): ReadAnswer {
  return { kind: 'unusable', failure };
}

/** Null when the arguments are not one JSON object. */
function readCall(call: LanguageModelV4ToolCall): ToolCall | null {
  const input = parseObject(call.input === '' ? '{}' : call.input);
  if (!input) return null;
  const { toolCallId: id, toolName: name, providerMetadata } = call;
  return { id, name, input, ...(providerMetadata && { providerNote: providerMetadata }) };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return value as Record<string, unknown>;
  } catch {
    return null;
  }
}
