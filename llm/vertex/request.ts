import type {
  JSONValue,
  LanguageModelV4CallOptions,
  LanguageModelV4Message,
  LanguageModelV4Prompt,
  LanguageModelV4ToolResultPart,
} from '@ai-sdk/provider';
import type {
  Content,
  FunctionDeclarationSchema,
  GenerateContentRequest,
  Part,
  Tool,
} from '@google-cloud/vertexai';
import { geminiSchema } from './schema';

/** What is asked, in the words of https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/inference */
export function requestOf(options: LanguageModelV4CallOptions, model: string): GenerateContentRequest {
  const { prompt, maxOutputTokens, temperature } = options;
  const tools = toolsOf(options);
  const system = prompt.flatMap((message) => (message.role === 'system' ? message.content : [])).join('\n\n');
  return {
    contents: contentsOf(prompt, unsignedOf(model)),
    ...(system !== '' && { systemInstruction: { role: 'system', parts: [{ text: system }] } }),
    ...(tools.length > 0 && { tools }),
    generationConfig: {
      ...(maxOutputTokens !== undefined && { maxOutputTokens }),
      ...(temperature !== undefined && { temperature }),
    },
  };
}

function toolsOf({ tools = [] }: LanguageModelV4CallOptions): Tool[] {
  const functions = tools.flatMap((tool) => (tool.type === 'function' ? tool : []));
  if (functions.length === 0) return [];
  const functionDeclarations = functions.map(({ name, description, inputSchema }) => ({
    name,
    ...(description !== undefined && { description }),
    ...parametersOf(inputSchema as Record<string, unknown>),
  }));
  return [{ functionDeclarations }];
}

/** Gemini refuses an object without fields: a function that takes nothing has no parameters. */
function parametersOf(schema: Readonly<Record<string, unknown>>): { parameters?: FunctionDeclarationSchema } {
  if (Object.keys(schema['properties'] ?? {}).length === 0) return {};
  return { parameters: geminiSchema(schema) as unknown as FunctionDeclarationSchema };
}

/** Neighbours of one role are one content: Gemini wants the roles to alternate. */
function contentsOf(prompt: LanguageModelV4Prompt, unsigned: string | undefined): Content[] {
  const contents: Content[] = [];
  for (const message of prompt) {
    const content = contentOf(message, unsigned);
    if (content === null || content.parts.length === 0) continue;
    const last = contents.at(-1);
    if (last?.role === content.role) last.parts.push(...content.parts);
    else contents.push(content);
  }
  return contents;
}

function contentOf(message: LanguageModelV4Message, unsigned: string | undefined): Content | null {
  switch (message.role) {
    case 'system':
      return null;
    case 'user':
      return {
        role: 'user',
        parts: message.content.flatMap((part) => (part.type === 'text' ? { text: part.text } : [])),
      };
    case 'assistant':
      return { role: 'model', parts: message.content.flatMap((part) => modelPart(part, unsigned)) };
    case 'tool':
      return {
        role: 'user',
        parts: message.content.flatMap((part) => (part.type === 'tool-result' ? resultPart(part) : [])),
      };
  }
}

/**
 * Gemini 3 and newer want each call back with its signature; this stands for the one of a call that another model
 * made: https://ai.google.dev/gemini-api/docs/thought-signatures
 */
function unsignedOf(model: string): string | undefined {
  return /^gemini-([3-9]|\d\d)/.test(model) ? 'skip_thought_signature_validator' : undefined;
}

type AssistantPart = Extract<LanguageModelV4Message, { role: 'assistant' }>['content'][number];

function modelPart(part: AssistantPart, unsigned: string | undefined): Part[] {
  if (part.type === 'text') return [{ text: part.text }];
  if (part.type !== 'tool-call') return [];
  const signature = part.providerOptions?.['vertex']?.['thoughtSignature'] ?? unsigned;
  const call = { functionCall: { name: part.toolName, args: part.input as object } };
  // The client's types do not know it.
  return [typeof signature === 'string' ? Object.assign(call, { thoughtSignature: signature }) : call];
}

function resultPart({ toolName: name, output }: LanguageModelV4ToolResultPart): Part {
  const value: JSONValue | undefined = 'value' in output ? (output.value as JSONValue) : null;
  const field = output.type.startsWith('error') ? 'error' : 'result';
  return { functionResponse: { name, response: { [field]: value } } };
}
