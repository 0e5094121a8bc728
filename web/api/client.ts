import createClient from 'openapi-fetch';
import type { paths } from './schema';
import { ProblemError, problemOf, unreachable } from './problem';

/** The API by its own document: paths, parameters and answers are checked when this is compiled. */
export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' });

api.use({
  onRequest: ({ request }) => {
    request.headers.set('accept', 'application/json');
    return request;
  },
  onError: () => unreachable(),
});

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** What was answered; a refusal is thrown as the problem it is. */
export async function take<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (response.ok) return data as T;
  throw new ProblemError(problemOf(error, response));
}
