import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { BroadcastState } from '../../domain/broadcasts/broadcast';
import type { SettledSoFar } from '../../domain/broadcasts/failure-share';
import type { EpochMs } from '../../domain/time/moments';

/** The workflow's type name, for clients that must not import its code. */
export const BROADCAST_WORKFLOW = 'broadcastWorkflow';

/** `broadcast:{broadcast id}`. */
export function broadcastWorkflowId(broadcastId: string): string {
  return `broadcast:${broadcastId}`;
}

export interface BroadcastInput {
  v: 1;
  accountId: string;
  broadcastId: string;
  /** When to begin; at once when null or past. */
  startAt: EpochMs | null;
  /** Takes up a finished broadcast again for what was refused. */
  retryFailed?: { codes: string[] | null };
  /** Set when the workflow continues as new. */
  resumed?: BroadcastSnapshot;
}

/** Recipients by ordinal, both ends included. */
export interface OrdinalRange {
  from: number;
  to: number;
}

/** Everything that crosses a continue-as-new. */
export interface BroadcastSnapshot {
  state: BroadcastState;
  reason: string | null;
  startAt: EpochMs | null;
  waitingUntil: EpochMs | null;
  total: number;
  batchSize: number;
  /** How many batches one activity may take, one after another; one in runs that began without it. */
  batchesInTurn?: number;
  lanes: number;
  failureLimit: number;
  /** The first ordinal no batch was made of yet. */
  next: number;
  /** What batches gave back: a pause came before their turn. */
  givenBack: OrdinalRange[];
  /** What the latest batches found settled, for the share of failures. */
  recent: SettledSoFar[];
}

/** What an activity works on: recipients of the list, or its lane's share of rows that waited in the ledger. */
export type BatchWork = ({ kind: 'list' } & OrdinalRange) | { kind: 'waiting'; lane: number; lanes: number };

export interface BatchInput {
  v: 1;
  accountId: string;
  broadcastId: string;
  batchSize: number;
  work: BatchWork;
  /** What refusals are judged by before another batch is taken. */
  recent?: SettledSoFar[];
  failureLimit?: number;
}

export interface BatchOutcome {
  accepted: number;
  refused: number;
  /** What was not begun, because the broadcast was paused or the batch took long enough. */
  givenBack: OrdinalRange | null;
  /** Of the whole broadcast, at the end of the last batch. */
  settled: SettledSoFar;
  /** The same at the end of each batch; absent in what releases before this answered. */
  moments?: SettledSoFar[];
  /** Why going on is senseless, such as a template that the provider paused; null otherwise. */
  halt: string | null;
}

/** What is left when the list is through. */
export interface Leftovers {
  /** Recipients without a row in the ledger; null when each has one. */
  unsent: OrdinalRange | null;
  /** Rows that wait and are due. */
  due: number;
  /** Rows that are not settled, due or not. */
  open: number;
  /** When the next row is due; null when none is open. */
  nextAt: EpochMs | null;
}

export interface BroadcastView {
  state: BroadcastState;
  reason: string | null;
  startAt: EpochMs | null;
  waitingUntil: EpochMs | null;
  total: number;
  /** Recipients that a batch has taken up. */
  begun: number;
}

/** How it ended, for whoever opens the finished workflow. */
export interface BroadcastResult {
  state: 'completed' | 'cancelled';
  total: number;
  sent: number;
  failed: number;
  suppressed: number;
  unconfirmed: number;
  cancelled: number;
}

export const pauseBroadcast = defineUpdate<BroadcastView, [{ reason: string }]>('pauseBroadcast');
export const resumeBroadcast = defineUpdate<BroadcastView>('resumeBroadcast');
export const cancelBroadcast = defineUpdate<BroadcastView, [{ reason: string }]>('cancelBroadcast');
/** Messages a second; null for the sender's own limit. */
export const setBroadcastRate = defineUpdate<BroadcastView, [{ ratePerSecond: number | null }]>(
  'setBroadcastRate',
);
/** Moves the start of one that has not begun. */
export const scheduleBroadcast = defineUpdate<BroadcastView, [{ startAt: EpochMs }]>('scheduleBroadcast');
/** Puts what was refused in line again; with codes, only what was refused for these. */
export const retryFailedSends = defineUpdate<BroadcastView, [{ codes: string[] | null }]>('retryFailedSends');

export const getBroadcast = defineQuery<BroadcastView>('getBroadcast');
