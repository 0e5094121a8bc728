/** What marks each kind of Office Open XML document inside its archive (ECMA-376, part 2). */
const TYPES: readonly (readonly [main: string, mimeType: string])[] = [
  ['word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/presentation.xml', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
];

/** Entries that are looked at: a document has some dozens. */
const MOST_ENTRIES = 5000;
const LONGEST_COMMENT = 65_535;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const END_OF_ARCHIVE = 0x06054b50;
const CENTRAL_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;

/** The content type of a DOCX, XLSX or PPTX; null for any other archive, and for one with macros. */
export function officeType(bytes: Uint8Array): string | null {
  const names = entryNames(bytes);
  if (!names.has('[Content_Types].xml')) return null;
  if ([...names].some((name) => /vbaproject\.bin$/i.test(name))) return null;
  return TYPES.find(([main]) => names.has(main))?.[1] ?? null;
}

/** The names in the archive's central directory (APPNOTE.TXT 4.3.12); none for what is no archive. */
function entryNames(bytes: Uint8Array): Set<string> {
  const names = new Set<string>();
  if (bytes.length < END_BYTES) return names;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== LOCAL_ENTRY) return names;
  const end = endOfArchive(view);
  if (end === null) return names;
  let at = view.getUint32(end + 16, true);
  while (names.size < MOST_ENTRIES && at + ENTRY_BYTES <= end && view.getUint32(at, true) === CENTRAL_ENTRY) {
    const nameLength = view.getUint16(at + 28, true);
    const name = bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength);
    names.add(new TextDecoder().decode(name));
    at += ENTRY_BYTES + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return names;
}

/** Where the end record stands: at the very end, but for a comment. */
function endOfArchive(view: DataView): number | null {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1) {
    if (view.getUint32(at, true) === END_OF_ARCHIVE) return at;
  }
  return null;
}
