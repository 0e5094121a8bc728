import type { NewPlatform, PlatformView } from '../../../db/repositories/platform-credentials';
import type { ApiDeps } from '../../api-deps';
import { presentPlatform } from './platforms.presenter';
import { CREDENTIALS } from './platforms.schema';

/**
 * Tells the platform where to post what people write, where it can be told by its API, and presents the bot on it
 * with what came of that. It comes after the credentials are kept: the platform's first post is checked by them.
 */
export async function presentTold(
  view: PlatformView,
  { platform, credentials, isActive }: NewPlatform,
  deps: Pick<ApiDeps, 'publicBaseUrl' | 'telegramWebhook'>,
) {
  const shown = presentPlatform(view, deps.publicBaseUrl);
  const { webhookUrl } = shown;
  const telegram = platform === 'telegram' ? CREDENTIALS.telegram.safeParse(credentials).data : undefined;
  const isPublic = deps.publicBaseUrl.startsWith('https:');
  if (!telegram || webhookUrl === null || !isActive || !isPublic) return shown;
  const told = await deps.telegramWebhook({ credentials: telegram, url: webhookUrl });
  return { ...shown, webhookProblem: told.kind === 'set' ? null : told.detail };
}
