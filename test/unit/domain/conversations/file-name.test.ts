import fc from 'fast-check';
import { safeFileName } from '../../../../domain/conversations/file-name';

describe('the name of a file', () => {
  it.each([
    ['carta.pdf', 'carta.pdf'],
    ['Carta de María (2).PDF', 'Carta de María (2).pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\Users\\Ana\\foto.png', 'foto.png.pdf'],
    ['factura.pdf.exe', 'factura.pdf.exe.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['...', 'file.pdf'],
    ['', 'file.pdf'],
    ['a\r\nSet-Cookie: x', 'aSet-Cookie: x.pdf'],
    ['a\u0000b', 'ab.pdf'],
    ['gpj.\u202Eexe', 'gpj.exe.pdf'],
    ['\uD83D', '\uFFFD.pdf'],
  ])('%j becomes %j', (given, kept) => {
    expect(safeFileName(given, 'application/pdf')).toBe(kept);
  });

  it('is short, of one line, ends as its type does and names no folder, whatever was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = safeFileName(given, 'image/png');
        expect(name).toMatch(/^[^/\\\p{Cc}\p{Cf}]+\.png$/u);
        expect(name.isWellFormed()).toBe(true);
        expect(Array.from(name).length).toBeLessThanOrEqual(124);
      }),
    );
  });
});
