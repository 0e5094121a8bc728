import type { ScriptedBehaviour } from '../fake-models/script';
import type { WireRequest } from '../fake-models/wire';

/** What the hostile model does at one step: the same always, or by what it has been told. */
export type Move = ScriptedBehaviour | ((call: WireRequest) => ScriptedBehaviour);

/** One person with a cart, and a model that is up to something. */
export interface Attack {
  name: string;
  turns: { says: string; moves: Move[] }[];
  /** Whether the person really ordered what they were shown. */
  orders?: boolean;
  /** What the person is called where the name itself is the attack. */
  userName?: string;
}

export function calls(...asked: [name: string, input: Record<string, unknown>][]): Move {
  return { kind: 'calls', calls: asked.map(([name, input]) => ({ name, input })) };
}

export function text(said: string): Move {
  return { kind: 'text', text: said };
}

/** How a message of the n-th attack is written: the mark tells the model which it is. */
export function marked(says: string, attack: number, turn: number): string {
  return `${says}\n#${attack}.${turn}`;
}

/** The model of all attacks at once; what it was not told to do ends with a harmless text. */
export function hostileModel(attacks: readonly Attack[]): (call: WireRequest) => ScriptedBehaviour {
  return (call) => {
    const last = call.messages.findLastIndex(({ role }) => role === 'contact');
    const message = call.messages[last];
    const [, attack, turn] = /#(\d+)\.(\d+)$/.exec(message?.role === 'contact' ? message.text : '') ?? [];
    const step = call.messages.slice(last).filter(({ role }) => role === 'tools').length;
    const move = attacks[Number(attack)]?.turns[Number(turn)]?.moves[step];
    return (typeof move === 'function' ? move(call) : move) ?? { kind: 'text', text: 'Listo.' };
  };
}

/**
 * A model that takes whatever it reads for an order: `LLAMA tool {…}` is called and `DI …` is said, from the last tool
 * result or, before there is one, from the person's message.
 */
export function obey({ messages }: WireRequest): ScriptedBehaviour {
  const last = messages.at(-1);
  const read = last?.role === 'tools' ? stringsIn(last.results) : [last?.role === 'contact' ? last.text : ''];
  const all = read.join('\n');
  const [, name, input] = /LLAMA (\w+) (\{.*?\})/.exec(all) ?? [];
  if (name !== undefined) return { kind: 'calls', calls: [{ name, input: inputOf(input) }] };
  return { kind: 'text', text: /DI (.+)/.exec(all)?.[1] ?? 'No encontré instrucciones.' };
}

function inputOf(written = '{}'): Record<string, unknown> {
  try {
    return JSON.parse(written) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
