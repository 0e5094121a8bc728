import type { TurnMessage } from '../../db/repositories/turn-messages';
import type { ConversationEvent, ReceivedMedia } from '../../domain/conversations/conversation';
import { talkWithAgent } from '../../domain/conversations/conversation';
import { UNHEARD } from '../../domain/conversations/unheard';
import type { TurnDraft } from './turn';
import { askAgent, endConversation, endOrigin, happen, isRunning, silencedBy } from './turn';
import type { TurnEvent } from './turn-event';
import { eventDraft, logDraft, messageDraft } from './transcript-entries';

type EventOf<K extends TurnEvent['kind']> = Extract<TurnEvent, { kind: K }>;

/** Works one event out, on the draft; messages are answered by themselves. */
export function answerEvent(draft: TurnDraft, event: Exclude<TurnEvent, { kind: 'messages' }>): void {
  switch (event.kind) {
    case 'start':
      return start(draft, event);
    case 'timer':
      return fire(draft, event);
    case 'hand-off':
      return handOff(draft, event);
    case 'return':
      return giveBack(draft);
    case 'migrate':
      draft.entries.push(eventDraft('migrated', { version: event.version }));
      return happen(draft, { kind: 'migrated' });
    case 'close':
      return close(draft, event);
    case 'look':
      return;
  }
}

/**
 * Answers messages in their order, up to one that makes a call: those after it wait for the call's answer, as
 * they would have if they had come later. Gives the messages that were answered.
 */
export function answerMessages(draft: TurnDraft, messages: readonly TurnMessage[]): TurnMessage[] {
  const answered: TurnMessage[] = [];
  for (const message of messages) {
    if (draft.change.pending?.kind === 'call') break;
    answerMessage(draft, message);
    answered.push(message);
  }
  return answered;
}

function answerMessage(draft: TurnDraft, message: TurnMessage): void {
  const { change } = draft;
  draft.entries.push(messageDraft(message));
  if (message.receivedAt > change.lastInteractionAt) change.lastInteractionAt = message.receivedAt;
  const silence = silencedBy(draft) ?? continuesAlbum(draft, message);
  if (silence !== null) {
    draft.entries.push(logDraft({ kind: 'ignored', step: change.state?.at ?? null, detail: silence }));
    return;
  }
  // Whoever writes after the end begins a conversation of their own.
  if (!isRunning(change.state)) endOrigin(draft);
  if (isForAgent(draft)) return tellAgent(draft);
  happen(draft, engineMessage(message));
}

/** A scenario goes first where there is one: the agent alone answers for bots that have none, or want none. */
function isForAgent({ facts: { bot }, change, published }: TurnDraft): boolean {
  if (bot.mode === 'scenario' || (isRunning(change.state) && change.scenarioId !== null)) return false;
  return bot.mode === 'agent' || published === null;
}

function tellAgent(draft: TurnDraft): void {
  Object.assign(draft.change, { scenarioId: null, scenarioVersion: null, state: talkWithAgent() });
  askAgent(draft, { agent: null, goal: null, tools: [] });
}

/** The pictures of an album come one by one; the first is the answer. */
function continuesAlbum({ change }: TurnDraft, { content }: TurnMessage): string | null {
  const [file] = content.media ?? [];
  const albumId = file?.albumId ?? null;
  const continued = albumId !== null && albumId === change.lastAlbumId;
  change.lastAlbumId = albumId;
  return continued ? UNHEARD.album : null;
}

/** A file that could not be fetched leaves the words that came with it. */
function engineMessage({ content }: TurnMessage): ConversationEvent {
  const { text, button, media = [] } = content;
  const file = media.find(({ mediaId }) => mediaId !== undefined);
  return {
    kind: 'message',
    ...(text !== '' && { text }),
    ...(button && { choice: button.id }),
    ...(file?.mediaId !== undefined && { media: { kind: kindOf(file.kind), media: file.mediaId } }),
  };
}

function kindOf(kind: NonNullable<TurnMessage['content']['media']>[number]['kind']): ReceivedMedia['kind'] {
  return kind === 'sticker' ? 'image' : kind;
}

function start(draft: TurnDraft, { start: { origin } }: EventOf<'start'>): void {
  const silence = draft.published ? silencedBy(draft) : UNHEARD.noScenario;
  draft.entries.push(eventDraft('started', { key: origin.key }));
  // A day that is not played is none that what runs meanwhile could complete.
  draft.change.origin = { ...origin, over: silence !== null };
  if (silence === null) return happen(draft, { kind: 'started' });
  draft.entries.push(logDraft({ kind: 'ignored', step: null, detail: silence }));
}

function fire(draft: TurnDraft, { timer }: EventOf<'timer'>): void {
  draft.entries.push(eventDraft('timer', { timer, step: draft.change.state?.at ?? null }));
  happen(draft, { kind: 'timer-fired', timer });
}

function handOff(draft: TurnDraft, { until, reason }: EventOf<'hand-off'>): void {
  const { change, facts } = draft;
  change.handoff = { by: 'operator', since: facts.now, until, team: null, reason };
  draft.entries.push(eventDraft('handed-off', { until, reason }));
}

/** Back to the bot: it goes on where it stood, or leaves the step that asked for a person. */
function giveBack(draft: TurnDraft): void {
  const { change } = draft;
  const waiting = change.state?.waiting;
  change.handoff = null;
  draft.entries.push(eventDraft('returned'));
  if (waiting?.for === 'person' && waiting.id !== null) {
    happen(draft, { kind: 'handoff-returned', handoff: waiting.id });
  }
}

function close(draft: TurnDraft, { reason }: EventOf<'close'>): void {
  const { change } = draft;
  draft.entries.push(eventDraft('closed', { reason }));
  endConversation(change);
  change.handoff = null;
  endOrigin(draft);
}
