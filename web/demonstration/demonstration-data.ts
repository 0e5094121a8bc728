import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../api/client';
import { forgetSignIn, useEnter } from '../session/session';
import type { Operator } from '../session/session';

const KEY = ['demonstration'] as const;
/** Until it is ready, which takes half a minute. */
const LOOK_AGAIN_MS = 3000;

/** Whether there is a demonstration that can be looked at from here. */
export function useDemonstration() {
  return useQuery({
    queryKey: KEY,
    queryFn: () => take(api.GET('/api/demonstration')),
    refetchInterval: ({ state: { data } }) => data?.isOpen === true && !data.isReady && LOOK_AGAIN_MS,
  });
}

/** Whether what is shown is the demonstration. */
export function useIsDemonstration() {
  const account = useQuery({
    queryKey: ['account'],
    queryFn: () => take(api.GET('/api/account')),
    staleTime: Infinity,
  });
  return account.data?.isDemonstration === true;
}

/** Goes into the demonstration, whoever was signed in before. */
export function useOpenDemonstration(before: Operator | null) {
  const enter = useEnter(before);
  return useMutation({
    mutationFn: () => take(api.POST('/api/demonstration/session')),
    onSuccess: ({ operator }) => enter(operator),
  });
}

/** Removes it; whoever is in it is signed out. */
export function useRemoveDemonstration({ isInside }: { isInside: boolean }) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => take(api.DELETE('/api/demonstration')),
    onSuccess: async () => {
      if (isInside) {
        forgetSignIn();
        window.location.assign('/');
      } else await queries.invalidateQueries({ queryKey: KEY });
    },
  });
}
