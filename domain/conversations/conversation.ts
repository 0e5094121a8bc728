import type { EpochMs, LocalDate } from '../time/moments';
import type { ConversationPorts } from './ports';
import type { Language, Scenario } from './scenario';
import { languagesOf } from './scenario';
import type { HeaderValue, MediaKind, StepId } from './steps';
import type { Value } from './values';

/** A timer that runs; ids are never used twice in a conversation. */
export interface Timer {
  id: string;
  at: EpochMs;
  next: StepId;
  /** A message from the person does not stop it. */
  keep: boolean;
}

/** What a conversation waits for between two turns. */
export interface Waiting {
  for: 'answer' | 'choice' | 'delay' | 'call' | 'agent' | 'person' | 'nothing';
  /** Of the call, agent or handoff that was asked for. */
  id: string | null;
  /** Answers refused so far. */
  tries: number;
  /** Where a message leads; null for the fallback. */
  next: StepId | null;
  timers: Timer[];
}

/** Where one conversation stands: small, JSON, and all there is to know besides its scenario. */
export interface ConversationState {
  status: 'new' | 'running' | 'ended';
  /** The step it stands on; null unless running. */
  at: StepId | null;
  /** The step that led to the fallback. */
  resume: StepId | null;
  language: Language;
  variables: Record<string, Value>;
  waiting: Waiting | null;
  /** Of the next timer, call, agent or handoff. */
  sequence: number;
  /** Steps entered since the person's last message. */
  unanswered: number;
  /** Milliseconds of delay asked for since the person's last message. */
  delayed: number;
}

export interface ReceivedMedia {
  kind: MediaKind;
  media: string;
}

/** What can happen to a conversation. Opt-out words and duplicates never get here. */
export type ConversationEvent =
  /** Begins, or begins again; values for variables the scenario has. */
  | { kind: 'started'; variables?: Record<string, Value> }
  /** `choice` is the id of a button or list row. */
  | { kind: 'message'; text?: string; choice?: string; media?: ReceivedMedia }
  | { kind: 'timer-fired'; timer: string }
  | { kind: 'call-answered'; call: string; status: number; body: Value }
  | { kind: 'call-failed'; call: string; reason: string }
  | { kind: 'agent-done'; agent: string; result: Value }
  | { kind: 'agent-failed'; agent: string; reason: string }
  | { kind: 'handoff-returned'; handoff: string }
  /** The scenario is now another version. */
  | { kind: 'migrated' };

/** What is known about the person and the place; read by paths `contact.…` and `context.…`. */
export interface Facts {
  contact: Record<string, Value>;
  context: Record<string, Value>;
}

/** One event, when it happened, and what is known then. */
export interface Turn extends Facts {
  event: ConversationEvent;
  now: EpochMs;
  /** The date of `now` where the person is. */
  today: LocalDate;
}

/** What a conversation runs on. */
export interface Machine {
  scenario: Scenario;
  ports: ConversationPorts;
}

export type SentItem =
  { kind: 'text'; text: string } | { kind: MediaKind; media?: string; url?: string; caption?: string };

export interface SentOption {
  id: string;
  label: string;
  description?: string;
}

/** One message as the person will get it, before a channel renders it its way. */
export interface SentMessage {
  items: SentItem[];
  buttons?: SentOption[];
  list?: { button: string; rows: SentOption[] };
}

/** A call as the host makes it; secrets travel by name. */
export interface CallRequest {
  method: string;
  url: string;
  headers: Record<string, HeaderValue>;
  body?: Value;
  timeoutMs: number;
  retries: number;
}

/** What an appointment step asks for, with its variables in place; the contact is the conversation's. */
export interface AppointmentRequest {
  do: 'list' | 'book' | 'move' | 'cancel';
  day: string | null;
  at: string | null;
  minutes: number | null;
  about: string | null;
}

/** What the host is to do, in this order. */
export type Effect =
  | { kind: 'send'; message: SentMessage }
  | { kind: 'schedule'; timer: string; at: EpochMs }
  | { kind: 'cancel'; timer: string }
  | { kind: 'call'; call: string; request: CallRequest | AppointmentRequest }
  /** `message` is what the person just said; null when the agent takes over. */
  | { kind: 'agent'; agent: string; goal: string; tools: string[]; message: string | null }
  | { kind: 'handoff'; handoff: string; team: string | null; summary: string }
  | { kind: 'enroll'; program: string }
  | { kind: 'complete'; session: number | null; day: number | null }
  | { kind: 'end'; outcome: string };

export type LogKind =
  | 'entered'
  | 'condition'
  | 'answer-accepted'
  | 'answer-refused'
  | 'ignored'
  | 'fallback'
  | 'limit'
  | 'cut'
  | 'error';

/** One line of the conversation's log; holds no text of the person. */
export interface LogEntry {
  kind: LogKind;
  step: StepId | null;
  detail: string;
}

/** What came of a turn. */
export interface TurnResult {
  state: ConversationState;
  effects: Effect[];
  log: LogEntry[];
}

/** A conversation nobody has begun. */
export function newConversation(scenario: Scenario): ConversationState {
  return {
    status: 'new',
    at: null,
    resume: null,
    language: scenario.language,
    variables: {},
    waiting: null,
    sequence: 1,
    unanswered: 0,
    delayed: 0,
  };
}

/** A conversation that no scenario leads: whatever is said, the agent answers. */
export function talkWithAgent(): ConversationState {
  return {
    status: 'running',
    at: null,
    resume: null,
    language: 'es',
    variables: {},
    waiting: { for: 'agent', id: null, tries: 0, next: null, timers: [] },
    sequence: 1,
    unanswered: 0,
    delayed: 0,
  };
}

/** The person's own language where the scenario speaks it. */
export function languageFor(scenario: Scenario, { contact }: Facts): Language {
  const own = contact['language'];
  return typeof own === 'string' && languagesOf(scenario).includes(own) ? own : scenario.language;
}
