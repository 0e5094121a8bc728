import { agrees, asksToConfirm, namesAmount } from '../../../../domain/shop/agreement';

describe('an amount in a text', () => {
  it.each([
    ['Total: $1.200,50', 120_050],
    ['Total: 1,200.50 COP', 120_050],
    ['son 1200.5 pesos', 120_050],
    ['$4.500', 450_000],
    ['4,500', 450_000],
    ['$450', 45_000],
  ])('is named by "%s"', (text, minor) => {
    expect(namesAmount(text, { minor, currency: 'COP' })).toBe(true);
  });

  it.each(['', '$45', '$4500', '4.50', '45 0', '$450.000'])('is not named by "%s"', (text) => {
    expect(namesAmount(text, { minor: 45_000, currency: 'COP' })).toBe(false);
  });

  it('has no decimals where its currency has none', () => {
    expect(namesAmount('$4.500', { minor: 4500, currency: 'CLP' })).toBe(true);
    expect(namesAmount('$45,00', { minor: 4500, currency: 'CLP' })).toBe(false);
  });
});

describe('a question to confirm', () => {
  it('names the total, in whatever language it asks', () => {
    const total = { minor: 45_000, currency: 'ARS' } as const;
    expect(asksToConfirm('Total: $450. ¿Confirmás el pedido?', total)).toBe(true);
    expect(asksToConfirm('That is $450. Do you confirm?', total)).toBe(true);
    expect(asksToConfirm('Total: $450', total)).toBe(false);
    expect(asksToConfirm('¿Confirmás el pedido?', total)).toBe(false);
  });
});

describe('a yes', () => {
  it('is taken back by anything that asks for something else', () => {
    expect(agrees('Sí, dale')).toBe(true);
    expect(agrees('sí. Mejor cancela')).toBe(false);
    expect(agrees('sí quita el pan')).toBe(false);
    expect(agrees('👍 pero no el pan')).toBe(false);
  });
});
