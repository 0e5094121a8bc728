/** How many of a product can still be sold, and how many are held for orders that wait for their payment. */
export interface StockLevel {
  stock: number;
  reserved: number;
}

/**
 * Why a level changes: it was counted anew (set), goods are held for an order (reserve), sold (commit), given up
 * by an order that was not paid (release), or come back with a refund (return).
 */
export type StockMove = 'set' | 'reserve' | 'commit' | 'release' | 'return';

export const MAX_STOCK = 10_000_000;

/** How much each part of a level changes; the sum of all changes of a product is its level. */
export interface StockChange {
  move: StockMove;
  stock: number;
  reserved: number;
}

/** What moving so many of a product changes. */
export function stockChange(move: Exclude<StockMove, 'set'>, quantity: number): StockChange {
  switch (move) {
    case 'reserve':
      return { move, stock: -quantity, reserved: quantity };
    case 'commit':
      return { move, stock: 0, reserved: -quantity };
    case 'release':
      return { move, stock: quantity, reserved: -quantity };
    case 'return':
      return { move, stock: quantity, reserved: 0 };
  }
}

/** What counting a product anew changes: what orders hold stays held. */
export function stockSet(level: StockLevel, stock: number): StockChange {
  return { move: 'set', stock: stock - level.stock, reserved: 0 };
}

/** The level after a change; null when there is not that much, in which case nothing may change. */
export function changeStock(level: StockLevel, change: StockChange): StockLevel | null {
  const changed = { stock: level.stock + change.stock, reserved: level.reserved + change.reserved };
  return changed.stock < 0 || changed.reserved < 0 ? null : changed;
}
