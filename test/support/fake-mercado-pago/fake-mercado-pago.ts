import { createHmac, randomUUID } from 'node:crypto';
import express from 'express';
import { serveOnLoopback } from '../loopback-server';
import { createChargeLedger, type Charge, type ChargeLedger } from '../payment-fakes/charge-ledger';
import { createFirstAnswers } from '../payment-fakes/first-answers';
import { personRoutes } from '../payment-fakes/person-routes';
import { applyPart, goodConduct, type PaymentScriptPart } from '../payment-fakes/script';
import { createWebhookDeliveries, type SignedPost } from '../payment-fakes/webhook-deliveries';
import { createSeededRandom } from '../seeded-random';
import type { FakePreference } from './resources';
import { mercadoPagoRoutes } from './routes';

export interface FakeMercadoPago {
  readonly url: string;
  readonly accessToken: string;
  readonly webhookSecret: string;
  readonly ledger: ChargeLedger;
  preferences(): readonly FakePreference[];
  /** Changes the named parts of the behaviour, from now on. */
  script(part: PaymentScriptPart): void;
  /** A person pays at the provider's page: the payment, then the webhook, then the redirect. Null when it is closed. */
  pay(preferenceId: string): Promise<{ redirectTo: string } | null>;
  /** A notification of a payment, as Mercado Pago signs it. */
  notification(paymentId: string): SignedPost;
  /** Resolves when every late webhook has been posted. */
  quiet(): Promise<void>;
  summary(): object;
  clear(): void;
  close(): Promise<void>;
}

/** Currencies that Mercado Pago writes without decimals. */
const WHOLE = new Set(['CLP', 'PYG']);

/** A Mercado Pago on this machine, with a ledger of its payments, that misbehaves on command. */
export async function startFakeMercadoPago(options: { port?: number } = {}): Promise<FakeMercadoPago> {
  const accessToken = 'TEST-fake';
  const webhookSecret = 'fake-webhook-secret';
  const behaviour = goodConduct();
  const ledger = createChargeLedger();
  const preferences = new Map<string, FakePreference>();
  const deliveries = createWebhookDeliveries(behaviour);
  let random = createSeededRandom(behaviour.seed);
  let lastId = 71_000_000_000;
  const nextId = () => String((lastId += 1));

  const notification = (paymentId: string): SignedPost => {
    const requestId = randomUUID();
    const seconds = Math.floor(Date.now() / 1000);
    const manifest = `id:${paymentId};request-id:${requestId};ts:${seconds};`;
    const v1 = createHmac('sha256', webhookSecret).update(manifest).digest('hex');
    return {
      query: `?data.id=${paymentId}&type=payment`,
      body: JSON.stringify({
        id: Number(nextId()),
        live_mode: false,
        type: 'payment',
        date_created: new Date().toISOString(),
        user_id: 123456789,
        api_version: 'v1',
        action: 'payment.updated',
        data: { id: paymentId },
      }),
      headers: {
        'content-type': 'application/json',
        'x-request-id': requestId,
        'x-signature': `ts=${seconds},v1=${v1}`,
      },
    };
  };
  const tell = ({ paymentId }: Charge) => deliveries.deliver(() => notification(paymentId));

  const app = express();
  const server = await serveOnLoopback(app, options.port);
  const routes = mercadoPagoRoutes({
    accessToken,
    ledger,
    preferences,
    answers: createFirstAnswers(),
    behaviour,
    random: () => random(),
    url: server.url,
    nextId,
    unitsOf: ({ minor, currency }) => (WHOLE.has(currency) ? minor : minor / 100),
    onRefund: (charge) => void tell(charge),
  });

  const fake: FakeMercadoPago = {
    url: server.url,
    accessToken,
    webhookSecret,
    ledger,
    preferences: () => [...preferences.values()],
    script: (part) => {
      applyPart(behaviour, part);
      if (part.seed !== undefined) random = createSeededRandom(part.seed);
    },
    async pay(preferenceId) {
      const preference = preferences.get(preferenceId);
      if (!preference || isOver(preference)) return null;
      const charge = ledger.take({ paymentId: nextId(), sessionId: preferenceId, ...priceOf(preference) });
      await tell(charge);
      return { redirectTo: preference.body.back_urls?.success ?? '' };
    },
    notification,
    quiet: deliveries.quiet,
    summary: () => ({ ...ledger.summary(), preferences: preferences.size, webhooks: deliveries.counts }),
    clear: () => {
      ledger.clear();
      preferences.clear();
    },
    close: async () => {
      deliveries.stop();
      await server.close();
    },
  };
  const path = /^(\/sandbox)?\/checkout\/v1\/redirect$/;
  app.use(
    personRoutes(fake, {
      path,
      idOf: ({ url }) => new URL(url, server.url).searchParams.get('pref_id') ?? '',
    }),
    routes,
  );
  return fake;
}

function priceOf({ body }: FakePreference) {
  const { unit_price: units = 0, quantity = 1, currency_id: currency = '' } = body.items?.[0] ?? {};
  const minor = Math.round(units * quantity * (WHOLE.has(currency) ? 1 : 100));
  return { reference: body.external_reference ?? '', minor, currency };
}

function isOver({ body }: FakePreference): boolean {
  return body.expires === true && Date.parse(body.expiration_date_to ?? '') <= Date.now();
}
