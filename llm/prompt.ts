import type {
  LanguageModelV4FunctionTool,
  LanguageModelV4Message,
  LanguageModelV4Prompt,
  LanguageModelV4ToolResultOutput,
  JSONValue,
  SharedV4ProviderOptions,
} from '@ai-sdk/provider';
import type { ModelMessage, ToolCall, ToolDeclaration, ToolResult } from '../domain/llm/message';

/** The system prompt and what was said, as the AI SDK's models read it. */
export function promptOf(system: string, messages: readonly ModelMessage[]): LanguageModelV4Prompt {
  return [{ role: 'system', content: system }, ...messages.map(promptMessage)];
}

/** Tools as the AI SDK's models read them. */
export function toolsOf(tools: readonly ToolDeclaration[]): LanguageModelV4FunctionTool[] {
  return tools.map(({ name, description, inputSchema }) => ({
    type: 'function',
    name,
    description,
    inputSchema,
  }));
}

function promptMessage(message: ModelMessage): LanguageModelV4Message {
  switch (message.role) {
    case 'contact':
      return { role: 'user', content: [{ type: 'text', text: message.text }] };
    case 'model':
      return {
        role: 'assistant',
        content: [
          ...(message.text === '' ? [] : [{ type: 'text' as const, text: message.text }]),
          ...message.toolCalls.map(callPart),
        ],
      };
    case 'tools':
      return { role: 'tool', content: message.results.map(resultPart) };
  }
}

function callPart({ id, name, input, providerNote }: ToolCall) {
  return {
    type: 'tool-call' as const,
    toolCallId: id,
    toolName: name,
    input,
    ...(providerNote && { providerOptions: providerNote as SharedV4ProviderOptions }),
  };
}

function resultPart({ callId, name, output, isError }: ToolResult) {
  return {
    type: 'tool-result' as const,
    toolCallId: callId,
    toolName: name,
    output: outputOf(output, isError),
  };
}

function outputOf(output: unknown, isError: boolean): LanguageModelV4ToolResultOutput {
  const value = (output ?? null) as JSONValue;
  return isError ? { type: 'error-json', value } : { type: 'json', value };
}
