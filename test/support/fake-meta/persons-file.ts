import { sha256Of } from './media';
import type { MediaStore } from './media';
import type { InboundRequest } from './webhook-events';

/** A file a person sends. */
export interface PersonsFile {
  kind: 'image' | 'audio' | 'video' | 'document' | 'sticker';
  mimeType: string;
  base64: string;
  caption?: string;
  fileName?: string;
}

export type WithFile = InboundRequest & { file?: PersonsFile };

/** The message as it stands in a webhook: the file stays with Meta, and its id travels. */
export function asInbound({ file, ...request }: WithFile, media: MediaStore): InboundRequest {
  if (!file) return request;
  const { kind, mimeType, caption, fileName } = file;
  const bytes = Buffer.from(file.base64, 'base64');
  const { id } = media.keep({ mimeType, fileName: fileName ?? null, bytes, from: 'person' });
  const content = {
    id,
    mime_type: mimeType,
    sha256: sha256Of(bytes),
    ...(caption !== undefined && { caption }),
    ...(fileName !== undefined && { filename: fileName }),
    ...(kind === 'audio' && { voice: false }),
  };
  return { ...request, type: kind, content };
}
