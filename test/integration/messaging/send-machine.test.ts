import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { mergeReport } from '../../../domain/messaging/delivery-lattice';
import type { DeliveryStatus } from '../../../domain/messaging/outcome';
import type { Send, SendState } from '../../../domain/messaging/send';
import type { Settlement } from '../../../domain/messaging/settlement';
import { createLedgerRig, type LedgerRig } from '../../support/ledger-rig';

/** What the rules say of a row; the database must say the same after every step. */
interface Model {
  state: SendState;
  attempt: string | null;
  attempts: number;
  providerId: string | null;
}

type Step =
  | { kind: 'claim' | 'suppress' | 'cancel' | 'look-up' }
  | { kind: 'settle'; to: Settlement['state']; stale: boolean; spent: boolean }
  | { kind: 'report'; status: DeliveryStatus; by: 'attempt' | 'provider' };

const REPORTS = ['accepted', 'delivered', 'read', 'failed'] as const;
const SETTLEMENTS = ['accepted', 'rejected', 'reserved', 'dispatching', 'unconfirmed'] as const;
const LATE = REPORTS.map((status) => mergeReport('unconfirmed', status));

/** Every step of the machine in docs/architecture.md, and no other. */
const LEGAL: Record<SendState, readonly SendState[]> = {
  // Back in line after a lost first call, a row can still be settled by that call's report.
  reserved: ['dispatching', 'suppressed', 'cancelled', ...LATE],
  dispatching: ['reserved', 'unconfirmed', ...LATE],
  unconfirmed: LATE,
  accepted: ['rejected', 'delivered', 'read'],
  rejected: ['delivered', 'read'],
  delivered: ['read'],
  read: [],
  suppressed: [],
  cancelled: [],
};

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('claim' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('suppress' as const, 'cancel', 'look-up') }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('settle' as const),
      to: fc.constantFrom(...SETTLEMENTS),
      stale: fc.boolean(),
      spent: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('report' as const),
      status: fc.constantFrom(...REPORTS),
      by: fc.constantFrom('attempt' as const, 'provider' as const),
    }),
  },
);

describe('the machine of a send', () => {
  let rig: LedgerRig;
  beforeAll(async () => {
    rig = await createLedgerRig();
  });
  afterAll(() => rig.database.drop());

  it('takes every legal step and no other, in any order of events', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        const { id } = await rig.reserve();
        const model: Model = { state: 'reserved', attempt: null, attempts: 0, providerId: null };
        for (const next of steps) {
          const before = model.state;
          await take(rig, id, { model, next });
          const row = await rig.read(id);
          expect({ next, before, row: known(row) }).toEqual({ next, before, row: { ...model } });
          if (row.state !== before) expect(LEGAL[before]).toContain(row.state);
          expect(row.nextCheckAt !== null).toBe(row.state === 'dispatching');
        }
      }),
      { numRuns: 150 },
    );
  });
});

function known({ state, attemptId, attempts, providerId }: Send): Model {
  return { state, attempt: attemptId, attempts, providerId };
}

/** Asks the ledger for a step, and moves the model as the rules say. */
async function take(
  rig: LedgerRig,
  id: string,
  { model, next }: { model: Model; next: Step },
): Promise<void> {
  const { ledger, accountId } = rig;
  const now = Date.now();
  switch (next.kind) {
    case 'claim': {
      const claim = rig.claimOf(id);
      const claimed = await ledger.claim(claim);
      expect(claimed !== null).toBe(model.state === 'reserved');
      if (!claimed) return;
      Object.assign(model, { state: 'dispatching', attempt: claim.attemptId, attempts: model.attempts + 1 });
      return;
    }
    case 'suppress':
      await ledger.suppress(id, 'opted-out', now);
      if (model.state === 'reserved') model.state = 'suppressed';
      return;
    case 'cancel':
      await ledger.cancel(accountId, id, now);
      if (model.state === 'reserved' && model.attempts === 0) model.state = 'cancelled';
      return;
    case 'look-up': {
      const claimed = await ledger.claimLookup(id, now + 3_600_000, 0);
      expect(claimed !== null).toBe(model.state === 'dispatching');
      return;
    }
    case 'settle':
      return settle(rig, id, { model, next });
    case 'report':
      return report(rig, { model, next });
  }
}

async function settle(
  rig: LedgerRig,
  id: string,
  { model, next }: { model: Model; next: Extract<Step, { kind: 'settle' }> },
): Promise<void> {
  const settlement = settlementTo(next);
  const attemptId = next.stale || model.attempt === null ? uuidv7() : model.attempt;
  await rig.ledger.settle({ sendId: id, attemptId }, settlement, { now: Date.now(), responseMs: 5 });
  if (model.state !== 'dispatching' || attemptId !== model.attempt) return;
  model.state = settlement.state;
  if (settlement.state === 'accepted') model.providerId ??= settlement.providerId;
  if (settlement.state === 'reserved' && !settlement.attemptSpent) model.attempts -= 1;
}

function settlementTo({ to: state, spent }: Extract<Step, { kind: 'settle' }>): Settlement {
  const now = Date.now();
  switch (state) {
    case 'accepted':
      return { state, providerId: uuidv7() };
    case 'rejected':
      return { state, code: '63016', detail: 'refused', optedOut: false };
    case 'reserved':
      return { state, notBefore: now, attemptSpent: spent, detail: 'again' };
    case 'dispatching':
      return { state, nextCheckAt: now, reconciliations: 1, detail: 'not found' };
    case 'unconfirmed':
      return { state, detail: 'lost' };
  }
}

async function report(
  rig: LedgerRig,
  { model, next }: { model: Model; next: Extract<Step, { kind: 'report' }> },
): Promise<void> {
  const { status, by } = next;
  const providerId = model.providerId ?? uuidv7();
  const attemptId = by === 'attempt' ? model.attempt : null;
  await rig.ledger.merge({
    channel: 'simulator',
    providerId,
    attemptId,
    status,
    code: status === 'failed' ? '63024' : null,
    at: Date.now(),
  });
  const found = model.providerId !== null || attemptId !== null;
  const after = found ? mergeReport(model.state, status) : model.state;
  if (after === model.state) return;
  Object.assign(model, { state: after, providerId });
}
