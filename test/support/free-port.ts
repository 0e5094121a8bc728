import { claimPort } from '../../cli/servers/ports';

/** A port nobody is listening on now. */
export function freePort(): Promise<number> {
  return claimPort({ port: 0, for: 'a test', setting: 'none' });
}
