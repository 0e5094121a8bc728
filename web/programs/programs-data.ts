import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { View } from '../api/views';

export type Enrollment = View<'Enrollment'>;
export type EnrollmentDetail = View<'EnrollmentDetail'>;
export type DayMark = Enrollment['days'][number];
export type Run = View<'Run'>;

const PAGE = 50;
const RUNS = 14;

/** What changes a program: a message of it, or an answer to one. */
const live = { live: ['message', 'send'] } as const;

export function usePrograms() {
  return useInfiniteQuery({
    queryKey: ['programs', 'list'],
    queryFn: ({ pageParam }) =>
      take(
        api.GET('/api/programs', {
          params: { query: { limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

export function useProgram(id: string) {
  return useQuery({
    queryKey: ['programs', id],
    queryFn: () => take(api.GET('/api/programs/{id}', { params: { path: { id } } })),
  });
}

/** Who takes part, the first enrolled first. */
export function useEnrollments(programId: string, state: Enrollment['state'] | null) {
  return useInfiniteQuery({
    queryKey: ['programs', programId, 'enrollments', state],
    queryFn: ({ pageParam }) => {
      const query = {
        limit: PAGE,
        ...(state !== null && { state }),
        ...(pageParam !== null && { cursor: pageParam }),
      };
      return take(api.GET('/api/programs/{id}/enrollments', { params: { path: { id: programId }, query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    meta: live,
  });
}

export function useEnrollment(id: string) {
  return useQuery({
    queryKey: ['enrollments', id],
    queryFn: () => take(api.GET('/api/enrollments/{id}', { params: { path: { id } } })),
    meta: live,
  });
}

export function useRuns(programId: string) {
  return useQuery({
    queryKey: ['programs', programId, 'runs'],
    queryFn: () =>
      take(
        api.GET('/api/programs/{id}/runs', { params: { path: { id: programId }, query: { limit: RUNS } } }),
      ),
    meta: live,
  });
}

/** Takes over the contacts of an old script's CSV. */
export function useImport(programId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (file: File) => {
      const body = await file.text();
      return take(
        api.POST('/api/programs/{id}/enrollments/import', {
          params: { path: { id: programId } },
          body,
          bodySerializer: (text) => text,
          headers: { 'content-type': 'text/csv' },
        }),
      );
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['programs', programId] }),
  });
}

export function useCreateProgram() {
  const queries = useQueryClient();
  return useMutation({
    // The client's types have every policy named that the API fills in.
    mutationFn: (body: Omit<View<'ProgramBodyInput'>, 'policy'>) =>
      take(api.POST('/api/programs', { body: body as View<'ProgramBodyInput'> })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['programs'] }),
  });
}

/** Publishes the next version of a program. */
export function usePublishProgram(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: View<'ProgramBodyInput'>) =>
      take(api.PUT('/api/programs/{id}', { params: { path: { id } }, body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['programs'] }),
  });
}

/** Plays a program with contacts that do not exist; a draft of it where one is given. */
export function useSimulate(id: string) {
  return useMutation({
    mutationFn: (body: { contacts: number; seed: number; definition?: View<'ProgramBodyInput'> }) =>
      take(api.POST('/api/programs/{id}/simulate', { params: { path: { id } }, body })),
  });
}
