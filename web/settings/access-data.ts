import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { View } from '../api/views';

export type Operator = View<'Operator'>;
export type Role = Operator['role'];
export type ApiKey = View<'ApiKey'>;
export type Scopes = View<'KeyScopes'>;
export type Scope = Exclude<Scopes, 'all'>[number];

const OPERATORS = ['operators'] as const;
const KEYS = ['keys'] as const;

export function useOperators() {
  return useQuery({
    queryKey: OPERATORS,
    queryFn: async () => (await take(api.GET('/api/operators'))).items,
  });
}

/** Does something about operators, and shows them as they are then. */
function useOperatorWrite<Given, Answer>(write: (given: Given) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: () => queries.invalidateQueries({ queryKey: OPERATORS }),
  });
}

export const useInvite = () =>
  useOperatorWrite((body: { login: string; role: Role }) => take(api.POST('/api/auth/invite', { body })));

export const useSetRole = (id: string) =>
  useOperatorWrite((role: Role) =>
    take(api.PUT('/api/operators/{id}', { params: { path: { id } }, body: { role } })),
  );

export const useRemoveOperator = (id: string) =>
  useOperatorWrite(() => take(api.DELETE('/api/operators/{id}', { params: { path: { id } } })));

export const useResetPassword = (id: string) =>
  useOperatorWrite(() => take(api.POST('/api/operators/{id}/reset-password', { params: { path: { id } } })));

export function useKeys() {
  return useQuery({ queryKey: KEYS, queryFn: async () => (await take(api.GET('/api/keys'))).items });
}

export function useMakeKey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; scopes: Scopes }) => take(api.POST('/api/keys', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEYS }),
  });
}

export function useRevokeKey(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => take(api.DELETE('/api/keys/{id}', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEYS }),
  });
}

export function useChangePassword() {
  return useMutation({
    mutationFn: (body: { currentPassword: string; newPassword: string }) =>
      take(api.POST('/api/auth/password', { body })),
  });
}
