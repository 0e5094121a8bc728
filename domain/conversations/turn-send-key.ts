/** The send ledger's key of a turn's n-th message. */
export function turnSendKey(dialogId: string, turn: number, n: number): string {
  return `turn:${dialogId}:${turn}:${n}`;
}

/** A message's place in its dialog. */
export interface TurnPlace {
  dialogId: string;
  turn: number;
  n: number;
}

/** What a key of the ledger says of its place; null where no turn of a dialog asked for the send. */
export function turnPlaceOf(key: string): TurnPlace | null {
  const [, dialogId, turn, n] = /^turn:([^:]+):(\d+):(\d+)$/.exec(key) ?? [];
  if (dialogId === undefined) return null;
  return { dialogId, turn: Number(turn), n: Number(n) };
}
