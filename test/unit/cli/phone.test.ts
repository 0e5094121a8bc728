import { tapOn } from '../../../cli/phone/phone-hand';
import { readLine } from '../../../cli/phone/read-line';
import { wordsOf } from '../../../cli/phone/message-words';

const options = [
  { id: 'two', label: 'Mesa para dos', description: 'Ventana' },
  { id: '2', label: 'Otra', description: null },
];
const said = { text: '', files: [], choices: null, choice: null };

describe('a message in the terminal', () => {
  it('shows its files with their captions, its words, and what can be chosen by number', () => {
    const files = [
      { kind: 'image' as const, mediaId: 'm', url: null, fileName: 'menú.jpg', caption: 'El menú' },
      {
        kind: 'document' as const,
        mediaId: null,
        url: 'https://x.example/a.pdf',
        fileName: null,
        caption: null,
      },
    ];
    expect(wordsOf({ ...said, text: '¿Cuál?', files, choices: { open: 'Ver', options } })).toBe(
      [
        '📎 menú.jpg (image)',
        'El menú',
        '📎 https://x.example/a.pdf (document)',
        '¿Cuál?',
        '≡ Ver',
        '[1] Mesa para dos — Ventana',
        '[2] Otra',
      ].join('\n'),
    );
  });

  it('shows buttons without anything to open', () => {
    expect(wordsOf({ ...said, text: '¿Sí?', choices: { open: null, options: options.slice(1) } })).toBe(
      '¿Sí?\n[1] Otra',
    );
  });

  it('shows a tap by the words on the button, or by its id where it came without', () => {
    expect(wordsOf({ ...said, text: 'Otra', choice: '2' })).toBe('Otra');
    expect(wordsOf({ ...said, choice: 'two' })).toBe('▸ two');
  });
});

describe('a typed line', () => {
  it.each([
    ['  ', { kind: 'nothing' }],
    ['/quit', { kind: 'quit' }],
    [' Hola ', { kind: 'text', text: 'Hola' }],
    ['/start promo', { kind: 'text', text: '/start promo' }],
    ['/photographs', { kind: 'text', text: '/photographs' }],
    ['/pick two', { kind: 'pick', wanted: 'two' }],
    ['/photo ./my photo.jpg', { kind: 'file', path: './my photo.jpg' }],
    ["/file '/tmp/my photo.jpg'", { kind: 'file', path: '/tmp/my photo.jpg' }],
  ])('%j is %j', (line, typed) => {
    expect(readLine(line)).toEqual(typed);
  });

  it.each(['/pick', '/photo  '])('%j is refused in words that say how it goes', (line) => {
    expect(() => readLine(line)).toThrow('/pick <option>');
  });
});

describe('a tap', () => {
  it.each([
    ['its id', 'two', { choice: 'two', text: 'Mesa para dos' }],
    ['its words', 'mesa PARA dos', { choice: 'two', text: 'Mesa para dos' }],
    ['its number', '1', { choice: 'two', text: 'Mesa para dos' }],
    ['an id that looks like a number', '2', { choice: '2', text: 'Otra' }],
    ['an id nobody showed', 'elsewhere', { choice: 'elsewhere' }],
    ['a number there is not', '7', { choice: '7' }],
  ])('names an option by %s', (_how, wanted, tap) => {
    expect(tapOn(options, wanted)).toEqual(tap);
  });
});
