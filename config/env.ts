import { z } from 'zod';
import { readMessagePrices } from '../domain/broadcasts/message-prices';
import { CURRENCY_CODES } from '../domain/shop/money';
import { PAYMENT_PROVIDERS } from '../domain/shop/payment';

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);
const optionalText = z.string().trim().min(1).optional();
const encryptionKey = (command: string) =>
  z
    .string()
    .regex(/^[\w-]+:[A-Za-z0-9+/=]{44}$/, `keyId:base64 of 32 bytes; make one with: hilo ${command}`)
    .optional();
const delays = z
  .string()
  .regex(/^\d+(,\d+)*$/, 'a comma-separated list of seconds, such as 60,300,900')
  .transform((text) => text.split(',').map((seconds) => Number(seconds) * 1000));
const list = z.string().transform((text) => text.split(',').flatMap((entry) => entry.trim() || []));
const hosts = list.pipe(
  z.array(
    z
      .string()
      .regex(
        /^(\[[0-9a-fA-F:.]+\]|[^\s:/@]+):\d{1,5}$/,
        'host:port entries, such as backend:8080,10.0.0.5:443',
      ),
  ),
);

const perMinute = (fallback: number) => z.coerce.number().int().min(0).default(fallback);
const origins = list.pipe(
  z.array(
    z
      .url({ protocol: /^https?$/ })
      .refine((url) => new URL(url).origin === url, 'origins, such as https://app.example'),
  ),
);
const proxies = list.pipe(
  z.array(
    z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6(), z.enum(['loopback', 'linklocal', 'uniquelocal'])], {
      error: 'addresses or networks, such as 10.0.0.0/8, or loopback',
    }),
  ),
);

/** Every setting of Hilo, in one place; `npm start` runs with none of them set. */
export const envSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HILO_DATA_DIR: z.string().default('.hilo').describe('Where npm start keeps its databases and credentials'),
  HILO_HOST: z.string().default('127.0.0.1').describe('Address the API listens on'),
  HILO_PORT: port(3000).describe('Port of the API'),
  HILO_URL: z.url().optional().describe('Where the hilo command finds the API'),
  HILO_API_KEY: optionalText.describe('The key the hilo command uses; by default the one npm start made'),
  PUBLIC_BASE_URL: z.url().optional().describe('The https address providers reach the API at'),
  HILO_DEMO: z
    .enum(['0', '1'])
    .default('1')
    .transform((written) => written === '1')
    .describe('0 for no demonstration account: the first npm start makes one otherwise'),
  HILO_SECRET_KEY: encryptionKey('secret-key').describe(
    'Encrypts platform credentials and secrets of bots; npm start makes one',
  ),
  HILO_SECRET_OLD_KEYS: optionalText.describe('Earlier secret keys, comma-separated, for reading'),
  JWT_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe('Signs the access tokens of operators; npm start makes one'),
  ADMIN_USER: z
    .string()
    .trim()
    .min(2)
    .regex(/^\S+$/)
    .default('admin')
    .describe('The login of the first operator'),
  ADMIN_PASSWORD: z.string().min(12).optional().describe('Its password; npm start makes one'),
  BACKOFFICE_API_KEY: z
    .string()
    .trim()
    .min(16)
    .optional()
    .describe('An API key for the shop that is known beforehand'),
  CORS_ORIGINS: origins.prefault('').describe('Origins whose pages may call the API, comma-separated'),
  TRUSTED_PROXIES: proxies
    .prefault('')
    .describe('Proxies whose word counts about where requests come from, comma-separated'),
  RATE_LIMIT_PER_ADDRESS: perMinute(12_000).describe('Requests a minute of one network address; 0 for any'),
  RATE_LIMIT_PER_KEY: perMinute(12_000).describe('Requests a minute with one key or token; 0 for any'),
  RATE_LIMIT_PER_ACCOUNT: perMinute(24_000).describe('Requests a minute of one account; 0 for any'),
  RATE_LIMIT_SIGN_INS: perMinute(60).describe('Sign-ins a minute of one network address; 0 for any'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),

  DATABASE_URL: z.url().optional().describe('Postgres to use instead of the embedded one'),
  MONGODB_URL: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\/[^\s/]/, 'an address such as mongodb://host:27017/hilo')
    .optional()
    .describe('MongoDB to keep transcripts in, instead of Postgres'),
  DATABASE_POOL: z.coerce.number().int().min(1).default(12).describe('Connections a process may hold'),
  HILO_POSTGRES_PORT: port(54330).describe('Port of the embedded Postgres'),

  TEMPORAL_ADDRESS: optionalText.describe('Temporal to use instead of the dev server, host:port'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_API_KEY: optionalText.describe('API key of Temporal Cloud; switches TLS on'),
  HILO_TEMPORAL_PORT: port(7233).describe('Port of the Temporal dev server'),
  HILO_TEMPORAL_UI_PORT: port(8233).describe('Port of the Temporal Web UI'),
  TEMPORAL_UI_URL: z
    .url()
    .optional()
    .describe('Where the Temporal Web UI is, for links; npm start knows its own'),
  TEMPORAL_CLI_PATH: optionalText.describe('The temporal binary to use'),
  TEMPORAL_TEST_SERVER_PATH: optionalText.describe('The time-skipping test server binary to use'),
  TEMPORAL_PAYLOAD_KEY: encryptionKey('codec-key').describe(
    'Encrypts everything Hilo writes into workflow histories',
  ),
  TEMPORAL_PAYLOAD_OLD_KEYS: optionalText.describe('Earlier payload keys, comma-separated, for reading'),
  HILO_CODEC_PORT: port(8234).describe(
    'Port at which the Web UI has histories decrypted, with a payload key',
  ),

  HILO_WORKER_METRICS_PORT: port(9464).describe('Port of the worker metrics; 0 switches them off'),
  HILO_WORKER_CACHED_WORKFLOWS: z.coerce.number().int().min(0).default(1000),
  HILO_WORKER_ACTIVITIES: z.coerce.number().int().min(1).default(60).describe('Activities at once, a worker'),
  HILO_BUILD_ID: z
    .string()
    .regex(/^[\w-][\w.-]{0,99}$/, 'letters, digits, dots, hyphens and underscores, such as a commit')
    .optional()
    .describe('The release of this worker; workflows then stay on the release that began them'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('A collector that takes traces by OTLP over HTTP, such as http://127.0.0.1:4318'),
  SEND_CHECK_DELAYS: delays.prefault('60,300,900').describe('Seconds after which a lost answer is looked up'),
  SWEEP_INTERVAL_SECONDS: z.coerce.number().int().min(1).default(30),
  ANALYTICS_INTERVAL_SECONDS: z.coerce.number().int().min(1).default(300),
  ALERT_INTERVAL_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .default(10)
    .describe('Between two looks at what is to be done about alerts'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^\s/]/, 'an address such as smtp://user:password@host:587')
    .optional()
    .describe('The mail server that takes the emails of alerts and invitations'),
  ALERT_FROM: z.email().optional().describe('Whom these emails are from'),
  TEMPLATE_SYNC_MINUTES: z.coerce
    .number()
    .int()
    .min(1)
    .default(60)
    .describe('How often the templates that providers list are looked at'),
  HILO_CALL_ALLOWED_HOSTS: hosts
    .prefault('')
    .describe('host:port entries that scenarios may call though private or without TLS, comma-separated'),

  MEDIA_S3_ENDPOINT: z
    .url()
    .optional()
    .describe('S3, or what speaks like it, for media files instead of a folder'),
  MEDIA_S3_BUCKET: optionalText,
  MEDIA_S3_REGION: z.string().default('us-east-1'),
  MEDIA_S3_ACCESS_KEY_ID: optionalText,
  MEDIA_S3_SECRET_ACCESS_KEY: optionalText,

  SHOP_CURRENCY: z.enum(CURRENCY_CODES).default('COP').describe('The currency of a price that names none'),
  SHOP_REMINDER_TEMPLATE: optionalText.describe(
    'A template for unpaid orders of bots without their own: {{1}} their number, {{2}} their page',
  ),
  SHOP_CART_TEMPLATE: optionalText.describe(
    'A template for carts left for a day, of bots without their own: {{1}} what is in them, {{2}} their total',
  ),
  PAYMENT_PROVIDER: z
    .enum(PAYMENT_PROVIDERS)
    .optional()
    .describe(
      'Where orders are paid; by default the first of Stripe, Mercado Pago and the test page that is set up',
    ),
  PAYMENT_TEST_ALLOWED: z
    .enum(['true', 'false'])
    .default('false')
    .transform((written) => written === 'true')
    .describe('Offers the test page also where NODE_ENV is production'),
  PAYMENT_TIMEOUT_MS: z.coerce.number().int().min(100).default(15_000),
  STRIPE_SECRET_KEY: optionalText,
  STRIPE_WEBHOOK_SECRET: optionalText.describe('Of the endpoint /api/webhook/payments/stripe'),
  STRIPE_API_BASE_URL: z.url().optional().describe('A Stripe-shaped API other than api.stripe.com'),
  MERCADO_PAGO_ACCESS_TOKEN: optionalText,
  MERCADO_PAGO_WEBHOOK_SECRET: optionalText.describe('The secret key of the webhooks of the application'),
  MERCADO_PAGO_API_BASE_URL: z
    .url()
    .optional()
    .describe('A Mercado-Pago-shaped API other than api.mercadopago.com'),

  GOOGLE_OAUTH_CLIENT_ID: optionalText.describe('Of the OAuth client that connects calendars at Google'),
  GOOGLE_OAUTH_CLIENT_SECRET: optionalText,
  GOOGLE_CALENDAR_BASE_URL: z.url().optional().describe("One server that speaks like Google's three"),
  OUTLOOK_OAUTH_CLIENT_ID: optionalText.describe(
    'Of the application at Microsoft Entra that connects calendars at Microsoft',
  ),
  OUTLOOK_OAUTH_CLIENT_SECRET: optionalText,
  OUTLOOK_TENANT: z
    .string()
    .regex(/^[\w.-]+$/, 'common, or the id of one organisation')
    .default('common')
    .describe('Whose accounts can be connected'),
  OUTLOOK_CALENDAR_BASE_URL: z.url().optional().describe("One server that speaks like Microsoft's two"),
  CALENDAR_TIMEOUT_MS: z.coerce.number().int().min(100).default(8_000),

  MAX_CSV_SIZE_MB: z.coerce.number().positive().default(50).describe('Of the list of a broadcast'),
  MAX_MESSAGES_PER_CAMPAIGN: z.coerce.number().int().min(1).default(100_000),
  BATCH_SIZE: z.coerce.number().int().min(1).max(1000).default(100).describe('Messages in a batch'),
  MAX_CONCURRENT_BATCHES: z.coerce.number().int().min(1).max(50).default(5).describe('Of one broadcast'),
  MESSAGE_PRICES: z
    .string()
    .transform((written, context) => {
      const prices = readMessagePrices(written);
      if (prices) return prices;
      context.addIssue({ code: 'custom', message: 'a currency and prices: USD +57/marketing=0.0125' });
      return z.NEVER;
    })
    .optional()
    .describe('What a message costs by country and category, for forecasts'),
  INTERVALO_ENVIO_MS: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('Between two messages of a broadcast that names no rate'),
  INSTANCE_ID: optionalText.describe('What this API calls itself; by default the name of the machine'),

  TWILIO_ACCOUNT_SID: optionalText,
  TWILIO_AUTH_TOKEN: optionalText,
  TWILIO_WHATSAPP_FROM: optionalText.describe('The sending number, E.164'),
  TWILIO_API_BASE_URL: z.url().optional().describe('A Twilio-shaped API other than api.twilio.com'),
  TWILIO_TIMEOUT_MS: z.coerce.number().int().min(100).default(10_000),
  TWILIO_MESSAGES_PER_SECOND: z.coerce.number().positive().default(80),
  TWILIO_REPLY_IN_TWIML: z
    .enum(['true', 'false'])
    .default('true')
    .transform((written) => written === 'true')
    .describe('Puts a reply that is ready in time into the answer to the webhook'),

  META_GRAPH_BASE_URL: z.url().optional().describe('A Graph-shaped API other than graph.facebook.com'),
  TELEGRAM_API_BASE_URL: z.url().optional().describe('A Bot API other than api.telegram.org'),

  WHATSAPP_WEB: z
    .enum(['0', '1'])
    .default('0')
    .transform((written) => written === '1')
    .describe('1 lets bots use WhatsApp Web, which WhatsApp forbids: docs/operations.md has what it takes'),
  WHATSAPP_WEB_TOKEN: z
    .string()
    .min(32)
    .optional()
    .describe('What the bridge to WhatsApp Web lets in with, and signs with; npm start makes one'),
  WHATSAPP_WEB_URL: z
    .url()
    .optional()
    .describe('Where the bridge is; by default at its port on this machine'),
  WHATSAPP_WEB_HOST: z.string().default('127.0.0.1').describe('Address the bridge listens on'),
  WHATSAPP_WEB_PORT: port(3010).describe('Port of the bridge'),
  WHATSAPP_WEB_MODULE: z
    .string()
    .default('whatsapp-web.js')
    .describe('The library of the bridge, by its name or the folder it was installed in'),
  CHROMIUM_PATH: optionalText.describe('The browser that the bridge starts'),

  OLLAMA_BASE_URL: z.url().default('http://127.0.0.1:11434').describe('The Ollama server, without /v1'),
  LM_STUDIO_BASE_URL: z.url().default('http://127.0.0.1:1234').describe('The LM Studio server, without /v1'),
  GEMINI_API_BASE_URL: z.url().optional().describe("A Gemini API other than Google's, with its version"),
  OPENAI_API_BASE_URL: z.url().optional().describe("An OpenAI API other than OpenAI's, with its version"),
  ANTHROPIC_API_BASE_URL: z
    .url()
    .optional()
    .describe("An Anthropic API other than Anthropic's, with its version"),
  XAI_API_BASE_URL: z.url().optional().describe("An xAI API other than xAI's, with its version"),
  VERTEX_PROJECT: optionalText.describe(
    'Google Cloud project of this server, for accounts that use Vertex AI with no key of theirs',
  ),
  VERTEX_LOCATION: z.string().default('us-central1').describe('The region, or global, of that project'),
  VERTEX_KEY_FILE: optionalText.describe(
    'Key file of the service account for that project; by default what the machine itself is',
  ),
  VERTEX_API_ENDPOINT: optionalText.describe("A host of Vertex AI other than the region's own; always https"),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/[^\s/]/, 'an address such as redis://host:6379')
    .optional()
    .describe('Redis to keep answers of language models in, instead of memory'),

  BOTPRESS_WEBHOOK_URL: z.url().optional().describe('Where a bot-trigger day is posted'),
  BOTPRESS_WEBHOOK_SECRET: optionalText.describe('x-bp-secret, both ways'),
  BOTPRESS_API_BASE_URL: z.url().optional().describe('The progress table API'),
  BOTPRESS_TOKEN: optionalText,
  BOTPRESS_BOT_ID: optionalText,
  BOTPRESS_PROGRESS_TABLE: optionalText,
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
