import type { HttpExchange } from '../http-exchange';
import type { PairBackoff } from './pair-backoff';

/** One business number and how to reach it. */
export interface Line {
  exchange: HttpExchange;
  /** The Graph API with its version, without a slash at the end. */
  graphUrl: string;
  phoneNumberId: string;
  accessToken: string;
  timeouts: {
    /** For one whole call that carries no file. */
    callMs: number;
    /** For a file's way up or down. */
    fileMs: number;
  };
  pairBackoff: PairBackoff;
}

/** The header that proves whose call it is. */
export function bearer({ accessToken }: Pick<Line, 'accessToken'>): { authorization: string } {
  return { authorization: `Bearer ${accessToken}` };
}
