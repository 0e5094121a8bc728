import express from 'express';
import { createAcceptedMessages } from '../accepted-messages';
import { createEventDeliveries, postJson } from '../event-deliveries';
import { serveOnLoopback } from '../loopback-server';
import { createSeededRandom } from '../seeded-random';
import { controlRoutes } from './control-routes';
import { createMediaStore } from './media';
import { mediaRoutes } from './media-routes';
import type { SentFile } from './message-body';
import { asInbound } from './persons-file';
import type { WithFile } from './persons-file';
import { scriptPart, wellBehaved } from './script';
import type { ScriptPart } from './script';
import { sendMessage } from './send-message';
import { signAsMeta } from './signature';
import { templateRoutes, type MetaTemplate } from './templates';
import { webhookBody } from './webhook-body';
import { inboundChange, newMessageId, statusChange } from './webhook-events';
import type { Change, StatusRequest } from './webhook-events';

/** A message the fake accepted; `body` is the call's, as it came. */
export interface AcceptedMessage {
  id: string;
  to: string;
  type: string;
  /** What a person reads: the text, a file's caption, or the words above buttons and lists. */
  text: string | null;
  file: SentFile | null;
  options: { id: string; title: string }[];
  template: string | null;
  callbackData: string | null;
  body: object;
  acceptedAt: number;
}

export interface FakeMetaOptions {
  port?: number;
  phoneNumberId?: string | undefined;
  accessToken?: string | undefined;
  appSecret?: string | undefined;
  script?: ScriptPart;
}

const ACCOUNT_ID = '102290129340398';
const LARGEST_BATCH = 1000;
const TEMPLATES_A_PAGE = 2;

/** Starts a Meta Cloud API on this machine, with a ledger of what it accepted, that misbehaves on command. */
export async function startFakeMeta(options: FakeMetaOptions = {}) {
  const phoneNumberId = options.phoneNumberId ?? '106540352242922';
  const accessToken = options.accessToken ?? 'fake-access-token';
  const appSecret = options.appSecret ?? 'fake-app-secret';
  const business = { phoneNumberId, displayNumber: '15550783881' };
  const ledger = createAcceptedMessages<AcceptedMessage>();
  const media = createMediaStore();
  const templates: MetaTemplate[] = [];
  const behaviour = wellBehaved();
  let drawn = createSeededRandom(1);
  const random = () => drawn();

  const post = async (changes: readonly Change[]): Promise<number | null> => {
    if (behaviour.webhookUrl === null) return null;
    const body = JSON.stringify(webhookBody(ACCOUNT_ID, changes));
    const headers = { 'x-hub-signature-256': signAsMeta(appSecret, body) };
    return (await postJson(behaviour.webhookUrl, body, headers))?.status ?? null;
  };
  const deliveries = createEventDeliveries<Change>({
    ...{ habits: behaviour.webhooks, random, post },
    batchSize: LARGEST_BATCH,
  });

  const follow = ({ id, to, callbackData }: AcceptedMessage): void => {
    if (behaviour.webhookUrl === null) return;
    const code = behaviour.undeliverable[to];
    const failing: StatusRequest['status'][] = ['failed'];
    const statuses = code === undefined ? behaviour.statuses : failing;
    deliveries.plan(statuses.map((status) => statusChange({ id, to, callbackData, status, code }, business)));
  };
  const script = (part: ScriptPart): void => {
    const { seed, webhooks, ...rest } = scriptPart.parse(part);
    Object.assign(behaviour, rest);
    Object.assign(behaviour.webhooks, webhooks);
    if (seed !== undefined) drawn = createSeededRandom(seed);
  };
  const accept = (message: AcceptedMessage): void => {
    ledger.add(message);
    follow(message);
  };

  const app = express();
  app.post(`/:version/${phoneNumberId}/messages`, express.json({ limit: '1mb' }), (req, res) =>
    sendMessage({ accessToken, script: behaviour, random, media, accept }, req, res),
  );
  if (options.script) script(options.script);
  const server = await serveOnLoopback(app, options.port);
  const fake = {
    ...{ url: server.url, phoneNumberId, accessToken, appSecret, business, ledger, media },
    businessAccountId: ACCOUNT_ID,
    /** What the business account has, to be changed at will. */
    templates,
    /** Changes the named parts of the behaviour, from now on. */
    script,
    /** People write to the business, all in one webhook; the ids of their messages. */
    write: (...messages: WithFile[]): string[] => {
      const known = messages.map((message) => ({ id: newMessageId(), ...asInbound(message, media) }));
      deliveries.plan(known.map((message) => inboundChange(message, business)));
      return known.map(({ id }) => id);
    },
    /** Tells of anything else, such as a template's new state. */
    tell: (...changes: Change[]): void => deliveries.plan(changes),
    /** Resolves when every planned webhook has been posted. */
    quiet: () => deliveries.quiet(),
    summary: () => ({ ...ledger.summary(), webhooks: { ...deliveries.counts } }),
    /** Forgets every message and goes back to good behaviour. */
    clear: (): void => {
      deliveries.stop();
      ledger.clear();
      media.clear();
      templates.length = 0;
      const { webhooks, ...rest } = wellBehaved();
      Object.assign(behaviour, rest, { webhookUrl: behaviour.webhookUrl });
      Object.assign(behaviour.webhooks, webhooks);
    },
    close: async (): Promise<void> => {
      deliveries.stop();
      await server.close();
    },
  };
  app.use('/__control', controlRoutes(fake));
  app.use(
    templateRoutes({
      ...{ businessAccountId: ACCOUNT_ID, accessToken, templates },
      pageSize: TEMPLATES_A_PAGE,
    }),
  );
  app.use(mediaRoutes({ phoneNumberId, accessToken, script: behaviour, media }));
  return fake;
}
export type FakeMeta = Awaited<ReturnType<typeof startFakeMeta>>;
