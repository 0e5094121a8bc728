import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { View } from '../api/views';

export type Connection = View<'CalendarConnection'>;
export type Provider = Connection['offered'][number];

const CONNECTION = ['calendar', 'connection'] as const;

/** Asked again when the page is looked at again: the owner agrees in another tab. */
export function useConnection() {
  return useQuery({
    queryKey: CONNECTION,
    queryFn: () => take(api.GET('/api/calendar/connection')),
    refetchOnWindowFocus: 'always',
  });
}

/** Gives the address at which the owner of the calendar agrees. */
export function useConnect() {
  return useMutation({
    mutationFn: (provider: Provider) => take(api.POST('/api/calendar/connection', { body: { provider } })),
  });
}

export function useDisconnect() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => take(api.DELETE('/api/calendar/connection')),
    onSuccess: () => queries.invalidateQueries({ queryKey: CONNECTION }),
  });
}
