import express from 'express';
import { serveOnLoopback } from '../loopback-server';
import { createSeededRandom } from '../seeded-random';
import { controlRoutes } from './control-routes';
import { inboundFields } from './inbound';
import type { InboundRequest } from './inbound';
import { createLedger } from './ledger';
import type { Ledger, LedgerMessage } from './ledger';
import { restRoutes } from './rest-routes';
import { scriptPart, wellBehaved } from './script';
import type { ScriptPart } from './script';
import { createStatusCallbacks } from './status-callbacks';
import { createWebhookPoster } from './webhook-poster';

export interface FakeTwilioOptions {
  port?: number;
  accountSid?: string;
  authToken?: string;
  /** The business's WhatsApp number. */
  sender?: string;
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
  const behaviour = wellBehaved();
  const poster = createWebhookPoster(authToken);
  let chance = createSeededRandom(1);
  const random = () => chance();
  const callbacks = createStatusCallbacks({ accountSid, script: behaviour, ledger, poster, random });

  const script = (part: ScriptPart): void => {
    const { seed, callbacks: reports, list, ...rest } = scriptPart.parse(part);
    Object.assign(behaviour, rest);
    Object.assign(behaviour.callbacks, reports);
    Object.assign(behaviour.list, list);
    if (seed !== undefined) chance = createSeededRandom(seed);
  };
  const sendInbound: FakeTwilio['sendInbound'] = async (request) => {
    if (behaviour.inboundUrl === null) throw new Error('Script inboundUrl first: the webhook of the API');
    const fields = inboundFields(request, { accountSid, sender });
    const status = await poster.post({ url: behaviour.inboundUrl, fields });
    return { messageSid: fields.MessageSid, status };
  };
  const onAccepted = (message: LedgerMessage): void => {
    callbacks.follow(message);
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
    script,
    sendInbound,
    quiet: () => callbacks.quiet(),
    summary: () => ({ ...ledger.summary(), webhooks: { ...poster.counts, ...callbacks.counts } }),
    clear: () => {
      callbacks.stop();
      ledger.clear();
      Object.assign(behaviour, { ...wellBehaved(), inboundUrl: behaviour.inboundUrl });
    },
    close: async () => {
      callbacks.stop();
      await server.close();
      await poster.close();
    },
  };
  app.use('/__control', controlRoutes(fake));
  app.use(restRoutes({ accountSid, authToken, script: behaviour, ledger, random, onAccepted }));
  if (options.script) script(options.script);
  return fake;
}
