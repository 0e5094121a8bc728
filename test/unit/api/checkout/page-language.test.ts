import { acceptedLanguages, spokenOf } from '../../../../api/routes/checkout/page-language';

describe('the language of an order’s page', () => {
  it.each([
    ['es-CO,es;q=0.9,en;q=0.8', ['es-CO', 'es', 'en']],
    ['es;q=0.5, en-US', ['en-US', 'es']],
    ['en;q=0, es;q=0.1', ['es']],
    ['en;q=high, es', ['es']],
    ['', ['']],
    [undefined, ['']],
  ])('%j asks for %j', (header, wanted) => {
    expect(acceptedLanguages(header)).toEqual(wanted);
  });

  it.each([
    [[null, 'pt-BR', 'EN_us', 'es'], 'en'],
    [['es-419'], 'es'],
    [['pt', '', undefined], null],
    [['eskimo'], null],
  ])('of %j it speaks %j', (tags, spoken) => {
    expect(spokenOf(tags)).toBe(spoken);
  });

  it('reads no more of a header than a browser would send', () => {
    expect(acceptedLanguages(`${'x,'.repeat(10_000)}es`)).not.toContain('es');
  });
});
