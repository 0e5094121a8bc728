import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../api/client';
import { isSignedOut } from '../api/problem';
import type { View } from '../api/views';

export type Operator = View<'SignedInOperator'>;

export const SESSION = ['session'] as const;

/** Kept while somebody is signed in, for scripts cannot see the cookie: so that a stranger is not asked about. */
const SIGNED_IN = 'hilo-signed-in';

/** Who is signed in; null for nobody. */
export function useSession() {
  return useQuery({
    queryKey: SESSION,
    queryFn: async (): Promise<Operator | null> => {
      if (localStorage.getItem(SIGNED_IN) === null) return null;
      try {
        return await take(api.GET('/api/auth/me'));
      } catch (error) {
        if (isSignedOut(error)) return null;
        throw error;
      }
    },
    staleTime: Infinity,
  });
}

/** What follows a sign-in: whoever came in is who looks, and what another operator saw here is forgotten. */
export function useEnter(before: Operator | null) {
  const queries = useQueryClient();
  return (operator: Operator) => {
    localStorage.setItem(SIGNED_IN, 'yes');
    if (before?.id !== operator.id)
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION[0] });
    queries.setQueryData(SESSION, operator);
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION[0] });
  };
}

/** Signs in with a password. */
export function useSignIn(before: Operator | null) {
  const enter = useEnter(before);
  return useMutation({
    mutationFn: (given: { login: string; password: string }) =>
      take(api.POST('/api/auth/login', { body: { ...given, session: 'cookie' } })),
    onSuccess: ({ operator }) => enter(operator),
  });
}

/** Nobody is signed in any more, as far as this browser knows. */
export function forgetSignIn(): void {
  localStorage.removeItem(SIGNED_IN);
}

/** Signs out, and begins anew: nothing of who was here stays in the page. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => take(api.POST('/api/auth/logout')),
    onSuccess: () => {
      forgetSignIn();
      window.location.assign('/');
    },
  });
}
