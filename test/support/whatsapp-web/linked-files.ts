import type { HttpExchange } from '../../../channels/http-exchange';

/** The types of files at addresses, by the ends of their names. */
export const LINKED_TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  image: 'image/jpeg',
  png: 'image/png',
  mp4: 'video/mp4',
  video: 'video/mp4',
  ogg: 'audio/ogg',
  audio: 'audio/ogg',
  pdf: 'application/pdf',
};

/** Every address has a file of the type its name tells; the world outside is not asked. */
export const linkExchange: HttpExchange = ({ url }) => {
  const type = LINKED_TYPES[url.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  const file = { status: 200, text: '', bytes: Buffer.from('a file'), headers: { 'content-type': type } };
  return Promise.resolve({ kind: 'answered', ...file });
};
