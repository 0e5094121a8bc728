import type { Env } from './env';

/** What a process cannot do without in production: `npm start` makes the keys elsewhere. */
const NEEDED = {
  API: ['JWT_SECRET', 'ADMIN_PASSWORD', 'HILO_SECRET_KEY'],
  worker: ['HILO_SECRET_KEY'],
} as const;

/** Throws where NODE_ENV is production and something that keeps strangers out is not set. */
export function requireProductionSettings(env: Env, who: keyof typeof NEEDED): void {
  if (env.NODE_ENV !== 'production') return;
  const missing = NEEDED[who].filter((name) => env[name] === undefined);
  if (missing.length === 0) return;
  throw new Error(
    `NODE_ENV is production, and ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not set. ` +
      'hilo jwt-secret and hilo secret-key make keys; docs/operations.md says what each is for.',
  );
}
