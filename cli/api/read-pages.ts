import type { z } from 'zod';
import type { ApiClient, Query } from './api-client';

const PAGE = 100;

type PageSchema = z.ZodType<{ items: unknown[]; nextCursor: string | null }>;
type ItemOf<S extends PageSchema> = z.output<S>['items'][number];

export interface Listing<S extends PageSchema> {
  path: string;
  schema: S;
  query?: Query;
}

/** Every item of a paged list, page by page. */
export async function* readPages<S extends PageSchema>(
  api: ApiClient,
  { path, schema, query = {} }: Listing<S>,
): AsyncGenerator<ItemOf<S>> {
  let cursor: string | undefined;
  do {
    const page = await api.get({ path, schema, query: { limit: PAGE, ...query, cursor } });
    yield* page.items as ItemOf<S>[];
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/** The first items of a paged list, and whether there are more. */
export async function readSome<S extends PageSchema>(
  api: ApiClient,
  listing: Listing<S>,
  most: number,
): Promise<{ items: ItemOf<S>[]; more: boolean }> {
  const items: ItemOf<S>[] = [];
  for await (const item of readPages(api, listing)) {
    if (items.length === most) return { items, more: true };
    items.push(item);
  }
  return { items, more: false };
}
