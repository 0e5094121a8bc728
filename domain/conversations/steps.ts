import type { Assignment, Condition } from './expressions';
import type { AnswerRule } from './answer-rules';
import type { Duration } from './duration';
import type { Text } from './scenario';
import type { Value } from './values';

export type StepId = string;

/** Leads back to the step that went to the fallback; only the fallback's own steps have use for it. */
export const RESUME = '@resume';
/** A step's id, or `@resume`. */
export type Target = StepId;

/** A transition after a delay; without `next` to where the step leads anyway. */
export interface Auto {
  after: Duration;
  next?: Target;
  /** True: a message from the person does not cancel it. */
  keep?: boolean;
}

export interface Timeout {
  after: Duration;
  next: Target;
}

interface StepBase {
  /** For whoever edits the scenario. */
  note?: string;
  auto?: Auto;
}

export type MediaKind = 'image' | 'video' | 'audio' | 'document';

export interface TextItem {
  kind: 'text';
  text: Text;
}

/** A file of the bot by its id, or a public https address. */
export interface MediaItem {
  kind: MediaKind;
  media?: string;
  url?: string;
  caption?: Text;
}

export type Item = TextItem | MediaItem;

/** What a step says: `text` first, then `items`. */
export interface Spoken {
  text?: Text;
  items?: Item[];
}

export interface Button {
  id: string;
  label: Text;
  next?: Target;
}

export interface ListRow extends Button {
  description?: Text;
}

export interface List {
  /** What opens the list. */
  button: Text;
  rows: ListRow[];
}

export interface MessageStep extends StepBase, Spoken {
  kind: 'message';
  buttons?: Button[];
  list?: List;
  next?: Target;
}

export interface AskStep extends StepBase, Spoken {
  kind: 'ask';
  answer: AnswerRule;
  /** The variable that gets the answer. */
  save?: string;
  next: Target;
  invalid: {
    /** Said after an answer that is none; the question itself when absent. */
    text?: Text;
    /** Answers that may be wrong before it goes to `next`, or to the fallback. */
    tries: number;
    next?: Target;
  };
  timeout?: Timeout;
}

export interface BranchStep extends StepBase {
  kind: 'branch';
  /** The first that holds wins. */
  conditions: { if: Condition; next: Target }[];
  else: Target;
}

export interface SetStep extends StepBase {
  kind: 'set';
  assign: Record<string, Assignment>;
  next: Target;
}

/** A header's text, or the name of one of the bot's secrets. */
export type HeaderValue = string | { secret: string; prefix?: string };

export interface CallStep extends StepBase {
  kind: 'call';
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** https, or http where an operator allows the host, with variables in path and query only; they are encoded. */
  url: string;
  headers?: Record<string, HeaderValue>;
  /** JSON whose texts hold variables; a text that is one variable and nothing else keeps its type. */
  body?: Value;
  timeout: Duration;
  /** Further tries after a network fault or a 5xx answer. */
  retries: number;
  /** Variables from the answer, by paths that begin with `status` or `body`. */
  save?: Record<string, string>;
  next: Target;
  /** Where an answer outside 200–299, or none, leads; the fallback when absent. */
  onError?: Target;
}

/** What an appointment step does for the person it talks with. */
export const APPOINTMENT_DEEDS = ['list', 'book', 'move', 'cancel'] as const;

export interface AppointmentStep extends StepBase {
  kind: 'appointment';
  do: (typeof APPOINTMENT_DEEDS)[number];
  /** `list`: the free slots of this date, `YYYY-MM-DD` with its variables in place; of the next week when absent. */
  day?: string;
  /** `book` and `move`: when a slot begins, as `list` gave it, or `YYYY-MM-DD HH:MM` by the calendar's clock. */
  at?: string;
  /** `book`: how long, in minutes; the calendar's usual length when absent. */
  minutes?: number;
  /** `book`: what it is about. */
  about?: Text;
  /** `book` and `move`: said once it is done, with the appointment as a file. */
  text?: Text;
  /** Variables from the answer, by paths that begin with `status` or `body`. */
  save?: Record<string, string>;
  next: Target;
  /** Where a time leads that cannot be had, or not any more; as `onError` when absent. */
  onTaken?: Target;
  /** Where everything else leads that did not work; the fallback when absent. */
  onError?: Target;
}

export interface GotoStep extends StepBase {
  kind: 'goto';
  next: Target;
}

export interface WaitStep extends StepBase {
  kind: 'wait';
  for: Duration;
  next: Target;
  /** Where a message ends the wait; when absent messages change nothing. */
  onMessage?: Target;
}

export interface AgentStep extends StepBase {
  kind: 'agent';
  goal: Text;
  tools?: string[];
  /** The variable that gets what the agent found out. */
  save?: string;
  timeout?: Timeout;
  next: Target;
  onError?: Target;
}

export interface HandoffStep extends StepBase, Spoken {
  kind: 'handoff';
  /** Who is to take over, such as `support`. */
  team?: string;
  /** What that person should know; not sent to the contact. */
  summary?: Text;
  timeout?: Timeout;
  next: Target;
}

export interface EnrollStep extends StepBase {
  kind: 'enroll';
  program: string;
  next: Target;
}

export interface CompleteStep extends StepBase {
  kind: 'complete';
  /** The day of a program; of the day that started the conversation when absent. */
  session?: number;
  day?: number;
  next: Target;
}

export interface EndStep extends Spoken {
  kind: 'end';
  note?: string;
  /** A word for reports, such as `booked`. */
  outcome?: string;
}

export type Step =
  | MessageStep
  | AskStep
  | BranchStep
  | SetStep
  | CallStep
  | AppointmentStep
  | GotoStep
  | WaitStep
  | AgentStep
  | HandoffStep
  | EnrollStep
  | CompleteStep
  | EndStep;
