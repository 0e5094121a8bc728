import { z } from 'zod';
import type { Platform, PlatformCredentials } from '../../../domain/conversations/platform-credentials';
import { CHANNEL_NAMES } from '../../../domain/messaging/channel-name';

/** `whatsapp` is what the world calls Meta's own interface. */
const ALIASES = { whatsapp: 'whatsapp-cloud' } as const;

export const platformSchema = z
  .enum([...CHANNEL_NAMES, 'whatsapp'])
  .transform((name): Platform => (name === 'whatsapp' ? ALIASES[name] : name))
  .meta({ description: 'A channel; `whatsapp` means whatsapp-cloud' });

export const botPlatformsParams = z.strictObject({ bot_id: z.uuid() });
export const botPlatformParams = z.strictObject({ bot_id: z.uuid(), platform: platformSchema });

/** A secret as providers make them: what a header or an address can carry. */
const token = z
  .string()
  .min(8)
  .max(2000)
  .regex(/^[\x21-\x7e]+$/, 'no spaces, and no other characters than those of ASCII');
const phone = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'the number with + and the country, such as +15550783881');

const callbackUrl = z
  .url({ protocol: /^https$/, error: 'an https address' })
  .max(2000)
  .refine(namesNobody, 'no user or password in it');

/** Also asked about what is no address: that was said before. */
function namesNobody(address: string): boolean {
  const url = URL.parse(address);
  return url === null || (url.username === '' && url.password === '');
}

/** The credentials of each platform, checked as far as their shape tells. */
export const CREDENTIALS = {
  simulator: z.strictObject({}),
  twilio: z.strictObject({
    accountSid: z.string().regex(/^AC[0-9a-f]{32}$/i, 'AC and 32 digits, as the console shows it'),
    authToken: token,
    from: phone,
  }),
  'whatsapp-cloud': z.strictObject({
    phoneNumberId: z.string().regex(/^\d{5,30}$/, 'the id of the number, all digits; not the number itself'),
    accessToken: token,
    appSecret: token,
    verifyToken: token.meta({ description: 'What you enter in the webhook settings of the app' }),
    apiVersion: z
      .string()
      .regex(/^v\d{1,3}\.\d{1,2}$/, 'such as v24.0')
      .default('v24.0'),
    businessAccountId: z
      .string()
      .regex(/^\d{5,30}$/, 'the id of the WhatsApp business account, all digits')
      .exactOptional()
      .meta({ description: 'For the list of its templates' }),
  }),
  'whatsapp-web': z.strictObject({
    termsAccepted: z.literal(true).meta({
      description:
        "Somebody read that WhatsApp's terms forbid programs on its web page, and that it blocks numbers for it",
    }),
  }),
  telegram: z.strictObject({
    botToken: z
      .string()
      .regex(/^\d{3,20}:[\w-]{10,100}$/, 'as BotFather gives it: digits, a colon and a secret')
      .meta({ description: 'From BotFather' }),
    webhookSecret: z
      .string()
      .regex(/^[\w-]{8,256}$/, '8 to 256 letters, digits, _ and -, as setWebhook takes it as secret_token'),
  }),
  botpress: z.strictObject({ secret: token, callbackUrl }),
} satisfies { [P in Platform]: z.ZodType<PlatformCredentials[P]> };

const isActive = z.boolean().default(true);

function bodyOf<P extends Platform>(platform: P, names: readonly [P | 'whatsapp', ...(P | 'whatsapp')[]]) {
  const credentials = CREDENTIALS[platform]
    .nullable()
    .default(null)
    .meta({ description: "Null for this server's own settings of the platform, where it has any" });
  return z.strictObject({ platform: z.enum(names), credentials, isActive });
}

/** What a bot is attached to a platform with. */
export const attachBody = z
  .discriminatedUnion('platform', [
    bodyOf('simulator', ['simulator']),
    bodyOf('twilio', ['twilio']),
    bodyOf('whatsapp-cloud', ['whatsapp-cloud', 'whatsapp']),
    bodyOf('whatsapp-web', ['whatsapp-web']),
    bodyOf('telegram', ['telegram']),
    bodyOf('botpress', ['botpress']),
  ])
  .meta({ id: 'BotPlatformWish' });

/** The same without the platform, which stands in the address; the handler reads it as an `attachBody`. */
export const putPlatformBody = z.strictObject({
  credentials: z
    .record(z.string(), z.unknown())
    .nullable()
    .default(null)
    .meta({ description: 'As in POST for this platform; everything is replaced' }),
  isActive,
});

export const platformView = z
  .strictObject({
    platform: z.enum(CHANNEL_NAMES),
    isActive: z.boolean(),
    shared: z.boolean().meta({ description: "It uses this server's own settings of the platform" }),
    fingerprint: z
      .string()
      .nullable()
      .meta({ description: 'Tells credentials apart and nothing about them; null where there are none' }),
    webhookUrl: z.string().nullable().meta({
      description: 'Where the platform is to post what people write; null where nobody has to be told',
    }),
    webhookProblem: z.string().nullable().meta({
      description: 'Why Telegram could not be told of webhookUrl just now; null where nothing was asked',
    }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'BotPlatform' });

export const platformListView = z.strictObject({ items: z.array(platformView) });

export const platformTestView = z
  .strictObject({
    outcome: z.enum(['works', 'refused', 'no-answer', 'nothing-to-ask']).meta({
      description:
        "nothing-to-ask: this server's own settings, or a platform that nobody can ask without writing",
    }),
    name: z.string().nullable().meta({ description: 'What the platform calls whose credentials they are' }),
    detail: z.string().nullable().meta({ description: 'Why they do not work, or could not be tried' }),
  })
  .meta({ id: 'BotPlatformTest' });
