import type { Env } from './env';

/** Where people and providers reach the API, without a slash at the end. */
export function publicBaseUrlOf({ PUBLIC_BASE_URL, HILO_HOST, HILO_PORT }: Env): string {
  return (PUBLIC_BASE_URL ?? `http://${HILO_HOST}:${HILO_PORT}`).replace(/\/+$/, '');
}
