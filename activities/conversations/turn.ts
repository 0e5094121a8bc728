import type { DialogChange, PendingAgent } from '../../db/repositories/dialogs';
import type { PublishedScenario } from '../../db/repositories/scenarios';
import type { TurnDialog } from '../../db/repositories/turn-dialogs';
import type {
  ConversationEvent,
  ConversationState,
  Effect,
  LogEntry,
  Machine,
  SentMessage,
} from '../../domain/conversations/conversation';
import { newConversation } from '../../domain/conversations/conversation';
import { takeTurn } from '../../domain/conversations/take-turn';
import type { EpochMs, LocalDate } from '../../domain/time/moments';
import { UNHEARD } from '../../domain/conversations/unheard';
import type { EntryDraft } from './transcript-entries';
import { eventDraft, logDraft } from './transcript-entries';

/** Everything a turn reads before it is worked out. */
export interface TurnFacts extends TurnDialog {
  /** What the conversation runs on; null where the bot has no active scenario. */
  published: PublishedScenario | null;
  ports: Machine['ports'];
  now: EpochMs;
  today: LocalDate;
}

/** A turn while it is worked out: the dialog so far, what is to be said and done, and the transcript. */
export interface TurnDraft {
  readonly facts: TurnFacts;
  published: PublishedScenario | null;
  change: DialogChange;
  messages: SentMessage[];
  /** What concerns programs, in order. */
  effects: Extract<Effect, { kind: 'enroll' | 'complete' | 'end' }>[];
  entries: EntryDraft[];
}

/** A turn that has not changed anything yet. */
export function beginDraft(facts: TurnFacts, key: string): TurnDraft {
  const { dialog, published } = facts;
  return {
    facts,
    published,
    change: {
      scenarioId: dialog.scenarioId,
      scenarioVersion: dialog.scenarioVersion,
      state: dialog.state,
      pending: dialog.pending,
      origin: dialog.origin,
      lastEvent: key,
      lastSends: 0,
      lastAlbumId: dialog.lastAlbumId,
      handoff: dialog.handoff,
      lastInteractionAt: dialog.lastInteractionAt,
    },
    messages: [],
    effects: [],
    entries: [],
  };
}

/** Gives one event to the engine, and takes over what came of it. */
export function happen(draft: TurnDraft, event: ConversationEvent): void {
  const { published } = draft;
  if (!published) {
    draft.entries.push(logDraft({ kind: 'ignored', step: null, detail: UNHEARD.noScenario }));
    // What ran on a scenario that is gone cannot go on; a timer of it would be due for ever.
    endConversation(draft.change);
    return;
  }
  const { scenario } = published;
  const { facts, change } = draft;
  const state = change.scenarioId === null ? null : change.state;
  const result = takeTurn({ scenario, ports: facts.ports }, state ?? newConversation(scenario), {
    event,
    now: facts.now,
    today: facts.today,
    ...knownFacts(facts, change),
  });
  Object.assign(change, { scenarioId: published.scenarioId, scenarioVersion: published.version });
  change.state = result.state;
  if (!isAwaited(change)) change.pending = null;
  draft.entries.push(...result.log.map((line: LogEntry) => logDraft(line)));
  for (const effect of result.effects) apply(draft, effect);
  followHandoff(draft, result.effects);
}

function apply(draft: TurnDraft, effect: Effect): void {
  switch (effect.kind) {
    case 'send':
      draft.messages.push(effect.message);
      draft.entries.push({ type: 'bot', event: 'message', data: { message: effect.message } });
      return;
    case 'call':
      draft.change.pending = { kind: 'call', call: effect.call, request: effect.request };
      return;
    case 'agent':
      if (draft.facts.bot.mode !== 'scenario') return askAgent(draft, effect);
      // The step's own way out is taken.
      return endAgent(draft, { kind: 'agent-failed', agent: effect.agent, reason: 'the bot has no agent' });
    case 'enroll':
    case 'complete':
    case 'end':
      draft.effects.push(effect);
      return;
    case 'schedule':
    case 'cancel':
    case 'handoff':
      return;
  }
}

/** A scenario's own handoff lasts as long as its step waits for a person. */
function followHandoff({ change, facts }: TurnDraft, effects: readonly Effect[]): void {
  const waiting = waitForPerson(change);
  const asked = effects.find((effect) => effect.kind === 'handoff');
  if (!waiting) {
    if (change.handoff?.by === 'scenario') change.handoff = null;
  } else if (asked) {
    const { team, summary } = asked;
    const until = waiting.timers[0]?.at ?? null;
    change.handoff = { by: 'scenario', since: facts.now, until, team, reason: summary || null };
  }
}

function waitForPerson({ state }: DialogChange) {
  return state?.waiting?.for === 'person' ? state.waiting : null;
}

/** Has the agent answer; what is said before it has answered belongs to the same turn of it. */
export function askAgent(
  { change, facts }: TurnDraft,
  { agent, goal, tools }: Pick<PendingAgent, 'agent' | 'goal' | 'tools'>,
): void {
  if (change.pending?.kind === 'agent' && change.pending.agent === agent) return;
  const { lastEvent: turn } = change;
  if (turn === null) throw new Error('A turn has no key');
  change.pending = { kind: 'agent', agent, goal, tools, turn, since: facts.dialog.turn + 1 };
}

/** Tells the scenario what its agent came to, and whoever reads the transcript or records it. */
export function endAgent(
  draft: TurnDraft,
  event: Extract<ConversationEvent, { kind: 'agent-done' | 'agent-failed' }>,
): void {
  const cameTo = event.kind === 'agent-done' ? { result: event.result } : { failed: event.reason };
  draft.entries.push(eventDraft('agent', cameTo));
  happen(draft, event);
}

/** Whether the scenario still waits for what it asked for. */
function isAwaited({ pending, state }: DialogChange): boolean {
  const id = pending?.kind === 'call' ? pending.call : pending?.agent;
  return typeof id === 'string' && state?.waiting?.id === id;
}

function knownFacts({ contact, bot, dialog }: TurnFacts, { origin }: DialogChange) {
  const day = origin?.over === false ? origin : null;
  return {
    contact: {
      ...{ name: contact.name, phone: contact.phone },
      ...(contact.language !== null && { language: contact.language }),
    },
    context: {
      bot: bot.name,
      platform: dialog.platform,
      session: day?.session ?? null,
      day: day?.day ?? null,
    },
  };
}

/** Why the bot may not speak: a person silences it, and so do switching it off and the contact's own wish. */
export function silencedBy({ facts, change }: TurnDraft): string | null {
  if (!facts.bot.isActive) return UNHEARD.switchedOff;
  // Nothing it said would go out, so nothing is begun; whoever wants it back says START.
  if (facts.contact.optedOutAt !== null) return UNHEARD.optedOut;
  return change.handoff && change.handoff.by !== 'scenario' ? UNHEARD.handedOff : null;
}

/** A conversation that was never begun, or begins again. */
export function isRunning(state: ConversationState | null): boolean {
  return state?.status === 'running';
}

/** Ends what runs, without a word. */
export function endConversation(change: DialogChange): void {
  if (!change.state || !isRunning(change.state)) return;
  change.state = { ...change.state, status: 'ended', at: null, resume: null, waiting: null };
  change.pending = null;
}

/** The program's day has nothing more to do with this conversation. */
export function endOrigin({ change }: TurnDraft): void {
  if (change.origin) change.origin = { ...change.origin, over: true };
}
