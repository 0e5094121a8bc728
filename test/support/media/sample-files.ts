import { zipOf } from './zip-archive';

const latin = (...parts: string[]) => Buffer.from(parts.join(''), 'latin1');
const isoMedia = (brand: string) =>
  latin('\x00\x00\x00\x18ftyp', brand, '\x00\x00\x02\x00', 'isomiso2', '\x00'.repeat(16));
const ogg = (codec: string) => latin('OggS\x00\x02', '\x00'.repeat(22), codec, '\x00'.repeat(16));
const office = (main: string, ...more: string[]) =>
  zipOf('[Content_Types].xml', '_rels/.rels', main, ...more);

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const SLIDES = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';

/** A few bytes of every kind of file that is taken: its type, and how much of it is enough to know it by. */
export const TAKEN_FILES: readonly (readonly [mimeType: string, bytes: Buffer])[] = [
  ['image/jpeg', latin('\xff\xd8\xff\xe0\x00\x10JFIF', '\x00'.repeat(16))],
  ['image/png', latin('\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR', '\x00'.repeat(17))],
  ['image/webp', latin('RIFF\x24\x00\x00\x00WEBPVP8 ', '\x00'.repeat(16))],
  ['video/mp4', isoMedia('isom')],
  ['video/mp4', isoMedia('mp42')],
  ['video/3gpp', isoMedia('3gp5')],
  ['audio/mp4', isoMedia('M4A ')],
  ['audio/ogg', ogg('OpusHead')],
  ['audio/ogg', ogg('\x01vorbis')],
  ['audio/mpeg', latin('ID3\x04\x00', '\x00'.repeat(16))],
  ['audio/mpeg', latin('\xff\xfb\x90\x44', '\x00'.repeat(16))],
  ['audio/aac', latin('\xff\xf1\x50\x80', '\x00'.repeat(16))],
  ['audio/amr', latin('#!AMR\n', '\x00'.repeat(16))],
  ['application/pdf', latin('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')],
  [WORD, office('word/document.xml')],
  [EXCEL, office('xl/workbook.xml')],
  [SLIDES, office('ppt/presentation.xml')],
  ['text/plain', Buffer.from('Hola, señora Marta 👋\n\tmañana a las 9\r\n')],
  ['text/csv', Buffer.from('numero,sesion\n573001112233,1\n')],
];

/** What is not taken, whatever it is called: what browsers run, what carries macros, what no provider carries. */
export const REFUSED_FILES: readonly (readonly [what: string, bytes: Buffer])[] = [
  ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ['SVG behind an XML head', Buffer.from('<?xml version="1.0"?>\n<svg onload="alert(1)"/>')],
  ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['HTML behind a byte order mark and spaces', Buffer.from('\uFEFF \n\t<HTML><body onload=alert(1)>')],
  ['HTML behind a comment', Buffer.from('<!-- hi --><script>alert(1)</script>')],
  ['a GIF', latin('GIF89a', '\x00'.repeat(16))],
  ['a GIF that is also a script', latin('GIF89a/*', '\x00'.repeat(8), '*/=1;alert(1)')],
  ['a WAV recording', latin('RIFF\x24\x00\x00\x00WAVEfmt ', '\x00'.repeat(16))],
  ['a HEIC image', isoMedia('heic')],
  ['a QuickTime film', isoMedia('qt  ')],
  ['a WebM film', latin('\x1aE\xdf\xa3', '\x00'.repeat(16))],
  ['an Ogg film', ogg('\x80theora')],
  ['a program', latin('MZ\x90\x00', '\x00'.repeat(64))],
  ['an old Word file', latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '\x00'.repeat(64))],
  ['any archive', zipOf('a.txt', 'word/document.xml')],
  ['a Word file with macros', office('word/document.xml', 'word/vbaProject.bin')],
  ['an archive cut short', office('word/document.xml').subarray(0, 80)],
  ['a program with an archive behind it', Buffer.concat([latin('MZ\x90\x00'), office('word/document.xml')])],
  ['a PDF behind other bytes', latin('\x00\x01%PDF-1.7')],
  ['a PNG cut in its signature', latin('\x89PNG\r\n')],
  ['Latin-1 text', latin('se\xf1ora')],
  ['text with a NUL', Buffer.from('hola\u0000')],
  ['nothing', Buffer.alloc(0)],
];

/** A JPEG of so many bytes. */
export function jpegOf(bytes: number): Buffer {
  const [, head = Buffer.alloc(0)] = TAKEN_FILES[0] ?? [];
  return Buffer.concat([head, Buffer.alloc(Math.max(0, bytes - head.length))]);
}
