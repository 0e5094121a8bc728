import { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import fc from 'fast-check';
import type { LegacyCsvItem } from '../../../../api/routes/programs/read-legacy-csv';
import { readLegacyCsv } from '../../../../api/routes/programs/read-legacy-csv';
import { writeLegacyCsv } from '../../../../api/routes/programs/write-legacy-csv';
import type { LegacyRow } from '../../../../domain/programs/legacy-cells';
import { LEGACY_COLUMNS } from '../../../../domain/programs/legacy-cells';

const HEADER = LEGACY_COLUMNS.join(',');
const ROW = '+573001112233,1,1,1,2025-09-12 09:00:05,Enviado,0,1,,1,0,0';

async function read(content: string | Uint8Array | Uint8Array[], maxRows?: number): Promise<LegacyCsvItem[]> {
  const chunks = Array.isArray(content)
    ? content
    : [typeof content === 'string' ? Buffer.from(content) : content];
  return collect(readLegacyCsv(Readable.from(chunks), maxRows));
}

async function collect(items: AsyncIterable<LegacyCsvItem>): Promise<LegacyCsvItem[]> {
  const all: LegacyCsvItem[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const refusal = async (content: string | Uint8Array, maxRows?: number): Promise<string> => {
  const last = (await read(content, maxRows)).at(-1);
  return last && 'refused' in last ? `${last.line}: ${last.refused}` : 'read';
};

test('a row is read with its line and its twelve cells', async () => {
  expect(await read(`${HEADER}\n${ROW}\n`)).toEqual([
    {
      line: 2,
      row: {
        numero: '+573001112233',
        sesion: '1',
        day: '1',
        enviado: '1',
        fecha_envio: '2025-09-12 09:00:05',
        resultado: 'Enviado',
        completado: '0',
        intentos_envio: '1',
        fecha_completado: '',
        ultimo_estado_botpress: '1',
        reenvios_consecutivos_fallidos: '0',
        usuario_excluido: '0',
      },
    },
  ]);
});

test.each([
  ['a byte order mark', `\uFEFF${HEADER}\r\n${ROW}\r\n`],
  ['semicolons, as Excel in Spanish writes', `${HEADER}\n${ROW}`.replaceAll(',', ';')],
  ['capitals and spaces in the first line', `${HEADER.toUpperCase().replaceAll(',', ' , ')}\n${ROW}`],
  ['more columns than the twelve', `${HEADER},nota\n${ROW},hola`],
  ['empty lines', `${HEADER}\n${ROW}\n,,,,,,,,,,,\n`],
])('%s does no harm', async (_, file) => {
  expect(await read(file)).toEqual(await read(`${HEADER}\n${ROW}\n`));
});

test('a letter cut in two by the network is read whole', async () => {
  const bytes = Buffer.from(`${HEADER}\n${ROW.replace('Enviado', 'Año nuevo')}`);
  const cut = bytes.indexOf('ñ') + 1;
  const [item] = await read([bytes.subarray(0, cut), bytes.subarray(cut)]);
  expect(item).toMatchObject({ row: { resultado: 'Año nuevo' } });
});

test('lines are counted over quoted line breaks and empty lines', async () => {
  const file = [HEADER, ROW.replace('Enviado', '"dos\nlíneas"'), '', ROW, ROW].join('\n');
  expect((await read(file)).map(({ line }) => line)).toEqual([2, 5, 6]);
});

test('a short row is named and the next one is read', async () => {
  const items = await read(`${HEADER}\n+573001112233,1\n${ROW}`);
  expect(items[0]).toEqual({
    line: 2,
    error: {
      ...{ line: 2, column: null, reason: 'the row has 2 cells where the first line has 12' },
      ...{ code: 'too-few-cells', values: { cells: 2, needed: 12 } },
    },
  });
  expect(items[1]).toMatchObject({ line: 3, row: { sesion: '1' } });
});

test.each<[string, string | Uint8Array, RegExp]>([
  [
    'Latin-1',
    Buffer.from(`${HEADER}\n${ROW.replace('Enviado', 'Año')}`, 'latin1'),
    /not UTF-8.*save it again/,
  ],
  ['UTF-16', Buffer.from(`\uFEFF${HEADER}\n${ROW}`, 'utf16le'), /UTF-16.*save it again/],
  ['UTF-16 without its mark', Buffer.from(`${HEADER}\n`, 'utf16le'), /NUL bytes/],
  ['a NUL byte', `${HEADER}\n${ROW}\0`, /NUL bytes/],
  ['nothing', '', /empty: its first line must name numero, sesion/],
  ['other columns', 'numero,nombre\n1,2', /lacks the columns sesion, day, enviado/],
  ['one column missing', `${HEADER.replace(',day', '')}\n`, /lacks the column day:/],
  ['a column twice', `${HEADER},day\n`, /names day twice/],
  ['a quote never closed', `${HEADER}\n${ROW.replace('Enviado', '"Enviado')}`, /^2: A quote is opened/],
  [
    'a cell over 64 KB',
    `${HEADER}\n${ROW}\n${ROW.replace('Enviado', 'x'.repeat(70_000))}`,
    /^3: .*longer than 64 KB/,
  ],
])('a file with %s is refused, with what to do', async (_, file, message) => {
  expect(await refusal(file)).toMatch(message);
});

test('a file over the row limit is refused', async () => {
  const file = `${HEADER}\n${ROW}\n${ROW}\n${ROW}\n`;
  expect(await refusal(file, 3)).toBe('read');
  expect(await refusal(file, 2)).toMatch(/more than 2 rows: split it/);
});

test('an endless cell is refused long before it is read to its end', async () => {
  let chunks = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`${HEADER}\n"`);
    for (; chunks < 10_000; chunks += 1) yield Buffer.alloc(16_384, 'x');
  }
  const items = await collect(readLegacyCsv(endless()));
  expect(items.at(-1)).toMatchObject({ refused: expect.stringMatching(/64 KB/) });
  expect(chunks).toBeLessThan(100);
});

test('whoever stops reading lets the source go', async () => {
  let close: (how: string) => void = () => undefined;
  const closed = new Promise<string>((resolve) => (close = resolve));
  async function* source(): AsyncGenerator<Uint8Array> {
    try {
      yield Buffer.from(`${HEADER}\n`);
      for (;;) yield Buffer.from(`${ROW}\n`);
    } finally {
      close('closed');
    }
  }
  for await (const item of readLegacyCsv(source())) {
    if (item.line > 5) break;
  }
  await expect(closed).resolves.toBe('closed');
});

test('a fault of the source is not taken for a fault of the file', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`${HEADER}\n${ROW}\n`);
    throw new Error('connection reset');
  }
  await expect(collect(readLegacyCsv(broken()))).rejects.toThrow('connection reset');
});

describe('writing', () => {
  const empty = Object.fromEntries(LEGACY_COLUMNS.map((column) => [column, ''])) as LegacyRow;

  test('escapes what a spreadsheet would run, and leaves phone numbers as the old script wrote them', async () => {
    const rows = [{ ...empty, numero: '+573001112233', resultado: '=HYPERLINK("x")' }];
    expect(await textOf(writeLegacyCsv(rows))).toBe(
      `${HEADER}\n+573001112233,,,,,"'=HYPERLINK(""x"")",,,,,,\n`,
    );
  });

  test('what is written is read back the same, whatever the cells hold', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', ',', ';', '"', 'a') }),
    );
    const wholeCell = cell.filter((text) => !text.includes('\0') && text.isWellFormed());
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(wholeCell, wholeCell), { maxLength: 5 }), async (cells) => {
        const rows = cells.map(([numero, resultado]) => ({ ...empty, numero, resultado, sesion: '1' }));
        const items = await collect(readLegacyCsv(writeLegacyCsv(rows)));
        expect(items.map((item) => ('row' in item ? item.row : item))).toEqual(rows);
      }),
      { numRuns: 400 },
    );
  });
});
