import request from 'supertest';
import { SIGNATURE_HEADER, signBridgeBody } from '../../channels/whatsapp-web/sign-body';
import type { NamedCredentials } from '../../domain/conversations/platform-credentials';
import { signAsMeta } from './fake-meta/signature';
import { webhookBody } from './fake-meta/webhook-body';
import { inboundChange, type Change, type InboundRequest } from './fake-meta/webhook-events';
import { ANA, messageUpdate, type UpdateContent } from './fake-telegram/updates';
import { inboundFields } from './fake-twilio/inbound';
import { signAsTwilio } from './fake-twilio/signature';
import { PUBLIC_URL, WHATSAPP_WEB_TOKEN, type TestApi } from './test-api';

export const BUSINESS = { phoneNumberId: '106540352242922', displayNumber: '15550783881' };
export const PHONE = '+573001112233';

/** What a bot is attached to each platform with; `name` makes one bot's secrets other than another's. */
function credentialsOf(name: string): NamedCredentials[] {
  return [
    {
      platform: 'twilio',
      credentials: { accountSid: `AC${'0'.repeat(32)}`, authToken: `twilio-${name}`, from: '+573000000000' },
    },
    {
      platform: 'whatsapp-cloud',
      credentials: {
        phoneNumberId: BUSINESS.phoneNumberId,
        accessToken: `access-${name}`,
        appSecret: `app-${name}`,
        verifyToken: `verify-${name}`,
        apiVersion: 'v24.0',
      },
    },
    {
      platform: 'telegram',
      credentials: { botToken: `7001:token-${name}`, webhookSecret: `telegram-${name}` },
    },
    {
      platform: 'botpress',
      credentials: { secret: `botpress-${name}`, callbackUrl: 'https://bots.example/in' },
    },
  ];
}

/** A bot on every platform with credentials of its own. */
export async function createTestBot(api: TestApi, name: string, accountId = api.account.id): Promise<string> {
  const bot = await api.deps.bots.create(accountId, { name, description: null, mode: 'scenario' });
  if (!bot) throw new Error(`There is a bot called ${name} already`);
  for (const { platform, credentials } of credentialsOf(name)) {
    await api.deps.platformCredentials.put(accountId, bot.id, { platform, credentials, isActive: true });
  }
  return bot.id;
}

/** One webhook as a provider makes it: where to, its bytes, and the header that proves who sent it. */
export interface Delivery {
  path: string;
  contentType: string;
  body: string;
  header: string;
  /** The proof that the bot of this name takes. */
  proofFor(botName: string): string;
}

/** Posts a webhook, and waits for what it began. */
export async function deliver(
  api: TestApi,
  delivery: Delivery,
  proof: string | undefined,
): Promise<request.Response> {
  const { path, contentType, body, header } = delivery;
  const call = request(api.app).post(path).set('content-type', contentType);
  if (proof !== undefined) call.set(header, proof);
  const answer = await call.send(body);
  await api.settled();
  return answer;
}

export function fromMeta(botId: string, changes: readonly Change[], platform = 'whatsapp-cloud'): Delivery {
  const body = JSON.stringify(webhookBody('102290129340398', changes));
  return metaDelivery(botId, body, platform);
}

export function metaDelivery(botId: string, body: string, platform = 'whatsapp-cloud'): Delivery {
  return {
    path: `/api/webhook/${platform}/${botId}`,
    contentType: 'application/json',
    body,
    header: 'x-hub-signature-256',
    proofFor: (name) => signAsMeta(`app-${name}`, body),
  };
}

export function metaMessage(message: Partial<InboundRequest> = {}): Change {
  return inboundChange({ from: PHONE, body: 'hola', ...message }, BUSINESS);
}

export function fromTelegram(botId: string, update: UpdateContent | string, updateId = 1): Delivery {
  const body = typeof update === 'string' ? update : JSON.stringify({ update_id: updateId, ...update });
  return {
    path: `/api/webhook/telegram/${botId}`,
    contentType: 'application/json',
    body,
    header: 'x-telegram-bot-api-secret-token',
    proofFor: (name) => `telegram-${name}`,
  };
}

export function telegramText(text: string, date?: number): UpdateContent {
  return messageUpdate({ from: ANA, content: { text }, ...(date !== undefined && { date }) });
}

export function fromTwilio(
  botId: string,
  fields: Record<string, string>,
  { query = '', suffix = '' }: { query?: string; suffix?: string } = {},
): Delivery {
  const path = `/api/webhook/twilio/${botId}${suffix}${query}`;
  return {
    path,
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams(fields).toString(),
    header: 'x-twilio-signature',
    proofFor: (name) => signAsTwilio(`twilio-${name}`, PUBLIC_URL + path, fields),
  };
}

export function twilioMessage(messageSid: string, body: string, from = PHONE): Record<string, string> {
  const account = { accountSid: `AC${'0'.repeat(32)}`, sender: '+573000000000' };
  return inboundFields({ from, body, messageSid, profileName: 'Ana' }, account);
}

export function fromBotpress(botId: string, message: object): Delivery {
  return {
    path: `/api/webhook/botpress/${botId}`,
    contentType: 'application/json',
    body: JSON.stringify(message),
    header: 'x-bp-secret',
    proofFor: (name) => `botpress-${name}`,
  };
}

/** The bridge has one token for all; what another name signs with is none. */
export function fromBridge(botId: string, event: object): Delivery {
  const body = JSON.stringify(event);
  return {
    path: `/api/webhook/whatsapp-web/${botId}`,
    contentType: 'application/json',
    body,
    header: SIGNATURE_HEADER,
    proofFor: (name) => signBridgeBody(name === 'mine' ? WHATSAPP_WEB_TOKEN : name, botId, Buffer.from(body)),
  };
}
