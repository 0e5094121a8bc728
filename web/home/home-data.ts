import { useQuery } from '@tanstack/react-query';
import { api, take } from '../api/client';

const FIRST = 5;
/** What no live event tells of. */
const LOOK_AGAIN_MS = 15_000;

/** What became of every message there was. */
export function useFigures() {
  return useQuery({
    queryKey: ['home', 'figures'],
    queryFn: async () => {
      const [{ byState }, { counts, oldestSeconds }] = await Promise.all([
        take(api.GET('/api/sends/summary')),
        take(api.GET('/api/queue', { params: { query: { limit: 1 } } })),
      ]);
      const sum = (...states: string[]) => states.reduce((total, state) => total + (byState[state] ?? 0), 0);
      return {
        sent: sum('accepted', 'delivered', 'read'),
        read: sum('read'),
        failed: sum('rejected', 'suppressed', 'unconfirmed'),
        waiting: counts.pending + counts.processing + counts.retry,
        oldestSeconds,
      };
    },
    meta: { live: ['send', 'message'] },
  });
}

export function useOpenAlerts() {
  return useQuery({
    queryKey: ['alerts', 'open', FIRST],
    queryFn: () => take(api.GET('/api/alerts', { params: { query: { state: 'open', limit: FIRST } } })),
    meta: { live: ['alert'] },
  });
}

export function useFirstPrograms() {
  return useQuery({
    queryKey: ['programs', FIRST],
    queryFn: () => take(api.GET('/api/programs', { params: { query: { limit: FIRST } } })),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

export function useLastBroadcasts() {
  return useQuery({
    queryKey: ['broadcasts', FIRST],
    queryFn: () => take(api.GET('/api/broadcasts', { params: { query: { limit: FIRST } } })),
    meta: { live: ['broadcast'] },
  });
}

/** What answers 503 as well says what is away. */
export function useHealth() {
  return useQuery({
    queryKey: ['health'],
    queryFn: async () => {
      const { data, error } = await api.GET('/readyz');
      return Object.entries(
        data?.checks ?? (error as { checks?: Record<string, 'ok' | 'away'> }).checks ?? {},
      );
    },
    refetchInterval: LOOK_AGAIN_MS,
  });
}
