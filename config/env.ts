import { z } from 'zod';
import { broadcastVariables } from './variables/broadcasts';
import { calendarVariables } from './variables/calendars';
import { channelVariables } from './variables/channels';
import { databaseVariables } from './variables/databases';
import { emailVariables } from './variables/email';
import { mediaVariables } from './variables/media';
import { modelVariables } from './variables/models';
import { serverVariables } from './variables/server';
import { shopVariables } from './variables/shop';
import { temporalVariables } from './variables/temporal';
import { whatsappWebVariables } from './variables/whatsapp-web';
import { workerVariables } from './variables/workers';

/** Every setting of Hilo, by what it is of in `variables/`; `npm start` runs with none of them set. */
export const envSchema = z.object({
  ...serverVariables,
  ...databaseVariables,
  ...temporalVariables,
  ...workerVariables,
  ...emailVariables,
  ...mediaVariables,
  ...shopVariables,
  ...calendarVariables,
  ...broadcastVariables,
  ...channelVariables,
  ...whatsappWebVariables,
  ...modelVariables,
});

export type Env = z.infer<typeof envSchema>;

/** Reads and checks the environment; throws one error that names every wrong setting. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = envSchema.safeParse(present);
  if (!parsed.success) throw new Error(`Wrong settings:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** The environment of a child process: this one's, with the given settings over it. */
export function childEnvironment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...settings };
}

/** The database of a process that is not started by `npm start`, which sets it for its own. */
export function requireDatabaseUrl(env: Env): string {
  if (env.DATABASE_URL !== undefined) return env.DATABASE_URL;
  throw new Error('DATABASE_URL is not set: give this process a Postgres, or run everything with npm start');
}
