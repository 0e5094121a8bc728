import { createHash } from 'node:crypto';
import type { FetchedFile } from '../../channels/channel';
import type { MediaLibrary } from '../../db/media-files/media-library';
import type { ArrivingFile, InboundMedia, MessageWithFiles } from '../../db/repositories/inbound-media';
import type { MediaFiles, MediaKind } from '../../db/repositories/media-files';
import { readFileKind } from '../../domain/conversations/file-kind';
import { safeFileName } from '../../domain/conversations/file-name';
import type { FileKind } from '../../domain/messaging/content';
import type { SendChannels } from '../messaging/dispatcher';
import type { FileFetch } from './conversations-deps';

export interface FetchFileDeps {
  inbound: InboundMedia;
  files: MediaFiles;
  library: MediaLibrary;
  channels: SendChannels;
}

type Outcome = { mediaId: string } | { refused: string };
type Fetched = { kind: 'outcome'; outcome: Outcome } | Extract<FetchedFile, { kind: 'later' }>;

/**
 * Brings the files of a stored message into the bot's media and writes their ids, or why there is none, on the
 * message. Repeated, it takes up what is still open; `later` says when.
 */
export function createFetchFile(deps: FetchFileDeps): (messageId: string) => Promise<FileFetch> {
  return async (messageId) => {
    const message = await deps.inbound.get(messageId);
    let waiting: Extract<FileFetch, { kind: 'later' }> | null = null;
    for (const [position, file] of (message?.files ?? []).entries()) {
      if (!message || isSettled(file)) continue;
      const fetched = await fetchOne(deps, message, position);
      if (fetched.kind === 'later') waiting ??= fetched;
      else await deps.inbound.settle(messageId, position, fetched.outcome);
    }
    return waiting ?? { kind: 'done' };
  };
}

function isSettled({ mediaId, refused }: ArrivingFile): boolean {
  return mediaId !== undefined || refused !== undefined;
}

async function fetchOne(deps: FetchFileDeps, message: MessageWithFiles, position: number): Promise<Fetched> {
  const file = message.files[position];
  if (!file) throw new Error('A message has no such file');
  const channel = await deps.channels.of(message);
  if (!channel) return refused('The channel is no longer set up');
  if (!channel.fetchFile) return alreadyOurs(deps, message, file);
  const answer = await channel.fetchFile(file);
  switch (answer.kind) {
    case 'later':
      return answer;
    case 'refused':
      return refused(answer.detail);
    case 'fetched':
      return keep(deps, { message, position, file, answer });
  }
}

/** Where nothing is fetched, the person's file was uploaded as one of the bot's. */
async function alreadyOurs(
  deps: FetchFileDeps,
  message: MessageWithFiles,
  file: ArrivingFile,
): Promise<Fetched> {
  const { providerFileId } = file;
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(providerFileId);
  const [known] = isId ? await deps.files.getMany(message.accountId, message.botId, [providerFileId]) : [];
  return known ? { kind: 'outcome', outcome: { mediaId: known.id } } : refused('The bot has no such file');
}

interface Arrived {
  message: MessageWithFiles;
  position: number;
  file: ArrivingFile;
  answer: Extract<FetchedFile, { kind: 'fetched' }>;
}

async function keep(
  { library }: FetchFileDeps,
  { message, position, file, answer }: Arrived,
): Promise<Fetched> {
  const { accountId, botId, dialogId } = message;
  const read = readFileKind(answer.bytes, answer.mimeType);
  if (read.kind === 'refused') return refused(read.detail);
  const added = await library.add({
    id: mediaIdOf(message.id, position),
    ...{ accountId, botId, dialogId },
    kind: kindOf(file, read),
    fileName: safeFileName(file.fileName ?? answer.fileName, read.mimeType),
    mimeType: read.mimeType,
    bytes: answer.bytes,
  });
  return added ? { kind: 'outcome', outcome: { mediaId: added.id } } : refused('The bot is gone');
}

/** The bytes say what it is; that a picture is meant as a sticker only the channel knows. */
function kindOf({ kind }: ArrivingFile, read: { file: FileKind; mimeType: string }): MediaKind {
  return kind === 'sticker' && read.mimeType === 'image/webp' ? 'sticker' : read.file;
}

/** The same for every try, so that a file fetched twice is kept once; of the message's time (UUID version 8). */
function mediaIdOf(messageId: string, position: number): string {
  const digits = createHash('sha256').update(`${messageId}:${position}`).digest('hex');
  return `${messageId.slice(0, 13)}-8${digits.slice(0, 3)}-8${digits.slice(3, 6)}-${digits.slice(6, 18)}`;
}

function refused(detail: string): Fetched {
  return { kind: 'outcome', outcome: { refused: detail } };
}
