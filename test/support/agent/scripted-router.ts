import type { ModelAnswer } from '../../../domain/llm/message';
import { OFFLINE_MODEL } from '../../../domain/llm/model-setting';
import type { ModelRouter, ModelStep, ModelStepOutcome } from '../../../llm/router';

/** What a model says to one step; null where none answers. */
export type Reply =
  | string
  | { calls: [name: string, input: Record<string, unknown>][]; text?: string }
  | null
  | ((step: ModelStep) => Promise<Reply>);

export type ScriptedRouter = ReturnType<typeof createScriptedRouter>;

/** Models that answer what they are told to, and echo the contact when they are told nothing. */
export function createScriptedRouter() {
  const replies: Reply[] = [];
  const asked: ModelStep[] = [];
  let made = 0;
  const idOf = () => `call-${(made += 1)}`;
  const takeStep = async (step: ModelStep): Promise<ModelStepOutcome> => {
    asked.push(step);
    let reply = replies.length > 0 ? (replies.shift() ?? null) : `eco: ${lastSaid(step)}`;
    while (typeof reply === 'function') reply = await reply(step);
    return outcomeOf(reply, idOf);
  };
  return {
    router: { takeStep } satisfies ModelRouter,
    /** Every step that was asked for, and so paid for. */
    asked,
    script: (...next: Reply[]) => void replies.push(...next),
  };
}

function lastSaid({ messages }: ModelStep): string {
  return messages.findLast((message) => message.role === 'contact')?.text ?? '';
}

const USED = {
  provider: 'offline' as const,
  model: OFFLINE_MODEL,
  ms: 5,
  tokens: { input: 100, cachedInput: 0, output: 10 },
  costMicros: 7,
};

function outcomeOf(
  reply: Exclude<Reply, (step: ModelStep) => unknown>,
  idOf: () => string,
): ModelStepOutcome {
  const attempt = { ...USED, startedAt: Date.now() };
  if (reply === null) {
    return { kind: 'unavailable', ms: 5, attempts: [{ ...attempt, outcome: 'timeout' }] };
  }
  return {
    kind: 'answered',
    answer: answerOf(reply, idOf),
    ...USED,
    attempts: [{ ...attempt, outcome: 'answered' }],
  };
}

function answerOf(
  reply: Exclude<Reply, null | ((step: ModelStep) => unknown)>,
  idOf: () => string,
): ModelAnswer {
  if (typeof reply === 'string') return { kind: 'text', text: reply };
  const toolCalls = reply.calls.map(([name, input]) => ({ id: idOf(), name, input }));
  return { kind: 'tool-calls', text: reply.text ?? '', toolCalls };
}
