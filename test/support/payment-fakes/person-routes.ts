import express from 'express';
import type { Request, Router } from 'express';
import { fakeControl } from '../fake-control';
import type { ChargeLedger } from './charge-ledger';
import type { PaymentScriptPart } from './script';

interface PaidByHand {
  ledger: ChargeLedger;
  script(part: PaymentScriptPart): void;
  pay(id: string): Promise<{ redirectTo: string } | null>;
  quiet(): Promise<void>;
  summary(): object;
  clear(): void;
}

/** Where a provider's page of one payment stands. */
interface PayPage {
  path: string | RegExp;
  idOf(req: Request): string;
}

/**
 * What people reach without a key: the provider's page, which is one button, and `/__control`, where `ledger` is of
 * charges and takes an order's reference as `to`.
 */
export function personRoutes(fake: PaidByHand, { path, idOf }: PayPage): Router {
  const router = express.Router();
  router.get(path, (_req, res) => {
    res.send('<!doctype html><title>Pay</title><form method="post"><button>Pay</button></form>');
  });
  router.post(path, async (req, res) => {
    const paid = await fake.pay(idOf(req));
    if (paid) res.redirect(303, paid.redirectTo);
    else res.status(410).send('Nothing is to be paid here.');
  });
  const { ledger } = fake;
  const driven = {
    ...fake,
    script: (part: object) => fake.script(part),
    ledger: { all: ledger.all, to: ledger.of },
  };
  router.use(
    '/__control',
    fakeControl(driven, () => undefined),
  );
  return router;
}
