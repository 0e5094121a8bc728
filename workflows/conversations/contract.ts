import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { EpochMs } from '../../domain/time/moments';

/** The workflow's type name, for clients that must not import its code. */
export const CONVERSATION_WORKFLOW = 'conversationWorkflow';

/** `conversation:{dialog id}`: an opaque id, because workflow ids are never encrypted. */
export function conversationWorkflowId(dialogId: string): string {
  return `conversation:${dialogId}`;
}

export interface ConversationInput {
  v: 1;
  accountId: string;
  dialogId: string;
  /** Set when the workflow continues as new. */
  resumed?: ConversationSnapshot;
}

/** A stored message, by its id: what it says stays in Postgres. */
export interface ReceivedMessage {
  messageId: string;
  /** True when a file has to be fetched from the provider before the message can be understood. */
  hasFile: boolean;
  /** A turn of it has failed: it is to be taken again, though it is remembered. */
  again?: boolean;
}

/** Begins a scenario with a contact who did not write: a program's day. */
export interface StartRequest {
  scenarioId: string;
  version: number;
  /** The program's day that the scenario plays; finishing it completes the day. */
  origin: StartOrigin;
}

export interface StartOrigin {
  /** Never used twice: the same start signalled again has no second effect. */
  key: string;
  enrollmentId: string;
  session: number;
  day: number;
}

/** A timer of the conversation: its id and when it fires. The step it leads to stays in Postgres. */
export interface RunningTimer {
  id: string;
  at: EpochMs;
}

/** Where a conversation stands, in ids and times only. */
export interface ConversationView {
  /** The step's id in the scenario; null when nothing runs. */
  step: string | null;
  status: 'new' | 'running' | 'ended';
  waitingFor: 'answer' | 'choice' | 'delay' | 'call' | 'agent' | 'person' | 'nothing' | null;
  timers: RunningTimer[];
  /** The call that has to be made before anything else, by its id. */
  pendingCall: string | null;
  /** The turn that the agent has to answer before anything else, by its key. */
  pendingAgent: string | null;
  /** Set while a person has taken over: operator and agent silence the bot, a scenario's own is one of its steps. */
  handoff: { by: 'scenario' | 'operator' | 'agent'; until: EpochMs | null } | null;
  turns: number;
  botId: string | null;
}

/** Something that happened to a conversation and waits for its turn. */
export type News =
  | { kind: 'message'; message: ReceivedMessage }
  | { kind: 'start'; start: StartRequest }
  /** The contact opted out, or the bot was deleted. */
  | { kind: 'close'; reason: string };

/** Everything that crosses a continue-as-new. */
export interface ConversationSnapshot {
  view: ConversationView | null;
  /** As it came. */
  news: News[];
  /** Messages of late, so that one signalled twice is recognised without asking the database. */
  seen: string[];
}

/** What a finished conversation leaves for whoever opens its workflow. */
export interface ConversationResult {
  status: ConversationView['status'];
  turns: number;
}

export const messageReceived = defineSignal<[ReceivedMessage]>('messageReceived');
export const conversationStarted = defineSignal<[StartRequest]>('conversationStarted');
/** The contact opted out, or the bot was deleted: nothing more is said. */
export const conversationClosed = defineSignal<[{ reason: string }]>('conversationClosed');

export const handOff = defineUpdate<ConversationView, [{ until: EpochMs | null; reason: string | null }]>(
  'handOff',
);
export const returnToBot = defineUpdate<ConversationView>('returnToBot');
export const migrateConversation = defineUpdate<ConversationView, [{ version: number }]>(
  'migrateConversation',
);

export const getConversation = defineQuery<ConversationView | null>('getConversation');
