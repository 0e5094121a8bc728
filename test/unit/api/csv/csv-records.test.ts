import fc from 'fast-check';
import { countCsvRecords, csvRecords, type CsvRecord } from '../../../../api/csv/csv-records';

const STRICT = { relaxed: false };

/** A text as it may come off a disk, in pieces. */
async function* inPieces(pieces: readonly string[]): AsyncGenerator<string> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

async function read(...pieces: string[]): Promise<CsvRecord[]> {
  const all: CsvRecord[] = [];
  for await (const records of csvRecords(inPieces(pieces), STRICT)) {
    expect(records).not.toHaveLength(0);
    all.push(...records);
  }
  return all;
}

describe('the records of a text', () => {
  it('know the line they begin on, past empty lines and breaks within a cell', async () => {
    await expect(read('a;b\n\n1;"x\ny"\n;\n2;z\n')).resolves.toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['1', 'x\ny'] },
      { line: 6, cells: ['2', 'z'] },
    ]);
  });

  it('are the same in whatever pieces it comes', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ñ', '1', ' ', ',', '\n'), maxLength: 6 });
    const lines = fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(lines, fc.array(fc.nat(60), { maxLength: 4 }), async (rows, cuts) => {
        const text = rows.map((cells) => cells.map((value) => `"${value}"`).join(',')).join('\n');
        const ends = [...cuts, text.length].sort((a, b) => a - b);
        const pieces = ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end));
        const whole = await read(text);
        await expect(read(...pieces)).resolves.toEqual(whole);
        await expect(countCsvRecords(inPieces(pieces), STRICT)).resolves.toBe(whole.length);
      }),
    );
  });

  it.each([
    ['a quote that is never closed', 'a,b\n1,2\n3,"4\n5,6\n', 3],
    ['a quote in the middle of a cell', 'a,b\n1,2"2\n', 2],
    ['a row without end', `a,b\n1,2\n3,4\n${'x'.repeat(70_000)}\n`, 4],
  ])('cannot be read behind %s, and the line is told', async (_what, text, line) => {
    await expect(read(text)).rejects.toMatchObject({ name: 'UnreadableFile', line });
    await expect(countCsvRecords(inPieces([text]), STRICT)).rejects.toMatchObject({ line });
  });

  it('are read no further than somebody wants them, and the text is let go', async () => {
    let isOpen = true;
    async function* endless(): AsyncGenerator<string> {
      try {
        for (;;) yield await Promise.resolve('1,2\n');
      } finally {
        isOpen = false;
      }
    }
    for await (const records of csvRecords(endless(), STRICT)) {
      expect(records).toHaveLength(1);
      break;
    }
    expect(isOpen).toBe(false);
  });

  it('are none of an empty text', async () => {
    await expect(read()).resolves.toEqual([]);
    await expect(read('\n\n')).resolves.toEqual([]);
  });
});
