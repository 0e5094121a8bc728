/** Money that a fake provider took: the truth that everything else is held against. */
export interface Charge {
  paymentId: string;
  sessionId: string;
  reference: string;
  minor: number;
  currency: string;
  /** Ids of refunds, each of the whole charge. */
  refunds: string[];
  createdAt: number;
}

/** What a fake took and gave back. */
export function createChargeLedger() {
  const charges: Charge[] = [];
  const perReference = () => {
    const counts = new Map<string, number>();
    for (const { reference } of charges) counts.set(reference, (counts.get(reference) ?? 0) + 1);
    return counts;
  };
  return {
    take(charge: Omit<Charge, 'refunds' | 'createdAt'>): Charge {
      const taken = { ...charge, refunds: [], createdAt: Date.now() };
      charges.push(taken);
      return taken;
    },
    all: (): readonly Charge[] => charges,
    get: (paymentId: string) => charges.find((charge) => charge.paymentId === paymentId),
    of: (reference: string): readonly Charge[] => charges.filter((charge) => charge.reference === reference),
    summary: () => ({
      charges: charges.length,
      /** Orders that were charged more than once, whether or not it was given back. */
      chargedTwice: [...perReference().values()].filter((count) => count > 1).length,
      refunds: charges.reduce((sum, { refunds }) => sum + refunds.length, 0),
      kept: charges.filter(({ refunds }) => refunds.length === 0).reduce((sum, { minor }) => sum + minor, 0),
    }),
    clear: () => {
      charges.length = 0;
    },
  };
}
export type ChargeLedger = ReturnType<typeof createChargeLedger>;
