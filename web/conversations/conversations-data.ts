import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { View } from '../api/views';

export type Dialog = View<'Dialog'>;
export type Entry = View<'DialogEntry'>;

/** What a person says in a conversation: words, a file, or a template. */
export interface Reply {
  key: string;
  text?: string;
  media?: string;
  template?: { template: string; variables: Record<string, string>; preview?: string };
}

const PAGE = 30;
const ENTRIES = 60;

export interface Wanted {
  search: string;
  handedOff: boolean | null;
}

/** The inbox: the newest interaction first, page by page. */
export function useInbox({ search, handedOff }: Wanted) {
  return useInfiniteQuery({
    queryKey: ['dialogs', 'inbox', search, handedOff],
    queryFn: ({ pageParam }) => {
      const query = {
        limit: PAGE,
        ...(search !== '' && { search }),
        ...(handedOff !== null && { handedOff: String(handedOff) }),
        ...(pageParam !== null && { cursor: pageParam }),
      };
      return take(api.GET('/api/dialogs', { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    meta: { live: ['message', 'dialog'] },
  });
}

export function useDialog(id: string) {
  return useQuery({
    queryKey: ['dialogs', id],
    queryFn: () => take(api.GET('/api/dialogs/{id}', { params: { path: { id } } })),
    meta: { live: ['message', 'dialog'] },
  });
}

/** Where the Temporal Web UI shows what the bot does. */
export function useWorkflow(id: string) {
  return useQuery({
    queryKey: ['dialogs', id, 'workflow'],
    queryFn: () => take(api.GET('/api/dialogs/{id}/workflow', { params: { path: { id } } })),
    staleTime: Infinity,
  });
}

/** What was said and done, the newest page first; each page runs from its oldest entry to its newest. */
export function useTranscript(id: string) {
  return useInfiniteQuery({
    queryKey: ['dialogs', id, 'history'],
    queryFn: async ({ pageParam }) => {
      const query = {
        limit: ENTRIES,
        order: 'newest' as const,
        ...(pageParam !== null && { cursor: pageParam }),
      };
      const page = await take(api.GET('/api/dialogs/{id}/history', { params: { path: { id }, query } }));
      return { ...page, items: page.items.toReversed() };
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    meta: { live: ['message', 'dialog', 'send'] },
  });
}

export function useTakeOver(id: string) {
  return useDialogAction(id, () =>
    take(api.POST('/api/dialogs/{id}/handoff', { params: { path: { id } }, body: {} })),
  );
}

export function useGiveBack(id: string) {
  return useDialogAction(id, () =>
    take(api.POST('/api/dialogs/{id}/return', { params: { path: { id } }, body: {} })),
  );
}

function useDialogAction(id: string, act: () => Promise<Dialog>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (dialog) => {
      queries.setQueryData(['dialogs', id], dialog);
      void queries.invalidateQueries({ queryKey: ['dialogs'] });
    },
  });
}

/** Replies, one after the other, each under a key of its own: sent again after a lost answer, it goes out once. */
export function useReply(id: string) {
  const queries = useQueryClient();
  return useMutation({
    scope: { id: `reply ${id}` },
    mutationFn: (body: Reply) =>
      take(api.POST('/api/dialogs/{id}/messages', { params: { path: { id } }, body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['dialogs', id, 'history'] }),
  });
}
