import { z } from 'zod';
import type { PlatformCredentials } from '../../domain/conversations/platform-credentials';
import { readAccess } from '../access-check';
import type { AccessCheck } from '../access-check';
import { createHttpExchange } from '../http-exchange';
import { accountUrl, authorization } from './account-url';
import type { TwilioSurroundings } from './from-credentials';

const TIMEOUT_MS = 10_000;
const account = z.looseObject({ friendly_name: z.string() });

/** Asks Twilio for the account itself: https://www.twilio.com/docs/iam/api/account#fetch-an-account-resource */
export async function checkTwilioAccess(
  { accountSid, authToken }: PlatformCredentials['twilio'],
  { apiBaseUrl, exchange = createHttpExchange() }: TwilioSurroundings = {},
): Promise<AccessCheck> {
  const owner = { accountSid, authToken, apiBaseUrl };
  const url = `${accountUrl(owner)}.json`;
  const asked = await exchange({ method: 'GET', url, headers: authorization(owner), timeoutMs: TIMEOUT_MS });
  return readAccess(asked, {
    provider: 'Twilio',
    nameIn: (body) => account.safeParse(body).data?.friendly_name ?? null,
  });
}
