import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { Charge, ChargeLedger } from '../payment-fakes/charge-ledger';
import type { FirstAnswers } from '../payment-fakes/first-answers';
import type { PaymentScript } from '../payment-fakes/script';
import { drawFault, misbehave, reply, type Conduct, type Reply } from '../provider-faults';
import {
  errorResource,
  paymentResource,
  preferenceResource,
  searchedPreference,
  type FakePreference,
  type PreferenceBody,
} from './resources';

export interface MercadoPagoState {
  accessToken: string;
  ledger: ChargeLedger;
  preferences: Map<string, FakePreference>;
  answers: FirstAnswers;
  behaviour: PaymentScript;
  random: () => number;
  url: string;
  nextId: () => string;
  unitsOf: (charge: Charge) => number;
  onRefund(charge: Charge): void;
}

/** The part of Mercado Pago's API that Hilo uses: preferences, payments and refunds. */
export function mercadoPagoRoutes(state: MercadoPagoState): Router {
  const { preferences, ledger, url } = state;
  const router = express.Router();
  router.use(requireToken(state.accessToken));
  router.use(express.json());
  // Nothing says that a key of a preference is honoured, so here it is not.
  router.post('/checkout/preferences', (req, res) => answer(state, res, () => createPreference(state, req)));
  router.get('/checkout/preferences/search', (req, res) => {
    const wanted = wordOf(req.query['external_reference']);
    const found = [...preferences.values()].filter(({ body }) => body.external_reference === wanted);
    reply(
      res,
      ok({ elements: found.map(searchedPreference), next_offset: found.length, total: found.length }),
    );
  });
  router.get('/checkout/preferences/:id', (req, res) => {
    const preference = preferences.get(req.params.id);
    reply(res, preference ? ok(preferenceResource(preference, url)) : notFound('preference'));
  });
  router.put('/checkout/preferences/:id', (req, res) => {
    const preference = preferences.get(req.params.id);
    if (preference) Object.assign(preference.body, req.body);
    reply(res, preference ? ok(preferenceResource(preference, url)) : notFound('preference'));
  });
  router.get('/v1/payments/search', (req, res) => {
    const found = ledger.of(wordOf(req.query['external_reference']));
    const paging = { total: found.length, limit: 30, offset: 0 };
    reply(
      res,
      ok({ paging, results: found.map((charge) => paymentResource(charge, state.unitsOf(charge))) }),
    );
  });
  router.get('/v1/payments/:id', (req, res) => {
    const charge = ledger.get(req.params.id);
    reply(res, charge ? ok(paymentResource(charge, state.unitsOf(charge))) : notFound('payment'));
  });
  router.post('/v1/payments/:id/refunds', (req, res) => {
    const key = req.get('x-idempotency-key');
    const first = key === undefined ? undefined : state.answers.of(key);
    if (first) {
      reply(res, first.reply);
      return;
    }
    answer(state, res, () => {
      const made = createRefund(state, req.params.id);
      if (key !== undefined) state.answers.keep(key, { request: req.path, reply: made });
      return made;
    });
  });
  return router;
}

function createPreference({ preferences, nextId, url }: MercadoPagoState, req: Request): Reply {
  const body = req.body as PreferenceBody;
  if (!body.items?.[0]?.unit_price)
    return { status: 400, body: errorResource(400, 'invalid_items', 'items needed') };
  const preference = { id: `123456789-${nextId()}`, body, createdAt: Date.now() };
  preferences.set(preference.id, preference);
  return { status: 201, body: preferenceResource(preference, url) };
}

function createRefund(state: MercadoPagoState, paymentId: string): Reply {
  const charge = state.ledger.get(paymentId);
  if (!charge) return notFound('payment');
  if (charge.refunds.length > 0) {
    const message = 'The action requested is not valid for the current payment state';
    return { status: 400, body: errorResource(400, 'bad_request', message) };
  }
  const id = state.nextId();
  charge.refunds.push(id);
  state.onRefund(charge);
  const amount = state.unitsOf(charge);
  return { status: 201, body: { id: Number(id), payment_id: Number(paymentId), amount, status: 'approved' } };
}

function answer(state: MercadoPagoState, res: Response, perform: () => Reply): void {
  const fault = drawFault(state.behaviour, state.random);
  if (fault) misbehave(fault, conductOf(perform), res);
  else reply(res, perform());
}

function conductOf(perform: () => Reply): Conduct {
  return {
    accept: perform,
    failed: (status) => ({ status, body: errorResource(status, 'internal_error', 'Internal server error') }),
    tooMany: (seconds) => ({
      status: 429,
      body: errorResource(429, 'too_many_requests', 'Too many requests'),
      ...(seconds !== undefined && { headers: { 'Retry-After': String(seconds) } }),
    }),
    refused: ({ status, code }) => ({
      status,
      body: errorResource(status, String(code), 'Refused by the script'),
    }),
  };
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function ok(body: object): Reply {
  return { status: 200, body };
}

function notFound(what: string): Reply {
  return { status: 404, body: errorResource(404, 'not_found', `The ${what} was not found`) };
}

function requireToken(accessToken: string): RequestHandler {
  return (req, res, next) => {
    if (req.headers.authorization === `Bearer ${accessToken}`) next();
    else reply(res, { status: 401, body: errorResource(401, 'unauthorized', 'invalid access token') });
  };
}
