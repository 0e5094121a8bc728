import type { Exchange } from '../http-exchange';

/** Whether a client that judges addresses refused this one: the next try would be refused as well. */
export function isRefusedAddress(result: Exchange): boolean {
  return 'refused' in result && result.refused === true;
}
