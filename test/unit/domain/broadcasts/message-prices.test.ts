import { createCostForecast, readMessagePrices } from '../../../../domain/broadcasts/message-prices';

const PRICES = readMessagePrices(
  'USD +57/marketing=0.0125 +5730/marketing=0.02 */marketing=1 +57/utility=0.0008',
);

function costOf(addresses: string[], how: Partial<Parameters<typeof createCostForecast>[1]> = {}) {
  const cost = createCostForecast(PRICES, { channel: 'twilio', category: 'marketing', ...how });
  for (const address of addresses) cost.add(address);
  return cost.result();
}

describe('what a broadcast will cost', () => {
  it('is the sum of its messages, each at the price of the longest beginning of its number', () => {
    const addresses = ['+573001112233', '+576011112233', '+34600000000'];
    expect(costOf(addresses)).toEqual({ minor: 104, currency: 'USD', unpriced: 0 });
  });

  it('is added up in fractions of a cent, and rounded up once', () => {
    const addresses = Array.from({ length: 100_000 }, () => '+576011112233');
    expect(costOf(addresses, { category: 'utility' })).toMatchObject({ minor: 8_000 });
    expect(costOf(['+576011112233'], { category: 'utility' })).toMatchObject({ minor: 1 });
  });

  it('says for how many no price is known', () => {
    expect(costOf(['+34600000000'], { category: 'utility' })).toEqual({
      minor: 0,
      currency: 'USD',
      unpriced: 1,
    });
  });

  it.each(['simulator', 'telegram'] as const)('is not known on %s, which charges nothing', (channel) => {
    expect(costOf(['+573001112233'], { channel })).toBeNull();
  });

  it.each([
    '',
    'USD',
    'XXX +57/marketing=1',
    'USD +57/marketing',
    'USD 57/marketing=1',
    'USD +57/other=1',
    'USD +57/utility=-1',
  ])('is not read from "%s"', (written) => {
    expect(readMessagePrices(written)).toBeNull();
  });
});
