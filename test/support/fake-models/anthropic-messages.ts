import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ModelMessage } from '../../../domain/llm/message';
import { fieldsOf, parseJson, USAGE, type Wire, type WireAnswer } from './wire';

const textPart = z.object({ type: z.literal('text'), text: z.string() });
const texts = z
  .union([z.string(), z.array(textPart)])
  .transform((parts) => (typeof parts === 'string' ? parts : parts.map(({ text }) => text).join('\n')));
const part = z.discriminatedUnion('type', [
  textPart,
  z.object({
    type: z.literal('tool_use'),
    id: z.string(),
    name: z.string(),
    input: z.record(z.string(), z.unknown()),
  }),
  z.object({
    type: z.literal('tool_result'),
    tool_use_id: z.string(),
    content: texts,
    is_error: z.boolean().optional(),
  }),
]);
type Part = z.infer<typeof part>;
const body = z.object({
  model: z.string(),
  max_tokens: z.number().int().positive(),
  system: texts.optional(),
  messages: z.array(z.object({ role: z.enum(['user', 'assistant']), content: z.array(part).min(1) })).min(1),
  tools: z.array(z.object({ name: z.string(), input_schema: z.unknown() })).optional(),
});

/** https://docs.anthropic.com/en/api/messages; roles have to take turns. */
export const anthropicMessages: Wire = {
  read({ body: raw, header }) {
    const { model, system = '', messages, tools = [] } = body.parse(raw);
    if (header('anthropic-version') === '') throw new Error('anthropic-version is missing');
    if (messages.some(({ role }, index) => role === messages[index + 1]?.role))
      throw new Error('roles must alternate');
    const uses = messages.flatMap(({ content }) =>
      content.flatMap((one) => (one.type === 'tool_use' ? one : [])),
    );
    const names = new Map(uses.map(({ id, name }) => [id, name]));
    return {
      model,
      system,
      messages: messages.flatMap(({ role, content }) =>
        role === 'assistant' ? [assistant(content)] : content.flatMap((one) => fromUser(one, names)),
      ),
      tools: tools.map(({ name, input_schema: schema }) => ({ name, fields: fieldsOf(schema) })),
      key: header('x-api-key'),
    };
  },
  answer: (answer, model) => reply(model, answer),
  empty: (model) => reply(model, { text: '', calls: [] }),
  garbled: (model) => reply(model, { text: '', calls: [{ name: 'search_products', arguments: '"le' }] }),
  error: (_status, message) => ({ type: 'error', error: { type: 'api_error', message } }),
};

function assistant(content: readonly Part[]): ModelMessage {
  return {
    role: 'model',
    text: content.flatMap((one) => (one.type === 'text' ? one.text : [])).join('\n'),
    toolCalls: content.flatMap((one) =>
      one.type === 'tool_use' ? { id: one.id, name: one.name, input: one.input } : [],
    ),
  };
}

function fromUser(one: Part, names: ReadonlyMap<string, string>): ModelMessage[] {
  if (one.type === 'text') return [{ role: 'contact', text: one.text }];
  if (one.type !== 'tool_result') throw new Error('a user uses no tools');
  const name = names.get(one.tool_use_id);
  if (name === undefined) throw new Error(`tool_use_id ${one.tool_use_id} answers no call`);
  const { tool_use_id: callId, is_error: isError = false } = one;
  return [{ role: 'tools', results: [{ callId, name, output: parseJson(one.content), isError }] }];
}

function reply(model: string, { text, calls }: WireAnswer): object {
  return {
    id: `msg_${randomUUID()}`,
    type: 'message',
    role: 'assistant',
    model,
    content: [
      ...(text === '' ? [] : [{ type: 'text', text }]),
      ...calls.map(({ name, arguments: written }) => ({
        type: 'tool_use',
        id: `toolu_${randomUUID().replaceAll('-', '')}`,
        name,
        input: parseJson(written),
      })),
    ],
    stop_reason: calls.length > 0 ? 'tool_use' : 'end_turn',
    stop_sequence: null,
    usage: {
      input_tokens: USAGE.input - USAGE.cached,
      cache_read_input_tokens: USAGE.cached,
      cache_creation_input_tokens: 0,
      output_tokens: USAGE.output,
    },
  };
}
