import { MAX_FILE_BYTES } from '../../../domain/conversations/file-kind';
import type { MediaFile } from '../../../db/repositories/media-files';
import type { ApiDeps } from '../../api-deps';
import { readPage } from '../../paging';
import { notFound } from '../../problems';
import { defineRoute, reply, type Route } from '../../route';
import { addMedia } from './add-media';
import { contentHeaders, presentMedia } from './media.presenter';
import {
  botMediaParams,
  linkParams,
  linkQuery,
  mediaListQuery,
  mediaPage,
  mediaParams,
  mediaView,
  uploadQuery,
} from './media.schema';

const content = { status: 200, description: 'The bytes', contentType: 'application/octet-stream' } as const;

/** The bytes of a file, as something to save. */
async function contentOf(file: MediaFile | null, { mediaLibrary }: ApiDeps) {
  const bytes = file && (await mediaLibrary.read(file));
  return file && bytes ? reply(bytes, { headers: contentHeaders(file) }) : notFound('file');
}

/** The files of bots: what their scenarios show, and what people sent them. */
export const mediaRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/bots/{bot_id}/media',
    operationId: 'listMedia',
    summary: 'Media files of a bot, newest first',
    tag: 'Media',
    access: 'bots:read',
    params: botMediaParams,
    query: mediaListQuery,
    response: { status: 200, description: 'A page', schema: mediaPage },
    handler: async ({ accountId, params, query: { limit, cursor, kind } }, { bots, mediaFiles }) => {
      const botId = params.bot_id;
      if (!(await bots.get(accountId, botId))) return notFound('bot');
      return reply(
        await readPage({
          limit,
          read: (count) => mediaFiles.list({ accountId, botId, kind, before: cursor ?? null, limit: count }),
          cursorOf: (file) => file.id,
          present: presentMedia,
        }),
      );
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/bots/{bot_id}/media',
    operationId: 'addMedia',
    summary: 'Adds one file, as a form or as the body itself; its bytes must be what its content type says',
    tag: 'Media',
    access: 'bots:write',
    params: botMediaParams,
    query: uploadQuery,
    body: { type: 'upload', maxBytes: MAX_FILE_BYTES },
    response: { status: 201, description: 'The file', schema: mediaView },
    handler: async ({ accountId, params, query, body }, deps) => {
      const added = await addMedia({ accountId, botId: params.bot_id, name: query.name, upload: body }, deps);
      if (added.kind === 'problem') return added;
      return reply(presentMedia(added.file), { headers: { location: `/api/media/${added.file.id}` } });
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/media/{id}',
    operationId: 'getMedia',
    summary: 'What is known of a media file',
    tag: 'Media',
    access: 'bots:read',
    params: mediaParams,
    response: { status: 200, description: 'The file', schema: mediaView },
    handler: async ({ accountId, params }, { mediaFiles }) => {
      const file = await mediaFiles.get(accountId, params.id);
      return file ? reply(presentMedia(file)) : notFound('file');
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/media/{id}/content',
    operationId: 'getMediaContent',
    summary: 'The bytes of a media file',
    tag: 'Media',
    access: 'bots:read',
    params: mediaParams,
    response: content,
    handler: async ({ accountId, params }, deps) =>
      contentOf(await deps.mediaFiles.get(accountId, params.id), deps),
  }),

  defineRoute({
    method: 'delete',
    path: '/api/media/{id}',
    operationId: 'deleteMedia',
    summary: 'Erases a media file; messages that still name it are not sent',
    tag: 'Media',
    access: 'bots:write',
    params: mediaParams,
    response: { status: 204, description: 'Erased' },
    handler: async ({ accountId, params }, { mediaFiles, mediaLibrary }) => {
      const file = await mediaFiles.get(accountId, params.id);
      if (!file) return notFound('file');
      await mediaLibrary.erase(file);
      return reply(undefined);
    },
  }),

  defineRoute({
    method: 'get',
    path: '/media/{id}',
    operationId: 'fetchMedia',
    summary: 'The bytes of a media file at a signed address, for the providers that fetch what they send',
    tag: 'Media',
    access: 'public',
    params: linkParams,
    query: linkQuery,
    response: content,
    handler: async ({ params: { id }, query: { e: expiry, s: signature } }, deps) => {
      const genuine = deps.mediaLinks.isGenuine({ id, expiry, signature }, deps.now());
      return contentOf(genuine ? await deps.mediaFiles.getLinked(id) : null, deps);
    },
  }),
];
