import { z } from 'zod';
import type { PlatformCredentials } from '../../domain/conversations/platform-credentials';
import { readAccess } from '../access-check';
import type { AccessCheck } from '../access-check';
import { createHttpExchange } from '../http-exchange';
import type { TelegramSurroundings } from './from-credentials';
import { addressesOf, callMethod } from './line';

const TIMEOUT_MS = 10_000;
const me = z.looseObject({ result: z.looseObject({ username: z.string() }) });

/** Asks Telegram who the bot is: https://core.telegram.org/bots/api#getme */
export async function checkTelegramAccess(
  { botToken }: PlatformCredentials['telegram'],
  { apiBaseUrl, exchange = createHttpExchange() }: TelegramSurroundings = {},
): Promise<AccessCheck> {
  const timeouts = { callMs: TIMEOUT_MS, fileMs: TIMEOUT_MS };
  const line = { ...addressesOf({ botToken, apiBaseUrl }), exchange, timeouts };
  return readAccess(await callMethod(line, 'getMe', {}), {
    provider: 'Telegram',
    nameIn: (body) => {
      const username = me.safeParse(body).data?.result.username;
      return username === undefined ? null : `@${username}`;
    },
  });
}
