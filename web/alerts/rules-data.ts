import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { View } from '../api/views';
import { useOperator } from '../session/operator';
import { readAfterDeletion } from '../shell/queries';

export type Rule = View<'AlertRule'>;
export type Condition = Rule['condition'];
export type Action = Rule['actions'][number];
export type Draft = Omit<Rule, 'id' | 'webhookSecretFingerprint'>;
export type Tried = View<'AlertTest'>;

const PAGE = 100;
const RULES = ['alert-rules'] as const;

export function useRules() {
  return useInfiniteQuery({
    queryKey: [...RULES, 'list'],
    queryFn: ({ pageParam }) =>
      take(
        api.GET('/api/alerts/rules', {
          params: { query: { limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

export function useRule(id: string) {
  return useQuery({
    queryKey: [...RULES, id],
    queryFn: () => take(api.GET('/api/alerts/rules/{id}', { params: { path: { id } } })),
    // What is typed in the form of a rule is not to be overwritten while it is read again.
    staleTime: Infinity,
    gcTime: 0,
  });
}

/** Keeps a rule: a new one for an id of null. */
export function useSaveRule() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, draft }: { id: string | null; draft: Draft }) =>
      take(
        id === null
          ? api.POST('/api/alerts/rules', { body: draft })
          : api.PUT('/api/alerts/rules/{id}', { params: { path: { id } }, body: draft }),
      ),
    onSuccess: ({ webhookSecret: _, ...rule }, { id }) => {
      if (id !== null) queries.setQueryData([...RULES, id], rule);
      return queries.invalidateQueries({ queryKey: [...RULES, 'list'] });
    },
  });
}

export function useDeleteRule(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => take(api.DELETE('/api/alerts/rules/{id}', { params: { path: { id } } })),
    onSuccess: () => {
      void readAfterDeletion(queries, [...RULES, 'list']);
      void readAfterDeletion(queries, ['alerts']);
    },
  });
}

export function useRenewSecret(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => take(api.POST('/api/alerts/rules/{id}/webhook-secret', { params: { path: { id } } })),
    onSuccess: ({ fingerprint: webhookSecretFingerprint }) =>
      queries.setQueryData<Rule>([...RULES, id], (rule) => rule && { ...rule, webhookSecretFingerprint }),
  });
}

/** Tries a text: on the rules that are kept, or on one as it would be. */
export function useTryText() {
  return useMutation({
    mutationFn: ({ text, rule }: { text: string; rule: Draft | null }) =>
      take(api.POST('/api/alerts/test', { body: { text, ...(rule !== null && { rule }) } })),
  });
}

/** The bots a rule can be narrowed to. */
export function useBots() {
  const { accountId } = useOperator();
  return useQuery({
    queryKey: ['bots', 'choices'],
    queryFn: () =>
      take(
        api.GET('/api/accounts/{account_id}/bots', {
          params: { path: { account_id: accountId }, query: { limit: PAGE } },
        }),
      ),
  });
}
