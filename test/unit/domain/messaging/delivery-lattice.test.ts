import fc from 'fast-check';
import { mergeReport, statesBelow } from '../../../../domain/messaging/delivery-lattice';
import type { DeliveryStatus } from '../../../../domain/messaging/outcome';
import { SEND_STATES } from '../../../../domain/messaging/send';

const STATUSES = ['accepted', 'delivered', 'read', 'failed'] as const satisfies DeliveryStatus[];
const reports = fc.array(fc.constantFrom(...STATUSES), { minLength: 1, maxLength: 8 });

test('reports in any order and any number end in the same state', () => {
  const shuffled = reports.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 })),
  );
  fc.assert(
    fc.property(shuffled, fc.constantFrom(...SEND_STATES), ([list, again], start) => {
      expect(again.reduce(mergeReport, start)).toBe(list.reduce(mergeReport, start));
    }),
  );
});

test.each([
  ['accepted', 'failed', 'rejected'],
  ['rejected', 'accepted', 'rejected'],
  ['rejected', 'delivered', 'delivered'],
  ['delivered', 'failed', 'delivered'],
  ['delivered', 'read', 'read'],
  ['read', 'delivered', 'read'],
  ['unconfirmed', 'delivered', 'delivered'],
  ['dispatching', 'accepted', 'accepted'],
] as const)('a %s send that is reported %s is %s', (state, status, after) => {
  expect(mergeReport(state, status)).toBe(after);
});

test.each(STATUSES)('a report of %s never moves what was suppressed or cancelled', (status) => {
  expect(statesBelow(status)).not.toEqual(expect.arrayContaining(['suppressed']));
  expect(mergeReport('suppressed', status)).toBe('suppressed');
  expect(mergeReport('cancelled', status)).toBe('cancelled');
});
