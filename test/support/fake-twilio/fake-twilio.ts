import express from 'express';
import { serveOnLoopback } from '../loopback-server';
import { createSeededRandom } from '../seeded-random';
import type { TwilioContent } from './content-routes';
import { controlRoutes } from './control-routes';
import { inboundFields } from './inbound';
import type { InboundFile, InboundRequest } from './inbound';
import { createLedger, newSid } from './ledger';
import type { CreateRequest, Ledger, LedgerMessage } from './ledger';
import { createMediaStore } from './media';
import type { MediaStore } from './media';
import { createMediaFetches } from './media-fetches';
import type { MediaFetch } from './media-fetches';
import { messagesPath } from './resources';
import { restRoutes } from './rest-routes';
import { scriptPart, wellBehaved } from './script';
import type { ScriptPart } from './script';
import { createStatusCallbacks } from './status-callbacks';
import { repliesIn, type TwimlReply } from './twiml';
import { createWebhookPoster } from './webhook-poster';

export interface FakeTwilioOptions {
  port?: number;
  accountSid?: string | undefined;
  authToken?: string | undefined;
  /** The business's WhatsApp number. */
  sender?: string | undefined;
  script?: ScriptPart;
  /** Hears of every accepted message: the place to play people who answer. */
  onAccepted?: (message: LedgerMessage, fake: FakeTwilio) => void;
}

export interface FakeTwilio {
  readonly url: string;
  readonly accountSid: string;
  readonly authToken: string;
  readonly sender: string;
  readonly ledger: Ledger;
  /** The files of people's messages. */
  readonly media: MediaStore;
  /** The templates of the account, to be changed at will. */
  readonly contents: TwilioContent[];
  /** What became of the files of the business's messages, where the script has them fetched. */
  fetched(): readonly MediaFetch[];
  /** Changes the named parts of the behaviour, from now on. */
  script(part: ScriptPart): void;
  /** Posts a signed inbound message; the answer's status, null when nobody answered. */
  sendInbound(request: InboundRequest): Promise<{ messageSid: string; status: number | null }>;
  /** Resolves when every planned status report has been made. */
  quiet(): Promise<void>;
  summary(): Summary;
  /** Forgets every message and goes back to good behaviour. */
  clear(): void;
  close(): Promise<void>;
}

/** Accepted messages, and what became of webhooks: posted, posted in vain, lost on purpose. */
export interface Summary {
  accepted: number;
  recipients: number;
  most: number;
  webhooks: { posted: number; failed: number; lost: number };
}

/** Starts a Twilio on this machine, with a ledger of what it accepted, that misbehaves on command. */
export async function startFakeTwilio(options: FakeTwilioOptions = {}): Promise<FakeTwilio> {
  const accountSid = options.accountSid ?? `AC${'0'.repeat(31)}1`;
  const authToken = options.authToken ?? 'fake-auth-token';
  const sender = options.sender ?? '+14155238886';
  const ledger = createLedger();
  const media = createMediaStore();
  const contents: TwilioContent[] = [];
  const behaviour = wellBehaved();
  const poster = createWebhookPoster(authToken);
  let chance = createSeededRandom(1);
  const random = () => chance();
  const callbacks = createStatusCallbacks({ accountSid, script: behaviour, ledger, poster, random });

  const script = (part: ScriptPart): void => {
    const { seed, callbacks: reports, list, media: files, ...rest } = scriptPart.parse(part);
    Object.assign(behaviour, rest);
    Object.assign(behaviour.callbacks, reports);
    Object.assign(behaviour.list, list);
    Object.assign(behaviour.media, files);
    if (seed !== undefined) chance = createSeededRandom(seed);
  };
  const keep = (
    messageSid: string,
    { contentType, base64, fileName }: NonNullable<InboundRequest['media']>[number],
  ): InboundFile => {
    const bytes = Buffer.from(base64, 'base64');
    const { sid } = media.keep({ messageSid, contentType, fileName: fileName ?? null, bytes });
    return { url: `${server.url}${messagesPath(accountSid)}/${messageSid}/Media/${sid}`, contentType };
  };
  const sendInbound: FakeTwilio['sendInbound'] = async (request) => {
    if (behaviour.inboundUrl === null) throw new Error('Script inboundUrl first: the webhook of the API');
    const messageSid = request.messageSid ?? newSid(request.media ? 'MM' : 'SM');
    const files = (request.media ?? []).map((file) => keep(messageSid, file));
    const fields = inboundFields({ ...request, messageSid }, { accountSid, sender }, files);
    const answer = await poster.post({ url: behaviour.inboundUrl, fields });
    for (const reply of repliesIn(answer?.text ?? '')) onAccepted(ledger.accept(replyTo(fields, reply)));
    return { messageSid, status: answer?.status ?? null };
  };
  const fetches = createMediaFetches();
  const onAccepted = (message: LedgerMessage): void => {
    if (behaviour.fetchesMedia && message.mediaUrl !== null) {
      fetches.follow(message, message.mediaUrl, () => callbacks.follow(message));
    } else callbacks.follow(message);
    options.onAccepted?.(message, fake);
  };

  const app = express();
  const server = await serveOnLoopback(app, options.port);
  const fake: FakeTwilio = {
    url: server.url,
    accountSid,
    authToken,
    sender,
    ledger,
    media,
    contents,
    fetched: () => fetches.all(),
    script,
    sendInbound,
    quiet: async () => {
      await fetches.quiet();
      await callbacks.quiet();
    },
    summary: () => ({ ...ledger.summary(), webhooks: { ...poster.counts, ...callbacks.counts } }),
    clear: () => {
      callbacks.stop();
      ledger.clear();
      media.clear();
      contents.length = 0;
      fetches.clear();
      Object.assign(behaviour, { ...wellBehaved(), inboundUrl: behaviour.inboundUrl });
    },
    close: async () => {
      callbacks.stop();
      await server.close();
      await poster.close();
    },
  };
  app.use('/__control', controlRoutes(fake));
  app.use(
    restRoutes({ accountSid, authToken, script: behaviour, ledger, media, contents, random, onAccepted }),
  );
  if (options.script) script(options.script);
  return fake;
}

/** A message of the answer goes from the number that was written to, to whoever wrote. */
function replyTo(
  fields: Readonly<Record<string, string>>,
  { body, statusCallback }: TwimlReply,
): CreateRequest {
  const [from = '', to = ''] = [fields['To'], fields['From']];
  return { to, from, body, mediaUrl: null, contentSid: null, statusCallback, params: {} };
}
