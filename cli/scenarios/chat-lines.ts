import { readDuration } from '../../domain/conversations/duration';
import type { Move } from '../../domain/conversations/play';
import type { Value } from '../../domain/conversations/values';

/** What a typed line asks for. */
export type ChatLine =
  | { kind: 'move'; move: Move }
  | { kind: 'state' }
  | { kind: 'log' }
  | { kind: 'help' }
  | { kind: 'quit' }
  | { kind: 'nothing' }
  | { kind: 'unclear'; why: string };

export const CHAT_HELP = [
  'What you type is said by the person; 1, 2 … or the words choose an option. Besides:',
  '  /wait [3h]           until the next timer, or so long',
  '  /pick <id>           press the button or row of that id',
  '  /image [id]          send a file; also /video, /audio, /document',
  '  /answer 200 {"a":1}  answer the call that is under way',
  '  /fail [reason]       let the call fail',
  '  /agent <words>       the agent is done and found this out; /agent-fails [reason]',
  '  /return              the person who took over hands back',
  '  /restart             from the start',
  '  /state, /log         where the conversation stands, and how it got there',
  '  /quit',
].join('\n');

type Reader = (rest: string) => ChatLine;

const move = (made: Move): ChatLine => ({ kind: 'move', move: made });
const media =
  (kind: 'image' | 'video' | 'audio' | 'document'): Reader =>
  (id) =>
    move({ sends: { kind, media: id === '' ? `my-${kind}` : id } });

const COMMANDS: Record<string, Reader> = {
  wait: (length) => {
    if (length === '') return move({ waits: 'next' });
    if (readDuration(length) !== null) return move({ waits: length });
    return { kind: 'unclear', why: `${length} is no length such as 30s, 5m, 2h or 3d.` };
  },
  pick: (id) => move({ picks: id }),
  image: media('image'),
  video: media('video'),
  audio: media('audio'),
  document: media('document'),
  answer: readAnswer,
  fail: (reason) => move({ callFails: reason === '' ? 'no answer' : reason }),
  agent: (words) => move({ agentFinds: parseJson(words) ?? words }),
  'agent-fails': (reason) => move({ agentFails: reason === '' ? 'gave up' : reason }),
  return: () => move({ returns: true }),
  restart: () => move({ starts: {} }),
  state: () => ({ kind: 'state' }),
  log: () => ({ kind: 'log' }),
  help: () => ({ kind: 'help' }),
  quit: () => ({ kind: 'quit' }),
};

/** Reads a line of the chat; only lines that begin with / are commands. */
export function readChatLine(line: string): ChatLine {
  const text = line.trim();
  if (text === '') return { kind: 'nothing' };
  if (!text.startsWith('/')) return move({ says: text });
  const [, name = '', rest = ''] = /^\/(\S*)\s*(.*)$/s.exec(text) ?? [];
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return command?.(rest) ?? { kind: 'unclear', why: `There is no /${name}; /help lists what there is.` };
}

function readAnswer(rest: string): ChatLine {
  const [, status, json = ''] = /^(\d{3})\s*(.*)$/s.exec(rest) ?? [];
  if (status === undefined) return { kind: 'unclear', why: 'Write it as /answer 200 {"code":"A1"}.' };
  const body = json === '' ? null : parseJson(json);
  if (body === undefined) return { kind: 'unclear', why: `${json} is not JSON.` };
  return move({ answers: { status: Number(status), body } });
}

function parseJson(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}
