import {
  MutationCache,
  QueryCache,
  QueryClient,
  type InvalidateOptions,
  type InvalidateQueryFilters,
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
  /** A first answer that is on its way may tell what was before: TanStack waits for it, and here it is asked again. */
  override async invalidateQueries<Key extends QueryKey = QueryKey>(
    filters?: InvalidateQueryFilters<Key>,
    options?: InvalidateOptions,
  ): Promise<void> {
    const onTheirWay = this.getQueryCache()
      .findAll(filters)
      .filter(({ state }) => state.data === undefined && state.fetchStatus === 'fetching');
    await super.invalidateQueries(filters, options);
    if (onTheirWay.length === 0) return;
    await super.invalidateQueries({ predicate: (query) => onTheirWay.includes(query) }, options);
  }
}

/** A refusal stays one, however often it is asked for. */
function mayPass(error: Error): boolean {
  return !(error instanceof ProblemError) || error.problem.status === 0 || error.problem.status >= 500;
}
