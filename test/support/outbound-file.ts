import type { OutboundFile } from '../../channels/channel';

/** No UTF-8, so that a channel that took it for text would break it. */
export const PICTURE = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x80, 0x0a]);

export interface TestFile extends OutboundFile {
  /** What a channel asked to be kept, in order. */
  readonly remembered: { platformFileId: string; expiresAt: number | null }[];
}

/** A picture of the bot's own, never sent before; name what the test is about. */
export function outboundFile(parts: Partial<OutboundFile> = {}): TestFile {
  const remembered: TestFile['remembered'] = [];
  return {
    id: '01890000-0000-7000-8000-00000000000f',
    kind: 'image',
    mimeType: 'image/jpeg',
    fileName: 'saludo.jpg',
    sizeBytes: PICTURE.length,
    platformFileId: null,
    publicUrl: 'https://hilo.example/media/f?sig=1',
    read: () => Promise.resolve(PICTURE),
    remember: (platformFileId, expiresAt) => {
      remembered.push({ platformFileId, expiresAt });
      return Promise.resolve();
    },
    ...parts,
    remembered,
  };
}

/** A message that is one of the bot's own files. */
export function fileMessage(file: OutboundFile, caption?: string) {
  return {
    content: {
      kind: 'file' as const,
      file: { kind: file.kind, media: file.id, ...(caption !== undefined && { caption }) },
    },
    files: [file],
  };
}
