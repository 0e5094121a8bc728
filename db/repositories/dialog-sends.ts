import type { DataSource } from 'typeorm';
import { turnSendKey } from '../../domain/conversations/turn-send-key';
import type { Send } from '../../domain/messaging/send';
import { createTurnSends } from './turn-sends';

/** Which messages of a dialog are asked about: whole turns of its bot, and lines between turns by their ids. */
export interface AskedSends {
  accountId: string;
  dialogId: string;
  turns: readonly number[];
  keys: readonly string[];
}

export interface SaidSends {
  /** The sends of a turn, first said first. */
  ofTurn: (turn: number) => readonly Send[];
  ofLine: (key: string) => readonly Send[];
}

export type DialogSends = ReturnType<typeof createDialogSends>;

/** What one turn comes to as messages of a channel, at most, before the rest is not looked up. */
const MOST_OF_A_TURN = 20;

/** How what was said in a dialog went out. */
export function createDialogSends(db: DataSource) {
  const sends = createTurnSends(db);
  return {
    async of({ accountId, dialogId, turns, keys }: AskedSends): Promise<SaidSends> {
      const keysOf = (turn: number) =>
        Array.from({ length: MOST_OF_A_TURN }, (_, n) => turnSendKey(dialogId, turn, n));
      const found = await sends.of(accountId, [...keys, ...turns.flatMap(keysOf)]);
      const byKey = new Map(found.map((send) => [send.idempotencyKey, send]));
      return {
        ofTurn: (turn) => keysOf(turn).flatMap((key) => byKey.get(key) ?? []),
        ofLine: (key) => [byKey.get(key) ?? []].flat(),
      };
    },
  };
}
