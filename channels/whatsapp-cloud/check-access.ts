import { z } from 'zod';
import type { PlatformCredentials } from '../../domain/conversations/platform-credentials';
import { readAccess } from '../access-check';
import type { AccessCheck } from '../access-check';
import { createHttpExchange } from '../http-exchange';
import type { WhatsAppCloudSurroundings } from './from-credentials';
import { bearer } from './line';
import { META_GRAPH } from './whatsapp-cloud-channel';

const TIMEOUT_MS = 10_000;
const FIELDS = 'display_phone_number,verified_name';
const number = z.looseObject({ display_phone_number: z.string(), verified_name: z.string().optional() });

/** Asks Meta for the business's number (Cloud API reference, "Phone numbers": GET /{phone-number-id}). */
export async function checkWhatsAppCloudAccess(
  { phoneNumberId, accessToken, apiVersion }: PlatformCredentials['whatsapp-cloud'],
  { apiBaseUrl = META_GRAPH, exchange = createHttpExchange() }: WhatsAppCloudSurroundings = {},
): Promise<AccessCheck> {
  const asked = await exchange({
    method: 'GET',
    url: `${apiBaseUrl.replace(/\/+$/, '')}/${apiVersion}/${phoneNumberId}?fields=${FIELDS}`,
    headers: bearer({ accessToken }),
    timeoutMs: TIMEOUT_MS,
  });
  return readAccess(asked, {
    provider: 'WhatsApp',
    nameIn: (body) => {
      const known = number.safeParse(body).data;
      if (!known) return null;
      const { verified_name: name, display_phone_number: phone } = known;
      return name === undefined ? phone : `${name}, ${phone}`;
    },
  });
}
