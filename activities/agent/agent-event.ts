import type { AgentOutcome } from '../../domain/agent/turn-limits';
import type { ConversationView } from '../../workflows/conversations/contract';

/** A turn of a dialog's agent, in ids. */
export interface AgentTurnInput {
  v: 1;
  accountId: string;
  dialogId: string;
  /** Of the agent's turn, as the view of the conversation names it. */
  turn: string;
  /** Of the dialog's turn that says the answer; a retry of the activity has the same one. */
  key: string;
}

export interface ModelStepInput extends AgentTurnInput {
  /** From 1. */
  step: number;
}

/** What a turn came to, whether that is still to be said or is said; then with the conversation after it. */
export type TurnCame =
  | { kind: 'ended'; outcome: AgentOutcome }
  | { kind: 'said'; outcome: AgentOutcome; view: ConversationView | null };

/** What a step came to: tools to be run, by their numbers in the turn, or the end of the turn. */
export type ModelStepTaken = { kind: 'tools'; calls: { number: number; name: string }[] } | TurnCame;

export interface ToolCallInput extends AgentTurnInput {
  number: number;
}

/** What a tool came to; its result stays in Postgres. */
export interface ToolCallRun {
  isError: boolean;
  /** The turn is over: there is nothing more to ask of a model. */
  endsTurn: boolean;
}

export interface EndTurnInput extends AgentTurnInput {
  outcome: AgentOutcome;
}
