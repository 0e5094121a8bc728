import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ModelMessage } from '../../../domain/llm/message';
import { bearer, fieldsOf, parseJson, parseObject, USAGE, type Wire, type WireAnswer } from './wire';

const text = z
  .union([
    z.string(),
    z.array(z.object({ type: z.enum(['input_text', 'output_text', 'text']), text: z.string() })),
  ])
  .transform((parts) => (typeof parts === 'string' ? parts : parts.map((part) => part.text).join('')));
const item = z.union([
  z.object({
    type: z.literal('function_call'),
    call_id: z.string(),
    name: z.string(),
    arguments: z.string(),
  }),
  z.object({ type: z.literal('function_call_output'), call_id: z.string(), output: z.string() }),
  z.object({ role: z.enum(['system', 'developer', 'user', 'assistant']), content: text }),
]);
const body = z.object({
  model: z.string(),
  input: z.array(item).min(1),
  store: z.literal(false),
  tools: z
    .array(z.object({ type: z.literal('function'), name: z.string(), parameters: z.unknown() }))
    .optional(),
});

/** https://docs.x.ai/docs/api-reference#create-new-response; a request that is to be kept is refused. */
export const xaiResponses: Wire = {
  read({ body: raw, header }) {
    const { model, input, tools = [] } = body.parse(raw);
    const names = new Map(
      input.flatMap((one): [string, string][] =>
        'type' in one && one.type === 'function_call' ? [[one.call_id, one.name]] : [],
      ),
    );
    return {
      model,
      system: input.flatMap((one) => ('role' in one && isSystem(one.role) ? one.content : [])).join('\n'),
      messages: input.flatMap((one) => read(one, names)),
      tools: tools.map(({ name, parameters }) => ({ name, fields: fieldsOf(parameters) })),
      key: bearer(header('authorization')),
    };
  },
  answer: (answer, model) => response(model, answer),
  empty: (model) => response(model, { text: '', calls: [] }),
  garbled: (model) =>
    response(model, { text: '', calls: [{ name: 'search_products', arguments: '{"query": "le' }] }),
  error: (status, message) => ({ code: String(status), error: message }),
};

function isSystem(role: string): boolean {
  return role === 'system' || role === 'developer';
}

function read(one: z.infer<typeof item>, names: ReadonlyMap<string, string>): ModelMessage[] {
  if ('role' in one) {
    if (isSystem(one.role)) return [];
    return one.role === 'user'
      ? [{ role: 'contact', text: one.content }]
      : [{ role: 'model', text: one.content, toolCalls: [] }];
  }
  if (one.type === 'function_call') {
    const { call_id: id, name } = one;
    return [{ role: 'model', text: '', toolCalls: [{ id, name, input: parseObject(one.arguments) }] }];
  }
  const name = names.get(one.call_id);
  if (name === undefined) throw new Error(`call_id ${one.call_id} answers no call`);
  return [
    {
      role: 'tools',
      results: [{ callId: one.call_id, name, output: parseJson(one.output), isError: false }],
    },
  ];
}

function response(model: string, { text: said, calls }: WireAnswer): object {
  const message = {
    type: 'message',
    id: `msg_${randomUUID()}`,
    role: 'assistant',
    status: 'completed',
    content: [{ type: 'output_text', text: said, annotations: [], logprobs: [] }],
  };
  return {
    id: randomUUID(),
    object: 'response',
    created_at: 1_760_000_000,
    model,
    status: 'completed',
    output: [
      ...(said === '' ? [] : [message]),
      ...calls.map((made) => ({
        type: 'function_call',
        id: `fc_${randomUUID()}`,
        call_id: `call_${randomUUID()}`,
        status: 'completed',
        ...made,
      })),
    ],
    usage: {
      input_tokens: USAGE.input,
      input_tokens_details: { cached_tokens: USAGE.cached },
      output_tokens: USAGE.output,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: USAGE.input + USAGE.output,
    },
  };
}
