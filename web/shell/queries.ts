import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isSignedOut, ProblemError } from '../api/problem';
import { SESSION } from '../session/session';

const AGAIN = 2;

/** What was asked and answered; whoever is told that the session is over tells the whole console. */
export function createQueries(): QueryClient {
  const onError = (error: unknown) => {
    if (isSignedOut(error)) queries.setQueryData(SESSION, null);
  };
  const queries = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { retry: (failures, error) => failures < AGAIN && mayPass(error), staleTime: 5000 },
    },
  });
  return queries;
}

/** A refusal stays one, however often it is asked for. */
function mayPass(error: Error): boolean {
  return !(error instanceof ProblemError) || error.problem.status === 0 || error.problem.status >= 500;
}
