import fc from 'fast-check';
import { normalizeEmail, normalizeName } from '../../../../domain/shop/person';
import { readQuantity } from '../../../../domain/shop/quantity-words';
import {
  distanceOf,
  formsOf,
  meaningsOf,
  searchWords,
  vocabularyOf,
} from '../../../../domain/shop/search-words';

describe('a quantity in words', () => {
  it.each([
    ['2', 2],
    ['x3', 3],
    ['3x', 3],
    ['dos', 2],
    ['Quiero DOS leches', 2],
    ['una', 1],
    ['un par', 2],
    ['media docena', 6],
    ['media docena de huevos', 6],
    ['una docena', 12],
    ['dos docenas', 24],
    ['dieciséis', 16],
    ['12 unidades', 12],
    ['1000000000', 1_000_000_000],
  ])('%s is %d', (written, expected) => {
    expect(readQuantity(written)).toBe(expected);
  });

  it.each(['', 'leche', '-1', '−2', '1.5', '1,5', 'leche 1L', 'media', '🥛'])('%s is none', (written) => {
    expect(readQuantity(written)).toBeNull();
  });
});

describe('an email', () => {
  it.each([
    ['juan@example.com', 'juan@example.com'],
    [' Juan.Perez+1@Example.COM. ', 'juan.perez+1@example.com'],
    ['mailto:a@b.co', 'a@b.co'],
  ])('%s is %s', (written, expected) => {
    expect(normalizeEmail(written)).toBe(expected);
  });

  it.each([
    '',
    'juan',
    'juan@',
    '@example.com',
    'juan@example',
    'a b@c.co',
    'a@b..co',
    'a..b@c.co',
    'a@-b.co',
    '<a@b.co>',
  ])('%s is none', (written) => {
    expect(normalizeEmail(written)).toBeNull();
  });
});

describe('a name', () => {
  it('has single spaces and at least a letter', () => {
    expect(normalizeName('  Juan\n Pérez ')).toBe('Juan Pérez');
    expect(normalizeName('李')).toBe('李');
    for (const none of ['', '  ', '12345', '🙂', 'x'.repeat(121)]) expect(normalizeName(none)).toBeNull();
  });
});

describe('the words of a search', () => {
  it('are plain, each once, and few', () => {
    expect(searchWords('¡Leche, LECHE y Azúcar!')).toEqual(['leche', 'y', 'azucar']);
    expect(searchWords('a b c d e f g h i j k')).toHaveLength(8);
    expect(searchWords("'; DROP TABLE products; -- & | ! :*")).toEqual(['drop', 'table', 'products']);
    expect(vocabularyOf(['Piña oro 1kg', 'Té'])).toEqual(['oro', 'pina']);
    expect(formsOf('lapices')).toEqual(['lapices', 'lapiz']);
  });

  it.each([
    ['lehce', ['leche']],
    ['keche', ['leche']],
    ['lechee', ['leche']],
    ['choco', ['chocolate', 'chocolatina']],
    ['lapises', ['lapiz']],
    ['lexe', []],
    ['zzz', []],
    ['te', []],
    ['1l', []],
  ])('%s means %j', (word, meanings) => {
    const vocabulary = ['leche', 'lechuga', 'chocolate', 'chocolatina', 'lapiz', 'pan', 'arroz'];
    expect(meaningsOf(word, vocabulary)).toEqual(meanings);
  });

  it('are as far apart in both directions, and not at all from themselves', () => {
    const word = fc.stringMatching(/^[a-e]{1,8}$/);
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(distanceOf(one, one)).toBe(0);
        expect(distanceOf(one, other)).toBe(distanceOf(other, one));
        if (one !== other) expect(distanceOf(one, other)).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });
});
