import { useQuery } from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { View } from '../api/views';

const MOST_ALERTS = 100;
const LOOK_AGAIN_MS = 60_000;

export interface ChannelHealth {
  channel: string;
  in: number;
  out: number;
  failed: number;
  unconfirmed: number;
  /** What rules about the platform raised about it, and nobody resolved. */
  troubles: View<'Alert'>[];
}

const count = (value: unknown) => (typeof value === 'number' ? value : 0);

/** What went over each channel in seven days, and which open alerts are about it. */
export function useChannels() {
  return useQuery({
    queryKey: ['alerts', 'channels'],
    queryFn: async (): Promise<ChannelHealth[]> => {
      const [{ rows }, { items }] = await Promise.all([
        take(api.GET('/api/analytics/messages', { params: { query: { by: 'total' } } })),
        take(api.GET('/api/alerts', { params: { query: { state: 'open', limit: MOST_ALERTS } } })),
      ]);
      const channels = new Map<string, ChannelHealth>();
      for (const row of rows) {
        const channel = row.channel;
        const before = channels.get(channel) ?? {
          channel,
          in: 0,
          out: 0,
          failed: 0,
          unconfirmed: 0,
          troubles: [],
        };
        channels.set(channel, {
          ...before,
          in: before.in + count(row.in),
          out: before.out + count(row.out),
          failed: before.failed + count(row.failed),
          unconfirmed: before.unconfirmed + count(row.unconfirmed),
          troubles: items.filter(({ subject }) => subject === `channel ${channel}`),
        });
      }
      return [...channels.values()];
    },
    refetchInterval: LOOK_AGAIN_MS,
    meta: { live: ['alert'] },
  });
}
