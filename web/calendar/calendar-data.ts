import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { View } from '../api/views';

export type Calendar = View<'Calendar'>;
export type Appointment = View<'ListedAppointment'>;

const PAGE = 50;
/** What an operator or an API client books is told by no live event. */
const LOOK_AGAIN_MS = 30_000;

export interface WantedAppointments {
  state: Appointment['state'] | null;
  botId: string | null;
  /** The instant of the first; null for now. */
  from: string | null;
}

/** When appointments are given. */
export function useCalendar() {
  return useQuery({
    queryKey: ['calendar', 'settings'],
    queryFn: () => take(api.GET('/api/calendar')),
  });
}

export function usePutCalendar() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Calendar) => take(api.PUT('/api/calendar', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['calendar'] }),
  });
}

/** In the order in which they begin; bots book them, so it is asked again with every message. */
export function useAppointments({ state, botId, from }: WantedAppointments) {
  return useInfiniteQuery({
    queryKey: ['calendar', 'appointments', state, botId, from],
    queryFn: ({ pageParam }) => {
      const query = {
        limit: PAGE,
        from: from ?? new Date().toISOString(),
        ...(state !== null && { state }),
        ...(botId !== null && { botId }),
        ...(pageParam !== null && { cursor: pageParam }),
      };
      return take(api.GET('/api/calendar/appointments', { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    meta: { live: ['message', 'send'] },
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** What can be booked between two instants, each so many minutes long. */
export function useSlots({ from, to, minutes }: { from: string; to: string; minutes: number }) {
  return useQuery({
    queryKey: ['calendar', 'slots', from, to, minutes],
    queryFn: () => take(api.GET('/api/calendar/slots', { params: { query: { from, to, minutes } } })),
  });
}

export function useMoveAppointment(id: string) {
  return useChange((startsAt: string) =>
    take(api.POST('/api/calendar/appointments/{id}/move', { params: { path: { id } }, body: { startsAt } })),
  );
}

export function useCancelAppointment(id: string) {
  return useChange(() =>
    take(api.POST('/api/calendar/appointments/{id}/cancel', { params: { path: { id } } })),
  );
}

function useChange<Given, Answer>(change: (given: Given) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['calendar'] }),
  });
}
