import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { View } from '../api/views';

export type Models = View<'LanguageModels'>;
export type Wish = View<'LanguageModelWishInput'>;
export type Provider = Wish['provider'];
export type Trial = View<'LanguageModelTest'>;

const MODELS = ['language-models'] as const;

export function useModels() {
  return useQuery({
    queryKey: MODELS,
    queryFn: () => take(api.GET('/api/language-models')),
    // What is typed in the form is not to be overwritten while it is read again.
    staleTime: Infinity,
  });
}

/** The client takes what is always null for what must not be there: hence `never` as the type of a body. */
export function usePutModels() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { models: Wish[]; budget: Models['budget'] }) =>
      take(api.PUT('/api/language-models', { body: body as never })),
    onSuccess: (models) => queries.setQueryData(MODELS, models),
  });
}

/** Asks a model for one word, as it stands in the form. */
export function useTryModel() {
  return useMutation({
    mutationFn: (body: Wish) => take(api.POST('/api/language-models/test', { body: body as never })),
  });
}
