import type { MediaFile } from '../../../db/repositories/media-files';

export function presentMedia(file: MediaFile) {
  const { id, botId, dialogId, kind, fileName, mimeType, sizeBytes, sha256, createdAt } = file;
  return {
    id,
    botId,
    dialogId,
    kind,
    fileName,
    mimeType,
    sizeBytes,
    sha256,
    createdAt: createdAt.toISOString(),
  };
}

/** Headers under which a browser saves the bytes and never runs them, whatever they hold. */
export function contentHeaders({ fileName, mimeType }: Pick<MediaFile, 'fileName' | 'mimeType'>) {
  const charset = mimeType.startsWith('text/') ? '; charset=utf-8' : '';
  return {
    'content-type': `${mimeType}${charset}`,
    'content-disposition': dispositionOf(fileName),
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  };
}

/** RFC 6266: a plain name for old clients, and the whole one for all others. */
function dispositionOf(fileName: string): string {
  const plain = fileName.replace(/[^\w. -]/g, '_');
  const whole = encodeURIComponent(fileName).replace(/['()*]/g, percentEncoded);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
