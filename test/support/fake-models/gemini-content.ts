import { z } from 'zod';
import type { ModelMessage } from '../../../domain/llm/message';
import { bearer, fieldsOf, parseJson, USAGE, type Wire, type WireAnswer } from './wire';

const object = z.record(z.string(), z.unknown());
const part = z.union([
  z.strictObject({ text: z.string(), thoughtSignature: z.string().optional() }),
  z.strictObject({
    functionCall: z.strictObject({ name: z.string(), args: object, id: z.string().optional() }),
    thoughtSignature: z.string().optional(),
  }),
  z.strictObject({
    functionResponse: z.strictObject({ name: z.string(), response: object, id: z.string().optional() }),
  }),
]);
type Part = z.infer<typeof part>;
/** An object with no fields is refused: a function without arguments has no parameters at all. */
const parameters = z.object({
  type: z.string().regex(/^object$/i),
  properties: object.refine(
    (fields) => Object.keys(fields).length > 0,
    'should be non-empty for OBJECT type',
  ),
});
const body = z.object({
  contents: z.array(z.object({ role: z.enum(['user', 'model']), parts: z.array(part).min(1) })).min(1),
  systemInstruction: z.object({ parts: z.array(z.object({ text: z.string() })) }).optional(),
  tools: z
    .array(
      z.object({
        functionDeclarations: z.array(
          z.object({
            name: z.string(),
            parameters: parameters.optional(),
            parametersJsonSchema: object.optional(),
          }),
        ),
      }),
    )
    .optional(),
});

/** What newer models put on their calls and want back. */
const SIGNATURE = 'c2lnbmF0dXJl';
/** What stands for it on the call of another model. */
const NO_SIGNATURE = 'skip_thought_signature_validator';

/** https://ai.google.dev/api/generate-content, by API key and as Vertex AI has it. */
export const geminiContent: Wire = {
  read({ body: raw, path, header }) {
    const { contents, systemInstruction, tools = [] } = body.parse(raw);
    const parts = contents.flatMap((content) => content.parts);
    const unsigned = parts.some(
      (one) => 'functionCall' in one && ![SIGNATURE, NO_SIGNATURE].includes(one.thoughtSignature ?? ''),
    );
    if (unsigned) throw new Error('Function call is missing a thought_signature');
    return {
      model: /models\/([^/:]+):generateContent/.exec(path)?.[1] ?? '',
      system: (systemInstruction?.parts ?? []).map(({ text }) => text).join('\n'),
      messages: contents.flatMap(({ role, parts: own }) =>
        role === 'model' ? [model(own)] : own.flatMap(fromUser),
      ),
      tools: tools.flatMap(({ functionDeclarations }) =>
        functionDeclarations.map(({ name, parameters: schema, parametersJsonSchema }) => ({
          name,
          fields: fieldsOf(schema ?? parametersJsonSchema),
        })),
      ),
      key: header('x-goog-api-key') || bearer(header('authorization')),
    };
  },
  answer: (answer, modelVersion) => generated(modelVersion, answer),
  empty: (modelVersion) => generated(modelVersion, { text: '', calls: [] }),
  garbled: (modelVersion) => ({
    candidates: [{ finishReason: 'MALFORMED_FUNCTION_CALL', index: 0 }],
    usageMetadata: usage(),
    modelVersion,
  }),
  error: (code, message) => ({
    error: { code, message, status: code === 429 ? 'RESOURCE_EXHAUSTED' : 'UNAVAILABLE' },
  }),
};

function model(parts: readonly Part[]): ModelMessage {
  return {
    role: 'model',
    text: parts.flatMap((one) => ('text' in one ? one.text : [])).join('\n'),
    toolCalls: parts.flatMap((one) =>
      'functionCall' in one
        ? {
            id: one.functionCall.id ?? one.functionCall.name,
            name: one.functionCall.name,
            input: one.functionCall.args,
          }
        : [],
    ),
  };
}

/** Gemini wants an object: the result stands in a field of it, whose name the clients choose. */
function fromUser(one: Part): ModelMessage[] {
  if ('text' in one) return [{ role: 'contact', text: one.text }];
  if (!('functionResponse' in one)) throw new Error('a user calls no functions');
  const { name, id, response } = one.functionResponse;
  const output = parseJson(response['result'] ?? response['content'] ?? response['error'] ?? response);
  return [{ role: 'tools', results: [{ callId: id ?? name, name, output, isError: 'error' in response }] }];
}

function generated(modelVersion: string, { text, calls }: WireAnswer): object {
  const parts = [
    ...(text === '' ? [] : [{ text }]),
    ...calls.map(({ name, arguments: written }) => ({
      functionCall: { name, args: parseJson(written) },
      thoughtSignature: SIGNATURE,
    })),
  ];
  return {
    candidates: [
      { content: { role: 'model', ...(parts.length > 0 && { parts }) }, finishReason: 'STOP', index: 0 },
    ],
    usageMetadata: usage(),
    modelVersion,
  };
}

function usage(): object {
  return {
    promptTokenCount: USAGE.input,
    cachedContentTokenCount: USAGE.cached,
    candidatesTokenCount: USAGE.output,
    totalTokenCount: USAGE.input + USAGE.output,
  };
}
