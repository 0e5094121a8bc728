import { rangeOf } from '../../../../domain/analytics/range';

const TODAY = '2026-03-05';

describe('the days of a report', () => {
  it.each([
    ['the week that ends today', {}, { from: '2026-02-27', to: '2026-03-05' }],
    ['the week that ends on a day', { to: '2025-01-03' }, { from: '2024-12-28', to: '2025-01-03' }],
    ['one day', { from: '2026-03-05', to: '2026-03-05' }, { from: '2026-03-05', to: '2026-03-05' }],
  ])('are %s', (_which, asked, range) => {
    expect(rangeOf({ ...asked, by: 'day' }, TODAY)).toEqual({ ok: true, range });
  });

  it.each([
    ['hour', '2026-02-03', true],
    ['hour', '2026-02-02', false],
    ['day', '2025-03-05', true],
    ['day', '2025-03-04', false],
    ['total', '2017-01-01', true],
  ] as const)('by %s from %s to today may be asked for: %s', (by, from, ok) => {
    expect(rangeOf({ from, by }, TODAY).ok).toBe(ok);
  });

  it('cannot begin after they end', () => {
    expect(rangeOf({ from: '2026-03-06', by: 'day' }, TODAY)).toMatchObject({
      ok: false,
      refusal: 'must not be after to (2026-03-05)',
    });
  });
});
