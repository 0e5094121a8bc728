import type { Env } from './env';

/**
 * Whether this Hilo makes a demonstration, and opens it without a password: not in production, and only where nobody
 * but this machine is served.
 */
export function hasDemonstration({ HILO_DEMO, NODE_ENV, HILO_HOST, PUBLIC_BASE_URL }: Env): boolean {
  const addresses = [
    HILO_HOST,
    ...(PUBLIC_BASE_URL === undefined ? [] : [new URL(PUBLIC_BASE_URL).hostname]),
  ];
  return HILO_DEMO && NODE_ENV !== 'production' && addresses.every(isOfThisMachine);
}

function isOfThisMachine(host: string): boolean {
  return host === 'localhost' || /^127(\.\d+){3}$/.test(host) || /^\[?::1\]?$/.test(host);
}
