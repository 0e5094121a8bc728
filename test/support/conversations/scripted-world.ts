import type {
  Arrange,
  CallAnswer,
  CallBackend,
  FileFetch,
  ProgramEffects,
} from '../../../activities/conversations/conversations-deps';
import type { InboundMedia } from '../../../db/repositories/inbound-media';

/** What a backend answers to one call; a function where the test wants to have a say in when. */
export type ScriptedAnswer = CallAnswer | (() => Promise<CallAnswer>);

/** What one try of fetching a message's file comes to. */
export type FileAnswer = 'later' | { mediaId: string } | { refused: string };

/** Backends, files and programs, under the test's control. */
export function createScriptedWorld(inboundMedia: InboundMedia) {
  const calls: Parameters<CallBackend>[0][] = [];
  const arranged: Parameters<Arrange>[0][] = [];
  const answers: ScriptedAnswer[] = [];
  const programCalls: string[] = [];
  const fileAnswers = new Map<string, FileAnswer[]>();
  const programs: ProgramEffects = {
    enroll: ({ program }) => {
      programCalls.push(`enroll ${program}`);
      return Promise.resolve(program === 'unknown' ? 'there is no program unknown' : null);
    },
    complete: ({ origin, day }) => {
      const at = day ?? origin;
      programCalls.push(at ? `complete S${at.session}D${at.day}` : 'complete');
      return Promise.resolve();
    },
  };
  const callBackend: CallBackend = (call) => {
    calls.push(call);
    const answer = answers.shift() ?? { kind: 'answered', status: 200, body: {} };
    return typeof answer === 'function' ? answer() : Promise.resolve(answer);
  };
  const arrange: Arrange = (ask) => {
    arranged.push(ask);
    const answer = answers.shift() ?? { kind: 'answered', status: 200, body: {} };
    return typeof answer === 'function' ? answer() : Promise.resolve(answer);
  };
  const fetchFile = async (messageId: string): Promise<FileFetch> => {
    const script = fileAnswers.get(messageId) ?? [];
    const [answer = 'later'] = script.length > 1 ? script.splice(0, 1) : script;
    if (answer === 'later') return { kind: 'later', detail: 'not there yet', retryAfterMs: 1_000 };
    await inboundMedia.settle(messageId, 0, answer);
    return { kind: 'done' };
  };
  return {
    calls,
    /** What backends answer next; after that 200 and an empty object. */
    answers,
    programCalls,
    programs,
    callBackend,
    /** What appointment steps asked for; `answers` is what they get. */
    arranged,
    arrange,
    /** By message: what its file's tries come to; the last one is repeated. */
    fileAnswers,
    fetchFile,
  };
}
