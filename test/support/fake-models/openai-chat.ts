import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ModelMessage } from '../../../domain/llm/message';
import { bearer, fieldsOf, parseJson, parseObject, USAGE, type Wire, type WireAnswer } from './wire';

const call = z.object({
  id: z.string(),
  type: z.literal('function'),
  function: z.object({ name: z.string(), arguments: z.string() }),
});
const content = z
  .union([z.string(), z.array(z.object({ type: z.literal('text'), text: z.string() }))])
  .transform((parts) => (typeof parts === 'string' ? parts : parts.map(({ text }) => text).join('')));
const message = z.discriminatedUnion('role', [
  z.object({ role: z.enum(['system', 'developer']), content }),
  z.object({ role: z.literal('user'), content }),
  z.object({
    role: z.literal('assistant'),
    content: content.nullish(),
    tool_calls: z.array(call).optional(),
  }),
  z.object({ role: z.literal('tool'), tool_call_id: z.string(), content }),
]);
const body = z.object({
  model: z.string(),
  messages: z.array(message).min(1),
  stream: z.literal(false).optional(),
  tools: z
    .array(
      z.object({
        type: z.literal('function'),
        function: z.object({ name: z.string(), parameters: z.unknown() }),
      }),
    )
    .optional(),
});

/** https://platform.openai.com/docs/api-reference/chat, also as Ollama and LM Studio speak it. */
export const openAiChat: Wire = {
  read({ body: raw, header }) {
    const { model, messages, tools = [] } = body.parse(raw);
    return {
      model,
      system: messages.flatMap((one) => (isSystem(one.role) ? (one.content ?? '') : [])).join('\n'),
      messages: messages.flatMap((one) => read(one, messages)),
      tools: tools.map(({ function: { name, parameters } }) => ({ name, fields: fieldsOf(parameters) })),
      key: bearer(header('authorization')),
    };
  },
  answer: ({ text, calls }, model) => completion(model, { text, calls }),
  empty: (model) => completion(model, { text: '', calls: [] }),
  garbled: (model) =>
    completion(model, { text: '', calls: [{ name: 'search_products', arguments: '{"query": "le' }] }),
  error: (status, text) => ({ error: { message: text, type: 'error', param: null, code: String(status) } }),
};

function isSystem(role: string): boolean {
  return role === 'system' || role === 'developer';
}

type Message = z.infer<typeof message>;

function read(one: Message, all: readonly Message[]): ModelMessage[] {
  if (one.role === 'user') return [{ role: 'contact', text: one.content }];
  if (one.role === 'assistant') {
    const toolCalls = (one.tool_calls ?? []).map(({ id, function: { name, arguments: text } }) => ({
      id,
      name,
      input: parseObject(text),
    }));
    return [{ role: 'model', text: one.content ?? '', toolCalls }];
  }
  if (one.role !== 'tool') return [];
  const calls = all.flatMap((other) => (other.role === 'assistant' ? (other.tool_calls ?? []) : []));
  const name = calls.find(({ id }) => id === one.tool_call_id)?.function.name;
  if (name === undefined) throw new Error(`tool_call_id ${one.tool_call_id} answers no call`);
  const result = { callId: one.tool_call_id, name, output: parseJson(one.content), isError: false };
  return [{ role: 'tools', results: [result] }];
}

function completion(model: string, { text, calls }: WireAnswer): object {
  return {
    id: `chatcmpl-${randomUUID()}`,
    object: 'chat.completion',
    created: 1_760_000_000,
    model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: text === '' ? null : text,
          ...(calls.length > 0 && {
            tool_calls: calls.map((made) => ({
              id: `call_${randomUUID()}`,
              type: 'function',
              function: made,
            })),
          }),
        },
        finish_reason: calls.length > 0 ? 'tool_calls' : 'stop',
      },
    ],
    usage: {
      prompt_tokens: USAGE.input,
      completion_tokens: USAGE.output,
      total_tokens: USAGE.input + USAGE.output,
      prompt_tokens_details: { cached_tokens: USAGE.cached },
    },
  };
}
