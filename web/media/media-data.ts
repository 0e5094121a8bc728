import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { View } from '../api/views';

export type MediaFile = View<'MediaFile'>;

const PAGE = 48;

const keyOf = (botId: string) => ['bots', botId, 'media'];

/** Where the bytes of a file are. */
export function contentOf(id: string): string {
  return `/api/media/${id}/content`;
}

/** The files of a bot, the newest first. */
export function useMedia(botId: string) {
  return useInfiniteQuery({
    queryKey: keyOf(botId),
    queryFn: ({ pageParam }) => {
      const query = { limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) };
      return take(api.GET('/api/bots/{bot_id}/media', { params: { path: { bot_id: botId }, query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** Adds one file to those of a bot. */
export function uploadMedia(botId: string, file: File): Promise<MediaFile> {
  const form = new FormData();
  form.set('file', file);
  return take(
    api.POST('/api/bots/{bot_id}/media', {
      params: { path: { bot_id: botId } },
      body: { file: '' },
      bodySerializer: () => form,
    }),
  );
}

/** Adds files one after the other: the first that is refused ends it, with its reason. */
export function useUploads(botId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) await uploadMedia(botId, file);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keyOf(botId) }),
  });
}

export function useEraseMedia(botId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => take(api.DELETE('/api/media/{id}', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: keyOf(botId) }),
  });
}
