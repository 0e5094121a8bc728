import { createHmac } from 'node:crypto';
import express from 'express';
import { serveOnLoopback } from '../loopback-server';
import { createChargeLedger, type ChargeLedger } from '../payment-fakes/charge-ledger';
import { createFirstAnswers } from '../payment-fakes/first-answers';
import { personRoutes } from '../payment-fakes/person-routes';
import { applyPart, goodConduct, type PaymentScriptPart } from '../payment-fakes/script';
import { createWebhookDeliveries, type SignedPost } from '../payment-fakes/webhook-deliveries';
import { createSeededRandom } from '../seeded-random';
import { chargeResource, newId, sessionResource, type FakeSession } from './resources';
import { stripeRoutes } from './routes';

export interface FakeStripe {
  readonly url: string;
  readonly secretKey: string;
  readonly webhookSecret: string;
  readonly ledger: ChargeLedger;
  sessions(): readonly FakeSession[];
  /** Changes the named parts of the behaviour, from now on. */
  script(part: PaymentScriptPart): void;
  /** A person pays at the provider's page: the charge, then the webhook, then the redirect. Null when it is closed. */
  pay(sessionId: string): Promise<{ redirectTo: string } | null>;
  /** Stripe ends a session by itself. */
  expire(sessionId: string): Promise<void>;
  /** A webhook as Stripe signs it. */
  sign(body: string, at?: number): string;
  /** Resolves when every late webhook has been posted. */
  quiet(): Promise<void>;
  summary(): object;
  clear(): void;
  close(): Promise<void>;
}

/** A Stripe on this machine, with a ledger of its charges, that misbehaves on command. */
export async function startFakeStripe(options: { port?: number } = {}): Promise<FakeStripe> {
  const secretKey = 'sk_test_fake';
  const webhookSecret = 'whsec_fake';
  const behaviour = goodConduct();
  const ledger = createChargeLedger();
  const sessions = new Map<string, FakeSession>();
  const deliveries = createWebhookDeliveries(behaviour);
  let random = createSeededRandom(behaviour.seed);

  const sign = (body: string, at = Date.now()): string => {
    const seconds = Math.floor(at / 1000);
    const v1 = createHmac('sha256', webhookSecret).update(`${seconds}.${body}`).digest('hex');
    return `t=${seconds},v1=${v1}`;
  };
  const tell = (type: string, object: object): Promise<void> => {
    const body = JSON.stringify({
      id: newId('evt'),
      object: 'event',
      api_version: null,
      type,
      data: { object },
    });
    return deliveries.deliver((): SignedPost => ({
      body,
      headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': sign(body) },
    }));
  };
  const tellOfSession = (type: string, session: FakeSession) =>
    tell(type, sessionResource(session, { url: server.url, intent: session.paymentIntent }));

  const app = express();
  const server = await serveOnLoopback(app, options.port);
  const routes = stripeRoutes({
    secretKey,
    ledger,
    sessions,
    answers: createFirstAnswers(),
    behaviour,
    random: () => random(),
    url: server.url,
    onRefund: (session, charge) => void tell('charge.refunded', chargeResource(session, charge)),
    onExpired: (session) => void tellOfSession('checkout.session.expired', session),
  });

  const fake: FakeStripe = {
    url: server.url,
    secretKey,
    webhookSecret,
    ledger,
    sessions: () => [...sessions.values()],
    script: (part) => {
      applyPart(behaviour, part);
      if (part.seed !== undefined) random = createSeededRandom(part.seed);
    },
    async pay(sessionId) {
      const session = sessions.get(sessionId);
      if (session?.status !== 'open') return null;
      session.status = 'complete';
      ledger.take({
        paymentId: session.paymentIntent,
        sessionId,
        reference: session.form.client_reference_id ?? '',
        minor: session.minor,
        currency: session.currency,
      });
      await tellOfSession('checkout.session.completed', session);
      return { redirectTo: session.form.success_url ?? '' };
    },
    async expire(sessionId) {
      const session = sessions.get(sessionId);
      if (session?.status !== 'open') return;
      session.status = 'expired';
      await tellOfSession('checkout.session.expired', session);
    },
    sign,
    quiet: deliveries.quiet,
    summary: () => ({ ...ledger.summary(), sessions: sessions.size, webhooks: deliveries.counts }),
    clear: () => {
      ledger.clear();
      sessions.clear();
    },
    close: async () => {
      deliveries.stop();
      await server.close();
    },
  };
  app.use(personRoutes(fake, { path: '/c/pay/:id', idOf: ({ params }) => String(params['id']) }), routes);
  return fake;
}
