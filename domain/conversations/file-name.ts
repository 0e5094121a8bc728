const LONGEST = 120;

/** The usual ending of each type that is taken. */
export const FILE_ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
  'video/3gpp': '3gp',
  'audio/ogg': 'ogg',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/aac': 'aac',
  'audio/amr': 'amr',
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'text/plain': 'txt',
  'text/csv': 'csv',
};

/**
 * A name to keep for a file: its last part, without what is invisible or turns text around, and with the
 * ending of its type, so that saving it never gives a file that pretends to be another kind.
 */
export function safeFileName(given: string | null, mimeType: string): string {
  const ending = FILE_ENDINGS[mimeType] ?? 'bin';
  const last = (given ?? '').toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const visible = last.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim();
  const stem = visible.toLowerCase().endsWith(`.${ending}`) ? visible.slice(0, -ending.length - 1) : visible;
  const kept = Array.from(stem)
    .slice(0, LONGEST)
    .join('')
    .replace(/^\.+|[. ]+$/g, '');
  return `${kept === '' ? 'file' : kept}.${ending}`;
}
