import type {
  JSONObject,
  LanguageModelV4FunctionTool,
  LanguageModelV4Prompt,
  LanguageModelV4ToolResultOutput,
} from '@ai-sdk/provider';
import { withoutNotes } from '../../domain/agent/said';

/** A tool that ran, with what came of it. */
export interface ToolRun {
  name: string;
  input: Record<string, unknown>;
  output: unknown;
  failed: boolean;
}

/** Something that was said, in order. */
export interface Said {
  by: 'contact' | 'model';
  text: string;
}

/** A prompt as the offline model looks at it. */
export interface Conversation {
  /** What the person wrote last. */
  text: string;
  /** Whether what they sent was no more than files, which this model cannot open. */
  onlyFiles: boolean;
  /** Everything said before that. */
  before: readonly Said[];
  /** Tools that ran since, and those of earlier turns as far as the prompt holds them. */
  now: readonly ToolRun[];
  earlier: readonly ToolRun[];
  tools: ReadonlyMap<string, LanguageModelV4FunctionTool>;
}

/** Nobody needs more of a message to tell what it is about. */
const LONGEST_TEXT = 500;

export function readConversation(
  prompt: LanguageModelV4Prompt,
  tools: readonly LanguageModelV4FunctionTool[],
): Conversation {
  const said = prompt.flatMap(saidIn);
  const last = said.findLastIndex(({ by }) => by === 'contact');
  const { text, isNoted } = withoutNotes(said[last]?.text ?? '');
  const turn = prompt.findLastIndex(({ role }) => role === 'user');
  const inputs = new Map(prompt.flatMap(callsIn));
  const runsOf = (messages: LanguageModelV4Prompt) => messages.flatMap((message) => runsIn(message, inputs));
  return {
    text: text.slice(0, LONGEST_TEXT),
    onlyFiles: isNoted && text === '',
    before: said.slice(0, Math.max(0, last)),
    now: runsOf(prompt.slice(turn + 1)),
    earlier: runsOf(prompt.slice(0, turn + 1)),
    tools: new Map(tools.map((tool) => [tool.name, tool])),
  };
}

type Message = LanguageModelV4Prompt[number];

function saidIn(message: Message): Said[] {
  if (message.role !== 'user' && message.role !== 'assistant') return [];
  const text = textOf(message.content);
  return text === '' ? [] : [{ by: message.role === 'user' ? 'contact' : 'model', text }];
}

function callsIn(message: Message): [string, unknown][] {
  if (message.role !== 'assistant') return [];
  return message.content.flatMap((part): [string, unknown][] =>
    part.type === 'tool-call' ? [[part.toolCallId, part.input]] : [],
  );
}

interface Part {
  type: string;
  text?: string;
}

function textOf(content: readonly Part[]): string {
  return content
    .flatMap((part) => (part.type === 'text' ? (part.text ?? '') : []))
    .join('\n')
    .trim();
}

function runsIn(message: Message, inputs: ReadonlyMap<string, unknown>): ToolRun[] {
  if (message.role !== 'tool') return [];
  return message.content.flatMap((part) => {
    if (part.type !== 'tool-result') return [];
    const input = inputs.get(part.toolCallId);
    return {
      name: part.toolName,
      input: isObject(input) ? input : {},
      output: valueOf(part.output),
      failed: part.output.type.startsWith('error') || part.output.type === 'execution-denied',
    };
  });
}

/** Results are JSON, whether they came as such or as its text. */
function valueOf(output: LanguageModelV4ToolResultOutput): unknown {
  if (!('value' in output)) return null;
  if (typeof output.value !== 'string') return output.value;
  try {
    return JSON.parse(output.value);
  } catch {
    return output.value;
  }
}

function isObject(value: unknown): value is JSONObject & Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the model said last before the person's message; '' at the beginning. */
export function lastSaid({ before }: Conversation): string {
  return before.findLast(({ by }) => by === 'model')?.text ?? '';
}

/** The last run of a tool in this turn. */
export function ranNow({ now }: Conversation, name: string): ToolRun | undefined {
  return now.findLast((run) => run.name === name);
}
