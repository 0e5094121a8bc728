/** The send ledger's key of a turn's n-th message. */
export function turnSendKey(dialogId: string, turn: number, n: number): string {
  return `turn:${dialogId}:${turn}:${n}`;
}
