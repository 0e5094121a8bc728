import type { ModelMessage, ToolCall, ToolResult } from '../llm/message';

/** Something that was said in a conversation, by its turn. */
export interface Line {
  turn: number;
  by: 'contact' | 'business';
  text: string;
}

/** What a model asked to have done, and what came of it; null while nothing has. */
export interface AskedTool {
  call: ToolCall;
  result: Omit<ToolResult, 'callId' | 'name'> | null;
}

/** An answer of a model that asked for tools. */
export interface ToolStep {
  text: string;
  tools: readonly AskedTool[];
}

/** What an agent turn needs of the turns before it. */
export interface Past {
  /** Oldest first. */
  lines: readonly Line[];
  /** Of earlier turns of the agent, by the turn of the dialog that answered. */
  steps: ReadonlyMap<number, readonly ToolStep[]>;
}

/** The turn that is to be answered: since which turn of the dialog, and what its models asked for so far. */
export interface Present {
  since: number;
  steps: readonly ToolStep[];
}

/** Characters of earlier turns that a model is given; what it is to answer is always whole. */
const LONGEST_PAST = 24_000;

/** Said in the contact's place where a scenario hands over and nobody has written since. */
export const HANDED_TO_AGENT = '[La conversación pasa ahora a ti.]';

/** The conversation as models are told it: earlier turns as far as they fit, with their tools, then this one. */
export function dialogueFor(past: Past, { since, steps }: Present): ModelMessage[] {
  const earlier = messagesOf({ ...past, lines: past.lines.filter(({ turn }) => turn < since) });
  const now = messagesOf({ lines: past.lines.filter(({ turn }) => turn >= since), steps: new Map() });
  const dialogue = merged([...newest(earlier), ...now]);
  const asked = dialogue.at(-1)?.role === 'model' || dialogue.length === 0;
  return [
    ...dialogue,
    ...(asked ? [{ role: 'contact' as const, text: HANDED_TO_AGENT }] : []),
    ...steps.flatMap(stepMessages),
  ];
}

/** Turn by turn; the tools of a turn come before what was said at its end. */
function messagesOf({ lines, steps }: Past): ModelMessage[] {
  const turns = [...new Set([...lines.map(({ turn }) => turn), ...steps.keys()])].toSorted((a, b) => a - b);
  return turns.flatMap((turn) => {
    const said = lines.filter((line) => line.turn === turn);
    const first = said.findIndex(({ by }) => by === 'business');
    const end = first === -1 ? said.length : first;
    return [
      ...said.slice(0, end).map(lineMessage),
      ...(steps.get(turn) ?? []).flatMap(stepMessages),
      ...said.slice(end).map(lineMessage),
    ];
  });
}

function lineMessage({ by, text }: Line): ModelMessage {
  return by === 'contact' ? { role: 'contact', text } : { role: 'model', text, toolCalls: [] };
}

/** Providers want a result for every call: one that came to nothing is left out with it. */
function stepMessages({ text, tools }: ToolStep): ModelMessage[] {
  const done = tools.flatMap(({ call, result }) => (result ? [{ call, result }] : []));
  if (done.length === 0) return [];
  return [
    { role: 'model', text, toolCalls: done.map(({ call }) => call) },
    {
      role: 'tools',
      results: done.map(({ call: { id: callId, name }, result }) => ({ callId, name, ...result })),
    },
  ];
}

/** The end of it, beginning with something that the contact said. */
function newest(messages: readonly ModelMessage[]): ModelMessage[] {
  let left = LONGEST_PAST;
  const first = messages.findLastIndex((message) => {
    left -= JSON.stringify(message).length;
    return left < 0;
  });
  const kept = messages.slice(first + 1);
  const start = kept.findIndex(({ role }) => role === 'contact');
  return start === -1 ? [] : kept.slice(start);
}

/** What one side said in several messages is one of a model's dialogue. */
function merged(messages: readonly ModelMessage[]): ModelMessage[] {
  const result: ModelMessage[] = [];
  for (const message of messages) {
    const last = result.at(-1);
    if (last?.role === 'contact' && message.role === 'contact') {
      result[result.length - 1] = { ...last, text: `${last.text}\n${message.text}` };
    } else if (last?.role === 'model' && message.role === 'model' && last.toolCalls.length === 0) {
      const { text, toolCalls } = message;
      result[result.length - 1] = { ...last, text: [last.text, text].filter(Boolean).join('\n'), toolCalls };
    } else {
      result.push(message);
    }
  }
  return result;
}
