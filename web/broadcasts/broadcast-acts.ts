import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../api/client';
import { readAfterDeletion } from '../shell/queries';
import type { Broadcast } from './broadcasts-data';

/** What an operator asks of a broadcast. */
export type Act =
  | { kind: 'start' | 'pause' | 'resume' | 'cancel' }
  | { kind: 'schedule'; startAt: string }
  | { kind: 'rate'; ratePerSecond: number | null }
  /** Every reason, or these alone. */
  | { kind: 'retry'; codes: string[] | null };

/** Asks, and shows at once what became of it. */
export function useAct(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (act: Act) => take(ask(id, act)),
    onSuccess: (broadcast) => {
      queries.setQueryData(['broadcasts', id], broadcast);
      void queries.invalidateQueries({ queryKey: ['broadcasts'] });
    },
  });
}

function ask(id: string, act: Act): Promise<{ data?: Broadcast; error?: unknown; response: Response }> {
  const params = { path: { id } };
  switch (act.kind) {
    case 'start':
      return api.POST('/api/broadcasts/{id}/start', { params, body: {} });
    case 'pause':
      return api.POST('/api/broadcasts/{id}/pause', { params, body: {} });
    case 'resume':
      return api.POST('/api/broadcasts/{id}/resume', { params, body: {} });
    case 'cancel':
      return api.POST('/api/broadcasts/{id}/cancel', { params, body: {} });
    case 'schedule':
      return api.POST('/api/broadcasts/{id}/schedule', { params, body: { startAt: act.startAt } });
    case 'rate':
      return api.POST('/api/broadcasts/{id}/rate', { params, body: { ratePerSecond: act.ratePerSecond } });
    case 'retry': {
      const body = act.codes === null ? {} : { codes: act.codes };
      return api.POST('/api/broadcasts/{id}/retry-failed', { params, body });
    }
  }
}

/** Discards a draft. */
export function useDiscard(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => take(api.DELETE('/api/broadcasts/{id}', { params: { path: { id } } })),
    onSuccess: () => readAfterDeletion(queries, ['broadcasts', 'list']),
  });
}

/** One message to a number of one's own, which counts for nothing. */
export function useTestSend(id: string) {
  return useMutation({
    mutationFn: (phone: string) =>
      take(api.POST('/api/broadcasts/{id}/test-send', { params: { path: { id } }, body: { phone } })),
  });
}
