import { durationOption, parseDuration, writeDuration } from '../../../cli/terminal/duration-option';
import { progressBar } from '../../../cli/terminal/progress-bar';
import { PLAIN } from '../../../cli/terminal/styles';
import { facts, table } from '../../../cli/terminal/table';
import { cut, padEnd, textWidth, wrap } from '../../../cli/terminal/text-width';
import { distanceText, durationText } from '../../../cli/terminal/times';

describe('a length', () => {
  test.each([
    ['20s', 20],
    ['20', 20],
    [' 0.5s ', 0.5],
    ['2m', 120],
    ['1h', 3600],
    ['24h', 86_400],
  ])('is written %j for %d seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  test.each(['', '0s', '-3s', '25h', '20x', '2 m', 's', '1e3', 'Infinity'])('is not %j', (text) => {
    expect(parseDuration(text)).toBeNull();
    expect(() => durationOption(text)).toThrow('Write a length such as 20s, 2m or 1h');
  });

  test.each([3, 20, 90, 120, 3600, 86_400, 0.5])('of %d seconds reads back as it was written', (seconds) => {
    expect(parseDuration(writeDuration(seconds))).toBe(seconds);
  });

  test.each([
    [0, '0 s'],
    [12_400, '12 s'],
    [250_000, '4 min 10 s'],
    [3_600_000, '1 h'],
    [3_660_000, '1 h 1 min'],
    [187_200_000, '2 d 4 h'],
  ])('of %d ms is shown as %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });

  test('to an instant says whether it is past', () => {
    const now = Date.parse('2026-03-02T12:00:00Z');
    expect(distanceText('2026-03-02T12:00:12Z', now)).toBe('in 12 s');
    expect(distanceText('2026-03-02T11:57:00Z', now)).toBe('3 min ago');
    expect(distanceText('2026-03-02T12:00:00.200Z', now)).toBe('now');
  });
});

describe('a progress bar', () => {
  test.each([
    [{ done: 0, total: 10 }, '░░░░░░░░   0%'],
    [{ done: 5, total: 10 }, '████░░░░  50%'],
    [{ done: 1, total: 64 }, '▏░░░░░░░   1%'],
    [{ done: 10, total: 10 }, '████████ 100%'],
    [{ done: 12, total: 10 }, '████████ 100%'],
    [{ done: 3, total: 0 }, '░░░░░░░░   0%'],
  ])('of %j is %s', (progress, bar) => {
    expect(progressBar(progress, 8)).toBe(bar);
  });

  test('says 100% only when all is done', () => {
    expect(progressBar({ done: 999, total: 1000 }, 8)).toContain(' 99%');
  });
});

describe('the width of a text', () => {
  test.each([
    ['El catálogo', 11],
    ['¡Hola! 👋', 9],
    ['👩‍👩‍👧', 2],
    ['✅', 2],
    ['▏', 1],
    ['\u001B[32mverde\u001B[39m', 5],
  ])('of %j is %d columns', (text, columns) => {
    expect(textWidth(text)).toBe(columns);
  });

  test('decides where lines break, and a word longer than a line is broken', () => {
    expect(wrap('uno dos tres', 7)).toEqual(['uno dos', 'tres']);
    expect(wrap('a\n\nb', 7)).toEqual(['a', '', 'b']);
    expect(wrap('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
    expect(wrap('👋👋👋', 4)).toEqual(['👋👋', '👋']);
  });

  test('decides what is cut off', () => {
    expect(cut('catálogo', 8)).toBe('catálogo');
    expect(cut('catálogo', 5)).toBe('catá…');
    expect(textWidth(cut('👋👋👋👋', 6))).toBeLessThanOrEqual(6);
  });
});

test('a table gives each column the width of its widest cell, colours not counted', () => {
  const drawn = table(
    [{ title: 'contact' }, { title: 'sent', align: 'right' }],
    [
      ['+573001112233', '2'],
      [`\u001B[1m${padEnd('Ana', 3)}\u001B[22m`, '10'],
    ],
    PLAIN,
  );
  expect(drawn.split('\n')).toEqual([
    'contact        sent',
    '+573001112233     2',
    '\u001B[1mAna\u001B[22m              10',
  ]);
});

test('facts stand under each other', () => {
  expect(
    facts(
      [
        ['stage', 'active'],
        ['next evaluation', 'now'],
      ],
      PLAIN,
    ),
  ).toBe('stage            active\nnext evaluation  now');
});
