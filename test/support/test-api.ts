import type { Express } from 'express';
import request from 'supertest';
import { luxonZoneClock } from '../../activities/zone-clock';
import { createAccessTokens } from '../../api/access/access-tokens';
import type { ApiDeps } from '../../api/api-deps';
import { createApp } from '../../api/app';
import { repositories } from '../../api/compose-repositories';
import { openCalendar } from '../../api/calendar/open-calendar';
import { createHandledMarks } from '../../api/inbound/handled-marks';
import { createInboundQueue } from '../../api/inbound/inbound-queue';
import { createInlineReplies } from '../../api/inbound/inline-replies';
import { createLiveHub } from '../../api/live/live-hub';
import { paymentProvidersOf } from '../../api/payment-providers';
import { createWebhookBots } from '../../api/inbound/webhook-bots';
import type { CalendarProviders } from '../../calendars/calendar-provider';
import type { HttpMethod } from '../../api/route';
import { readEnv } from '../../config/env';
import { createInlineSends } from '../../db/repositories/inline-sends';
import { createMediaLibrary } from '../../db/media-files/media-library';
import { createMediaLinks } from '../../db/media-files/media-links';
import { createOperatorReplies } from '../../db/repositories/operator-replies';
import { createErasure } from '../../db/repositories/erasure';
import { createPlatformFigures } from '../../db/repositories/platform-figures';
import { createSuppressedAddresses } from '../../db/repositories/suppressed-addresses';
import { createAddressHashes } from '../../db/secrets/address-hashes';
import { createSecretBox } from '../../db/secrets/secret-box';
import { createPostgresTranscripts } from '../../db/transcripts/postgres-transcripts';
import { createLanguageModelPorts } from '../../llm/language-models';
import { createMetrics } from '../../observability/metrics';
import { NO_CALENDARS } from './calendars/no-calendars';
import { createFakeStarters, type FakeStarters } from './fake-starters';
import { noRateLimits, silentLogger } from './framework-deps';
import { NO_MODELS } from './llm/no-models';
import { createMemoryMediaStore } from './memory-media-store';
import { smallProgram } from './programs/small-program';
import { createTestDatabase, type TestDatabase } from './test-database';

export const WHATSAPP_WEB_TOKEN = 'whatsapp-web-token-of-a-test-long-enough';
export const TWILIO_TOKEN = 'twilio-token-of-a-test';
export const BOTPRESS_SECRET = 'botpress-secret-of-a-test';
/** What secrets of a test are sealed with. */
export const TEST_SECRET_KEY = { id: 'test', secret: Buffer.alloc(32, 1) };
export const JWT_SECRET = 'a-secret-of-a-test-that-is-long-enough';
export const PUBLIC_URL = 'https://hilo.example';

export interface TestAccount {
  id: string;
  key: string;
}

export interface TestApi {
  app: Express;
  deps: ApiDeps;
  temporal: FakeStarters;
  database: TestDatabase;
  /** The first account, which webhooks of a provider belong to, and another one. */
  account: TestAccount;
  stranger: TestAccount;
  /** The same with the two accounts changed over. */
  asStranger(): TestApi;
  /** A call under the first account's key. */
  call(method: HttpMethod, path: string): request.Test;
  /** How many rows a table holds, over all accounts. */
  rows(table: string): Promise<number>;
  /** Resolves when nothing that a webhook began is under way any more. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** The whole API over a database of its own; only Temporal is a fake. */
export async function createTestApi({
  calendarProviders = NO_CALENDARS,
}: { calendarProviders?: CalendarProviders } = {}): Promise<TestApi> {
  const database = await createTestDatabase();
  const temporal = createFakeStarters();
  const secretKeys = { current: TEST_SECRET_KEY, earlier: [] };
  const secretBox = createSecretBox(secretKeys);
  const suppressedAddresses = createSuppressedAddresses(createAddressHashes(secretKeys));
  const stores = repositories(database.dataSource, secretBox, suppressedAddresses);
  const transcripts = createPostgresTranscripts(database.dataSource);
  const deps: ApiDeps = {
    ...stores,
    transcripts,
    operatorReplies: createOperatorReplies(database.dataSource, transcripts),
    erasure: createErasure({ db: database.dataSource, transcripts, suppressedAddresses }),
    mediaLibrary: createMediaLibrary({ files: stores.mediaFiles, store: createMemoryMediaStore() }),
    mediaLinks: createMediaLinks({ publicBaseUrl: PUBLIC_URL, key: TEST_SECRET_KEY.secret }),
    paymentProviders: paymentProvidersOf(
      readEnv({ HILO_SECRET_KEY: `test:${TEST_SECRET_KEY.secret.toString('base64')}` }),
      stores.testTill,
    ),
    calendar: openCalendar({
      ...{ db: database.dataSource, clock: luxonZoneClock, now: () => Date.now(), secretBox },
      ...{ providers: calendarProviders, publicBaseUrl: PUBLIC_URL },
    }),
    rateLimits: noRateLimits(),
    otherOrigins: [],
    trustedProxies: [],
    accessTokens: createAccessTokens({ secret: JWT_SECRET, now: () => Date.now() }),
    demonstrationIsOpen: true,
    accountWorkEnder: temporal.accountWorkEnder,
    checkoutStarter: temporal.checkoutStarter,
    broadcastStarter: temporal.broadcastStarter,
    broadcastSettings: {
      ...{ maxBytes: 50 * 1024 * 1024, maxRows: 100_000, batchSize: 100, lanes: 5, intervalMs: 0 },
      prices: { currency: 'USD', prices: [{ prefix: '+57', category: 'marketing', millionths: 12_500 }] },
      instanceId: 'instance-of-a-test',
    },
    broadcastWorkerRuns: () => Promise.resolve(true),
    liveHub: createLiveHub({ events: stores.liveEvents, logger: silentLogger() }),
    conversationStarter: temporal.conversationStarter,
    conversationPorts: {},
    languageModelPorts: createLanguageModelPorts({ endpoints: NO_MODELS, now: () => Date.now() }),
    enrollmentStarter: temporal.enrollmentStarter,
    sendStarter: temporal.sendStarter,
    templateSyncer: temporal.templateSyncer,
    readinessChecks: [],
    metrics: createMetrics({ figures: createPlatformFigures(database.dataSource), watchers: () => 0 }),
    logger: silentLogger(),
    now: () => Date.now(),
    zoneClock: luxonZoneClock,
    publicBaseUrl: PUBLIC_URL,
    workflowPage: (id: string) => `${PUBLIC_URL}/${id}`,
    secretBox,
    webhookBots: createWebhookBots(stores.platformCredentials, {
      note: (note) => stores.senders.noteWebhook(note),
    }),
    telegramWebhook: () => Promise.resolve({ kind: 'set' }),
    checkAccess: () => Promise.resolve(null),
    inboundQueue: createInboundQueue({ abreast: 64, limit: 64, logger: silentLogger() }),
    handledMarks: createHandledMarks({
      mark: (ids) => stores.inboundMessages.markHandled(ids),
      logger: silentLogger(),
    }),
    // No worker takes a turn here, so an answer would wait in vain.
    inlineReplies: createInlineReplies({
      sends: createInlineSends(database.dataSource),
      now: () => Date.now(),
      limit: 0,
    }),
    bridgeSessions: null,
    webhookSecrets: {
      twilioAuthToken: TWILIO_TOKEN,
      botpressSecret: BOTPRESS_SECRET,
      whatsappWebToken: WHATSAPP_WEB_TOKEN,
    },
    availableChannels: ['simulator', 'twilio', 'botpress'],
    defaultChannel: 'simulator',
    shopCurrency: 'COP',
    sendEmail: () => Promise.resolve({ kind: 'taken' }),
    stopping: new AbortController().signal,
  };
  const makeAccount = async (name: string): Promise<TestAccount> => {
    const { id } = await stores.accounts.create(name);
    return { id, key: (await stores.accounts.issueKey(id, 'test')).key };
  };
  const account = await makeAccount('First');
  const stranger = await makeAccount('Stranger');
  const app = createApp(deps);
  const settled = async (): Promise<void> => {
    await deps.inboundQueue.idle();
    await deps.handledMarks.idle();
  };
  const api: TestApi = {
    app,
    deps,
    temporal,
    database,
    account,
    stranger,
    asStranger: () => ({
      ...api,
      account: stranger,
      stranger: account,
      call: (method, path) => request(app)[method](path).set('x-api-key', stranger.key),
    }),
    call: (method, path) => request(app)[method](path).set('x-api-key', account.key),
    async rows(table) {
      const [row] = await database.dataSource.query<{ count: number }[]>(
        `SELECT count(*)::int AS count FROM ${table}`,
      );
      return row?.count ?? 0;
    },
    settled,
    async close() {
      await settled();
      await database.drop();
    },
  };
  return api;
}

/** A small program as a client sends it: without a policy, which the API fills in. */
export function programBody(change: Record<string, unknown> = {}, shape: readonly number[] = [2, 2]) {
  const { name, timezone, sendAt, sessions } = smallProgram({ name: 'A program', shape });
  return { name, timezone, sendAt, sessions, ...change };
}
