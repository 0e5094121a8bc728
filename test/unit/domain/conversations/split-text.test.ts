import { splitBeforeLast, splitText } from '../../../../domain/conversations/rendering/split-text';

test('a long text is split at the end of a paragraph, else of a sentence, else of a word', () => {
  expect(splitText('La clase empieza a las ocho.\n\nTrae un cuaderno. Trae agua.', 40)).toEqual([
    'La clase empieza a las ocho.',
    'Trae un cuaderno. Trae agua.',
  ]);
  expect(splitText('La clase empieza a las ocho. Trae un cuaderno y agua.', 40)).toEqual([
    'La clase empieza a las ocho.',
    'Trae un cuaderno y agua.',
  ]);
  expect(splitText('La clase empieza a las ocho y termina antes de las diez', 40)).toEqual([
    'La clase empieza a las ocho y termina',
    'antes de las diez',
  ]);
});

test('a border so early that little would be left of a part gives way to a later one', () => {
  expect(splitText('Hola.\n\nLa clase empieza a las ocho en punto', 30)).toEqual([
    'Hola.\n\nLa clase empieza a las',
    'ocho en punto',
  ]);
});

test('a word longer than a message is cut between characters as people see them', () => {
  const family = '👨‍👩‍👧‍👦';
  expect(splitText(family.repeat(7), 40)).toEqual([family.repeat(3), family.repeat(3), family]);
});

test('one character longer than a message is cut, but no pair of its halves', () => {
  expect(splitText('👨‍👩‍👧‍👦', 4).every((part) => part.isWellFormed())).toBe(true);
});

test('the last part can have a limit of its own', () => {
  const text = 'Uno dos tres. Cuatro cinco seis. Siete ocho nueve.';
  expect(splitBeforeLast(text, { text: 40, last: 20 })).toEqual([
    'Uno dos tres. Cuatro cinco seis.',
    'Siete ocho nueve.',
  ]);
  expect(splitBeforeLast('Uno dos tres.', { text: 40, last: 20 })).toEqual(['Uno dos tres.']);
});
