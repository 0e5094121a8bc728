import { resolve } from 'node:path';
import type { ApiClient } from '../api/api-client';

/** What a step of the filling works with. */
export interface Filling {
  /** Under a key of the demonstration's own account. */
  api: ApiClient;
  signal: AbortSignal;
}

/** A step may be cut off and done again: it finds what is there already. */
export type Step = (filling: Filling) => Promise<void>;

const EXAMPLES = resolve(__dirname, '../../examples');

/** A file of the examples, wherever the command runs. */
export function example(path: string): string {
  return resolve(EXAMPLES, path);
}
