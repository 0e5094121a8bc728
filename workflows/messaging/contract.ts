import { defineSignal } from '@temporalio/workflow';
import type { EpochMs } from '../../domain/time/moments';

/** Carries one reserved send to its provider; for messages that nothing else waits for. */
export const SEND_WORKFLOW = 'sendWorkflow';

/** `send:{send id}`. */
export function sendWorkflowId(sendId: string): string {
  return `send:${sendId}`;
}

export interface SendInput {
  v: 1;
  sendId: string;
  /** When it is to go out; at once when absent. */
  startAt?: EpochMs;
}

/** How the send ended. */
export interface SendResult {
  state: string;
}

/** An operator cancelled a message that waits for its time: there is nothing left to wait for. */
export const sendCancelled = defineSignal('sendCancelled');
