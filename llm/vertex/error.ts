import { APICallError } from '@ai-sdk/provider';
import { errorName } from '../read-failure';

/**
 * The client puts the status of an answer into its error's text only: `… got status: 503 Service Unavailable. {…}`.
 * Everything else it throws is a call that nobody answered, or an answer that could not be read.
 */
export function vertexError(error: unknown): APICallError {
  const text = error instanceof Error ? error.message : String(error);
  const status = /got status: (\d{3})/.exec(text)?.[1];
  const statusCode = status === undefined ? statusOf(error) : Number(status);
  return new APICallError({
    message: statusCode === undefined ? 'Vertex AI gave no answer' : `Vertex AI answered ${statusCode}`,
    url: 'vertex',
    requestBodyValues: {},
    ...(statusCode !== undefined && { statusCode }),
    cause: error,
  });
}

/** A body that is no JSON, or not of the shape the client reads, came with an answer; 200 stands for it. */
function statusOf(error: unknown): number | undefined {
  const name = errorName(error);
  // What fetch throws is wrapped by the client: a bare TypeError is its own, reading a body.
  return name === 'SyntaxError' || name === 'TypeError' ? 200 : undefined;
}
