import type { Request } from 'express';
import type { ApiDeps } from '../api-deps';
import type { Platform } from '../../domain/conversations/platform-credentials';
import { CHANNEL_NAMES } from '../../domain/messaging/channel-name';

/** Counts a webhook that was not signed as it must be, for whose bot it was; nobody's is not counted. Never throws. */
export async function noteRefusedWebhook(
  req: Pick<Request, 'path' | 'params' | 'log'>,
  deps: Pick<ApiDeps, 'accounts' | 'webhookBots' | 'webhookRefusals' | 'now'>,
): Promise<void> {
  try {
    const [, , , named = ''] = req.path.split('/');
    const platform = CHANNEL_NAMES.find((known) => known === named);
    const accountId = platform && (await accountOf(platform, req.params['bot_id'], deps));
    if (platform && accountId) await deps.webhookRefusals.note(accountId, platform, deps.now());
  } catch (err) {
    req.log.warn({ err }, 'a refused webhook could not be counted');
  }
}

/** What comes without a bot is for the number of the environment, which belongs to the first account. */
async function accountOf(
  platform: Platform,
  botId: string | string[] | undefined,
  { accounts, webhookBots }: Pick<ApiDeps, 'accounts' | 'webhookBots'>,
): Promise<string | undefined> {
  if (typeof botId !== 'string') return (await accounts.first())?.id;
  return (await webhookBots.open(platform, botId))?.accountId;
}
