import {
  MutationCache,
  QueryCache,
  QueryClient,
  type InvalidateOptions,
  type InvalidateQueryFilters,
  type Query,
  type QueryKey,
} from '@tanstack/react-query';
import { isSignedOut, ProblemError } from '../api/problem';
import { SESSION } from '../session/session';

const AGAIN = 2;

/** What was asked and answered; whoever is told that the session is over tells the whole console. */
export function createQueries(): QueryClient {
  const onError = (error: unknown) => {
    if (isSignedOut(error)) queries.setQueryData(SESSION, null);
  };
  const queries = new Queries({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { retry: (failures, error) => failures < AGAIN && mayPass(error), staleTime: 5000 },
    },
  });
  return queries;
}

class Queries extends QueryClient {
  /**
   * An answer that is on its way may tell what was before: where TanStack waits for it, since it is the first or is
   * not to be cancelled, it is asked again afterwards.
   */
  override async invalidateQueries<Key extends QueryKey = QueryKey>(
    filters?: InvalidateQueryFilters<Key>,
    options?: InvalidateOptions,
  ): Promise<void> {
    const onTheirWay = this.getQueryCache()
      .findAll(filters)
      .filter(({ state }) => state.fetchStatus === 'fetching')
      .filter(({ state }) => state.data === undefined || options?.cancelRefetch === false);
    const again = async (query: Query) => {
      const one: InvalidateQueryFilters = { predicate: (other) => other === query };
      await super.invalidateQueries(one, options);
      await super.invalidateQueries(one, options);
    };
    await Promise.all([super.invalidateQueries(filters, options), ...onTheirWay.map(again)]);
  }
}

/** After a deletion: a list that nobody looks at would show what is gone until it was read again, and is forgotten. */
export async function readAfterDeletion(queries: QueryClient, queryKey: QueryKey): Promise<void> {
  queries.removeQueries({ queryKey, type: 'inactive' });
  await queries.invalidateQueries({ queryKey });
}

/** A refusal stays one, however often it is asked for. */
function mayPass(error: Error): boolean {
  return !(error instanceof ProblemError) || error.problem.status === 0 || error.problem.status >= 500;
}
