import { createHash } from 'node:crypto';
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4GenerateResult,
} from '@ai-sdk/provider';
import { trainClassifier, type Classify } from './offline/classify';
import { readConversation } from './offline/conversation';
import { decideMove } from './offline/decide';
import type { Move } from './offline/move';

/**
 * The model without a network or a key: rules, phrases trained with NLP.js, and templates in Spanish. It keeps
 * nothing between calls; everything it goes by is in the prompt.
 */
export function createOfflineModel(modelId: string): LanguageModelV4 {
  let trained: Promise<Classify> | undefined;
  return {
    specificationVersion: 'v4',
    provider: 'offline',
    modelId,
    supportedUrls: {},
    async doGenerate(options) {
      trained ??= trainClassifier();
      const functions = (options.tools ?? []).flatMap((tool) => (tool.type === 'function' ? tool : []));
      return resultOf(await decideMove(readConversation(options.prompt, functions), await trained), options);
    },
    doStream: () => Promise.reject(new Error('The offline model gives whole answers only')),
  };
}

function resultOf(move: Move, { prompt }: LanguageModelV4CallOptions): LanguageModelV4GenerateResult {
  const called = 'calls' in move;
  const said = move.say ? [{ type: 'text' as const, text: move.say }] : [];
  return {
    content: [...said, ...(called ? callsOf(move.calls, promptHash(prompt)) : [])],
    finishReason: { unified: called ? 'tool-calls' : 'stop', raw: undefined },
    usage: {
      inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
      outputTokens: { total: 0, text: 0, reasoning: 0 },
    },
    warnings: [],
  };
}

/** Ids that the same prompt gives again, and no other prompt. */
function callsOf(calls: Extract<Move, { calls: unknown }>['calls'], hash: string): LanguageModelV4Content[] {
  return calls.map(({ name, input }, index) => ({
    type: 'tool-call',
    toolCallId: `offline-${hash}-${index}`,
    toolName: name,
    input: JSON.stringify(input),
  }));
}

function promptHash(prompt: LanguageModelV4CallOptions['prompt']): string {
  return createHash('sha256').update(JSON.stringify(prompt)).digest('hex').slice(0, 16);
}
