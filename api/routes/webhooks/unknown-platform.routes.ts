import { z } from 'zod';
import { webhookNotVerified } from '../../problems';
import { defineRoute, type Route } from '../../route';

const common = {
  path: '/api/webhook/{platform}/{bot_id}',
  tag: 'Webhooks',
  access: { webhook: () => false },
  params: z.strictObject({ platform: z.string(), bot_id: z.string() }),
  response: { status: 204, description: 'Never: a platform that Hilo speaks has an address of its own' },
  handler: () => Promise.resolve(webhookNotVerified()),
} as const;

/** A platform that Hilo does not speak is refused like an unknown bot, so that neither tells what there is. */
export const unknownPlatformRoutes: readonly Route[] = [
  defineRoute({
    ...common,
    method: 'post',
    operationId: 'receiveFromPlatform',
    summary: 'The webhook of a bot on a platform: telegram, whatsapp-cloud, twilio or botpress',
  }),
  defineRoute({
    ...common,
    method: 'get',
    operationId: 'verifyPlatform',
    summary: 'The handshake of a platform; whatsapp-cloud alone has one',
  }),
];
