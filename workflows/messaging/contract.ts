/** Carries one reserved send to its provider; for messages that nothing else waits for. */
export const SEND_WORKFLOW = 'sendWorkflow';

/** `send:{send id}`. */
export function sendWorkflowId(sendId: string): string {
  return `send:${sendId}`;
}

export interface SendInput {
  v: 1;
  sendId: string;
}

/** How the send ended. */
export interface SendResult {
  state: string;
}
