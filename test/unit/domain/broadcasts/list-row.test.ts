import fc from 'fast-check';
import { broadcastRate, forecast } from '../../../../domain/broadcasts/forecast';
import { createRowReader, type RowRules } from '../../../../domain/broadcasts/list-row';

const rules = (change: Partial<RowRules> = {}): RowRules => ({
  channel: 'twilio',
  header: { columns: ['numero', 'nombre', 'ciudad'], address: 0, name: 1 },
  bindings: [{ variable: '1', column: 2 }],
  content: { kind: 'template', template: 'HX', variables: {} },
  readAddress: (written) => (/^\+?\d{10,}$/.test(written) ? `+${written.replace('+', '')}` : null),
  ...change,
});
const readOne = (cells: string[], change?: Partial<RowRules>) => createRowReader(rules(change))(cells, 2);

describe('a row', () => {
  it('is taken with its address in one form, its name and its variables', () => {
    expect(readOne([' 573001112233 ', ' Ana ', 'Cali'])).toEqual({
      kind: 'accepted',
      line: 2,
      address: '+573001112233',
      name: 'Ana',
      variables: { 1: 'Cali' },
    });
  });

  it('may be a cell of a spreadsheet that an export escaped', () => {
    expect(readOne(["'+573001112233", "'=Ana", 'Cali'])).toMatchObject({
      address: '+573001112233',
      name: '=Ana',
    });
  });

  it.each<[string, string[], string, string]>([
    ['no number', ['', 'Ana', 'Cali'], 'bad-address', 'no address'],
    ['a number that cannot be', ['12', 'Ana', 'Cali'], 'bad-address', 'country code'],
    ['a number that a spreadsheet shortened', ['5.73E+11', 'Ana', 'Cali'], 'bad-address', 'format Text'],
    ['a formula for a number', ['=573001112233', 'Ana', 'Cali'], 'bad-address', 'country code'],
    ['no value', ['573001112233', 'Ana'], 'missing-variable', '{{1}}'],
    ['a blank value', ['573001112233', 'Ana', ' '], 'missing-variable', '{{1}}'],
    ['a line break in a value', ['573001112233', 'Ana', 'a\nb'], 'bad-variable', 'line break'],
    ['a tab in a value', ['573001112233', 'Ana', 'a\tb'], 'bad-variable', 'tab'],
    ['five spaces in a value', ['573001112233', 'Ana', 'a     b'], 'bad-variable', 'four spaces'],
    ['a value without end', ['573001112233', 'Ana', 'x'.repeat(1025)], 'too-long', '1024'],
    ['too many cells', ['573001112233', 'Ana', 'Cali', 'x'], 'cells', '4 cells'],
  ])('with %s is refused with its line and what to do', (_what, cells, reason, words) => {
    expect(readOne(cells)).toMatchObject({
      kind: 'rejected',
      line: 2,
      reason,
      detail: expect.stringContaining(words),
    });
  });

  it('of a channel without templates may hold line breaks, but no endless text', () => {
    const content = { kind: 'text' as const, text: '{{1}}{{1}}{{1}}{{1}}{{1}}' };
    expect(readOne(['573001112233', '', 'a\nb'], { channel: 'telegram', content })).toMatchObject({
      kind: 'accepted',
    });
    const long = ['573001112233', '', 'x'.repeat(1000)];
    expect(readOne(long, { channel: 'telegram', content })).toMatchObject({ reason: 'too-long' });
  });

  it('to the address of an earlier row is refused and names that row; a refused row takes no address', () => {
    const read = createRowReader(rules());
    expect(read(['573001112233', 'Ana', ''], 2)).toMatchObject({ reason: 'missing-variable' });
    expect(read(['573001112233', 'Ana', 'Cali'], 3)).toMatchObject({ kind: 'accepted' });
    expect(read(['+573001112233', 'Eva', 'Cali'], 4)).toMatchObject({
      reason: 'duplicate',
      detail: 'the same address as line 3',
    });
  });

  it('is accepted or rejected, whatever it holds, and each address is accepted once', () => {
    const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('573001112233', '573001112244'));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 5 })), (rows) => {
        const read = createRowReader(rules());
        const results = rows.map((cells, index) => read(cells, index + 2));
        const accepted = results.flatMap((row) => (row.kind === 'accepted' ? [row.address] : []));
        expect(new Set(accepted).size).toBe(accepted.length);
        expect(results.map(({ line }) => line)).toEqual(rows.map((_row, index) => index + 2));
        expect(JSON.stringify(results)).not.toContain('\\u0000');
      }),
    );
  });
});

describe('a forecast', () => {
  it('keeps a fifth of the rate of a sender for replies', () => {
    expect(broadcastRate('twilio')).toBe(64);
    expect(broadcastRate('telegram')).toBe(24);
    expect(broadcastRate('simulator')).toBeNull();
  });

  it('reckons with the slower of the rates', () => {
    expect(forecast(6400, 'twilio', null)).toEqual({
      messages: 6400,
      perSecond: 64,
      seconds: 100,
    });
    expect(forecast(101, 'twilio', 10)).toMatchObject({ perSecond: 10, seconds: 11 });
    expect(forecast(101, 'simulator', 10)).toMatchObject({ perSecond: 10, seconds: 11 });
    expect(forecast(100_000, 'simulator', null)).toMatchObject({ perSecond: null, seconds: null });
  });
});
