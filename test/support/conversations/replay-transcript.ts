import { isRunning } from '../../../activities/conversations/turn';
import { luxonZoneClock } from '../../../activities/zone-clock';
import type { TranscriptEntry } from '../../../db/transcripts/transcripts';
import type {
  ConversationEvent,
  ConversationState,
  Facts,
  ReceivedMedia,
  SentMessage,
} from '../../../domain/conversations/conversation';
import { newConversation } from '../../../domain/conversations/conversation';
import type { Scenario } from '../../../domain/conversations/scenario';
import { takeTurn } from '../../../domain/conversations/take-turn';
import { isUnheard } from '../../../domain/conversations/unheard';
import type { Value } from '../../../domain/conversations/values';
import { storableJson } from '../../../domain/messaging/storable';
import { testPorts } from './test-ports';

export interface Retold {
  state: ConversationState;
  messages: SentMessage[];
}

/** The day that every start of these tests plays. */
const DAY_PLAYED = { session: 1, day: 1 };
const NO_DAY = { session: null, day: null };

/** What the pure engine makes of everything that a transcript says happened, each at its time. */
export function retell(scenario: Scenario, facts: Facts, transcript: readonly TranscriptEntry[]): Retold {
  const told: Retold & { day: Record<string, Value> } = {
    state: newConversation(scenario),
    messages: [],
    day: NO_DAY,
  };
  for (const [index, entry] of transcript.entries()) {
    if (isUnheard(transcript[index + 1]?.data['detail'])) continue;
    told.day = dayAfter(entry, told);
    const event = eventOf(entry, told.state);
    if (event) happen(event, entry.at);
  }
  return told;

  function happen(event: ConversationEvent, now: number): void {
    const { date: today } = luxonZoneClock.toLocal(now, 'America/Bogota');
    const context = { ...facts.context, ...told.day };
    const turn = { event, now, today, contact: facts.contact, context };
    const { state, effects } = takeTurn({ scenario, ports: testPorts }, told.state, turn);
    told.state = storableJson(state);
    for (const effect of effects) {
      if (effect.kind === 'send') told.messages.push(effect.message);
    }
  }
}

/** A conversation plays a day from its start to its end; whoever writes after the end plays none. */
function dayAfter(
  { type, event }: TranscriptEntry,
  { state, day }: { state: ConversationState; day: Record<string, Value> },
): Record<string, Value> {
  if (event === 'started') return DAY_PLAYED;
  return event === 'ended' || (type === 'user' && !isRunning(state)) ? NO_DAY : day;
}

type Data = TranscriptEntry['data'];

function eventOf({ type, event, data }: TranscriptEntry, state: ConversationState): ConversationEvent | null {
  if (type === 'user') return messageOf(data);
  const waitingId = state.waiting?.id ?? '';
  switch (event) {
    case 'started':
      return { kind: 'started' };
    case 'timer':
      return { kind: 'timer-fired', timer: String(data['timer']) };
    case 'call':
      return callOf(data, waitingId);
    case 'agent':
      return agentOf(data, waitingId);
    case 'migrated':
      return isRunning(state) ? { kind: 'migrated' } : null;
    case 'returned':
      return state.waiting?.for === 'person' ? { kind: 'handoff-returned', handoff: waitingId } : null;
    default:
      return null;
  }
}

function messageOf({ text, choice, media }: Data): ConversationEvent {
  const [file] = (media ?? []) as { kind: ReceivedMedia['kind']; mediaId: string }[];
  return {
    kind: 'message',
    ...(typeof text === 'string' && text !== '' && { text }),
    ...(typeof choice === 'string' && { choice }),
    ...(file && { media: { kind: file.kind, media: file.mediaId } }),
  };
}

function callOf({ status, body, failed }: Data, call: string): ConversationEvent {
  if (typeof failed === 'string') return { kind: 'call-failed', call, reason: failed };
  return { kind: 'call-answered', call, status: Number(status), body: body as Value };
}

function agentOf({ result, failed }: Data, agent: string): ConversationEvent {
  if (typeof failed === 'string') return { kind: 'agent-failed', agent, reason: failed };
  return { kind: 'agent-done', agent, result: result as Value };
}
