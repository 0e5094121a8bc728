import fc from 'fast-check';
import {
  CHAT_COLUMNS,
  PHONE_COLUMNS,
  readHeader,
  type ColumnMapping,
} from '../../../../domain/broadcasts/list-header';

const read = (cells: string[], mapping?: ColumnMapping) => readHeader(cells, PHONE_COLUMNS, mapping);
const refusalOf = (cells: string[], mapping?: ColumnMapping) => {
  const found = read(cells, mapping);
  return found.kind === 'refused' ? found.reason : null;
};

describe('the first line of a list', () => {
  it.each([
    [['numero', 'nombre'], 0, 1],
    [['Nombre', 'Teléfono'], 1, 0],
    [['Número de Teléfono', 'Ciudad'], 0, null],
    [['name', 'Phone Number', 'city'], 1, 0],
    [[' CELULAR ', 'Nombre Completo', ''], 0, 1],
    [['id', 'WhatsApp'], 1, null],
  ])('%j has its number in column %i and its name in %j', (cells, address, name) => {
    expect(read(cells)).toMatchObject({ kind: 'header', header: { address, name } });
  });

  it('names a chat where messages go to chats', () => {
    expect(readHeader(['telefono', 'chat_id'], CHAT_COLUMNS)).toMatchObject({ header: { address: 1 } });
  });

  it('follows a mapping, against what the names say', () => {
    const mapping = { address: 'Otro', name: 'Razón Social' };
    expect(read(['telefono', 'otro', 'nombre', 'razon social'], mapping)).toMatchObject({
      header: { address: 1, name: 3 },
    });
  });

  it.each([
    ['no number', ['nombre', 'ciudad'], 'There is "nombre", "ciudad"'],
    ['nothing at all', [''], 'There is nothing'],
    ['two numbers', ['telefono', 'celular'], '"telefono" and "celular" may each be the phone number'],
    ['a column twice', ['numero', 'Ciudad', 'ciudad'], 'the column "ciudad" twice'],
  ])('is refused with %s, and says which columns there are', (_what, cells, words) => {
    expect(refusalOf(cells)).toContain(words);
  });

  it('is refused when the mapping names a column that it lacks', () => {
    expect(refusalOf(['numero'], { name: 'cliente' })).toBe(
      'The file has no column "cliente"; it has "numero".',
    );
  });

  it('never points beside its columns, whatever it says', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(...PHONE_COLUMNS.names))), (cells) => {
        const found = read(cells);
        if (found.kind === 'refused') return expect(found.reason).not.toBe('');
        const { address, name } = found.header;
        expect(cells[address]).toBeDefined();
        expect(name === null || cells[name] !== undefined).toBe(true);
      }),
    );
  });
});
