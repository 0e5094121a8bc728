import type { Channel, OutboundFile } from '../../channels/channel';
import type { MediaLibrary } from '../../db/media-files/media-library';
import type { MediaLinks } from '../../db/media-files/media-links';
import type { MediaFile, MediaFiles } from '../../db/repositories/media-files';
import { mediaOf } from '../../domain/messaging/content';
import type { Send } from '../../domain/messaging/send';
import type { Clock, OutboundFiles } from './dispatcher';

export interface OutboundFilesDeps {
  files: MediaFiles;
  library: MediaLibrary;
  links: MediaLinks;
  clock: Clock;
}

/** The bot's own files of a send, each with what this sender's platform already calls it. */
export function createOutboundFiles(deps: OutboundFilesDeps): OutboundFiles {
  return {
    async of(send, channel) {
      const found = await filesOf(deps, send);
      if (!found) return null;
      const now = await deps.clock();
      const senderKey = senderKeyOf(channel);
      const ids = found.map(({ id }) => id);
      const platformIds = await deps.files.platformFileIds(ids, senderKey, now);
      const ready: OutboundFile[] = [];
      for (const file of found) {
        const platformFileId = platformIds.get(file.id) ?? null;
        // Read now, as long as nothing is claimed: a store that is away must not leave a send of unknown fate.
        const bytes = platformFileId === null ? await deps.library.read(file) : null;
        if (platformFileId === null && bytes === null) return null;
        ready.push({
          ...described(file),
          platformFileId,
          publicUrl: deps.links.urlOf(file.id, now),
          read: async () => bytes ?? (await deps.library.read(file)) ?? gone(file),
          remember: (id, expiresAt) =>
            deps.files.rememberPlatformFileId(file.id, senderKey, { id, expiresAt }),
        });
      }
      return ready;
    },
  };
}

/** In the order of the content; null when one is gone or another bot's. */
async function filesOf({ files }: OutboundFilesDeps, send: Send): Promise<MediaFile[] | null> {
  const ids = mediaOf(send.content);
  if (send.botId === null || send.botId === undefined) return ids.length === 0 ? [] : null;
  const known = await files.getMany(send.accountId, send.botId, ids.filter(isUuid));
  const byId = new Map(known.map((file) => [file.id, file]));
  const found = ids.flatMap((id) => byId.get(id) ?? []);
  return found.length === ids.length ? found : null;
}

/** One sender's uploads are no other's: a platform's file ids belong to a number or a bot. */
function senderKeyOf({ name, sender }: Channel): string {
  return `${name}:${sender}`;
}

function described({ id, kind, mimeType, fileName, sizeBytes }: MediaFile) {
  // No channel sends stickers; as an image everybody shows one.
  return { id, kind: kind === 'sticker' ? ('image' as const) : kind, mimeType, fileName, sizeBytes };
}

function gone({ id }: MediaFile): never {
  throw new Error(`The bytes of media file ${id} are gone`);
}

function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}
