import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../api/client';

const CATALOGUE = { queryKey: ['shop', 'products'] };

/** A product as its form has it. */
export interface ProductFields {
  sku: string;
  name: string;
  category: string;
  description: string;
  /** In units of its currency. */
  price: number;
  is_offer: boolean;
  stock: number;
}

/** Makes a product, or changes the one of the id. */
export function useSaveProduct(id: number | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ProductFields) =>
      id === null
        ? take(api.POST('/api/shop/products', { body }))
        : take(api.PUT('/api/shop/products/{id}', { params: { path: { id: String(id) } }, body })),
    onSuccess: () => queries.invalidateQueries(CATALOGUE),
  });
}

export function useRemoveProduct(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => take(api.DELETE('/api/shop/products/{id}', { params: { path: { id: String(id) } } })),
    onSuccess: () => queries.invalidateQueries(CATALOGUE),
  });
}

/** Makes and replaces products by their SKU from a CSV. */
export function useImportProducts() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (file: File) => {
      const body = await file.text();
      return take(
        api.POST('/api/shop/products/import', {
          body,
          bodySerializer: (text) => text,
          headers: { 'content-type': 'text/csv' },
        }),
      );
    },
    onSuccess: () => queries.invalidateQueries(CATALOGUE),
  });
}

/** Cancels an order that waits for its payment, or gives the money of a paid one back. */
export function useEndOrder(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (how: 'cancel' | 'refund') => {
      const asked = { params: { path: { id } }, body: {} };
      return how === 'cancel'
        ? take(api.POST('/api/shop/orders/{id}/cancel', asked))
        : take(api.POST('/api/shop/orders/{id}/refund', asked));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['shop'] }),
  });
}
