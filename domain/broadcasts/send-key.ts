/** The idempotency key of one recipient's send. */
export function broadcastSendKey(broadcastId: string, ordinal: number): string {
  return `broadcast:${broadcastId}:${ordinal}`;
}
