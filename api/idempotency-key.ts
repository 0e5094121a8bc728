import { problem, type Problem } from './problems';

/** Letters, digits and a few signs: what fits in a header and a log. */
const KEY = /^[\w:.-]{1,100}$/;

/** The header of a request that is made once, however often it is sent. */
export function readIdempotencyKey(header: string | undefined): string | Problem {
  if (header !== undefined && KEY.test(header)) return header;
  const detail = 'Send the header Idempotency-Key: 1 to 100 letters, digits, or any of _ : . -';
  return problem('invalid_request', detail);
}
