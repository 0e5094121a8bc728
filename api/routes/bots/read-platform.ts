import type { NewPlatform } from '../../../db/repositories/platform-credentials';
import type { Platform } from '../../../domain/conversations/platform-credentials';
import type { ApiDeps } from '../../api-deps';
import { invalidRequest, problem, type Problem } from '../../problems';
import { attachBody, platformSchema } from './platforms.schema';

type Wish = { kind: 'wish' } & NewPlatform;

/** What a bot is to be attached with, or why it cannot be: the shape, a key that is missing, no shared settings. */
export function readPlatform(body: unknown, deps: ApiDeps): Wish | Problem {
  const parsed = attachBody.safeParse(body);
  if (!parsed.success) return invalidRequest(parsed.error, 'body');
  const platform = platformSchema.parse(parsed.data.platform);
  // The simulated phone has no credentials, however politely they are given.
  const credentials = platform === 'simulator' ? null : parsed.data.credentials;
  if (credentials !== null && !deps.secretBox.canSeal) return noKey();
  if (credentials === null && !deps.availableChannels.includes(platform)) return nothingToShare(platform);
  return { kind: 'wish', platform, credentials, isActive: parsed.data.isActive };
}

/** Secrets cannot be kept: the server has no key. */
export function noKey(): Problem {
  return problem(
    'unavailable',
    'This server has no key to keep secrets with: set HILO_SECRET_KEY (npx hilo secret-key makes one) and restart it.',
  );
}

function nothingToShare(platform: Platform): Problem {
  const message = `this server has no settings of its own for ${platform}: give the bot's own credentials`;
  return problem('invalid_request', `credentials: ${message}`, {
    errors: [{ path: 'credentials', message }],
  });
}
