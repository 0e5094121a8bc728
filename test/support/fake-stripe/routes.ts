import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { Charge, ChargeLedger } from '../payment-fakes/charge-ledger';
import type { FirstAnswers } from '../payment-fakes/first-answers';
import type { PaymentScript } from '../payment-fakes/script';
import { drawFault, misbehave, reply, type Conduct, type Reply } from '../provider-faults';
import {
  errorResource,
  intentResource,
  newId,
  refundResource,
  sessionResource,
  type FakeSession,
  type SessionForm,
} from './resources';

export interface StripeState {
  secretKey: string;
  ledger: ChargeLedger;
  sessions: Map<string, FakeSession>;
  answers: FirstAnswers;
  behaviour: PaymentScript;
  random: () => number;
  url: string;
  onRefund(session: FakeSession, charge: Charge): void;
  onExpired(session: FakeSession): void;
}

/** The part of Stripe's API that Hilo uses: make, read, list and expire sessions, and refund. */
export function stripeRoutes(state: StripeState): Router {
  const { sessions, ledger } = state;
  const router = express.Router();
  router.use(requireKey(state.secretKey));
  router.use(express.urlencoded({ extended: true }));
  router.post('/v1/checkout/sessions', (req, res) => once(state, req, res, () => createSession(state, req)));
  router.post('/v1/refunds', (req, res) => once(state, req, res, () => createRefund(state, req)));
  router.post('/v1/checkout/sessions/:id/expire', (req, res) =>
    once(state, req, res, () => {
      const session = sessions.get(req.params.id);
      if (session?.status !== 'open')
        return refused(400, 'resource_missing', 'Only open sessions can be expired.');
      session.status = 'expired';
      state.onExpired(session);
      return {
        status: 200,
        body: sessionResource(session, { url: state.url, intent: session.paymentIntent }),
      };
    }),
  );
  router.get('/v1/checkout/sessions', (req, res) => {
    const latest = [...sessions.values()].toReversed().slice(0, Number(req.query['limit'] ?? 10));
    const data = latest.map((session) =>
      sessionResource(session, { url: state.url, intent: session.paymentIntent }),
    );
    const has_more = sessions.size > latest.length;
    reply(res, { status: 200, body: { object: 'list', data, has_more, url: '/v1/checkout/sessions' } });
  });
  router.get('/v1/checkout/sessions/:id', (req, res) => {
    const session = sessions.get(req.params.id);
    if (!session) {
      reply(res, refused(404, 'resource_missing', `No such checkout.session: '${req.params.id}'`));
      return;
    }
    const expand = JSON.stringify(req.query);
    const charge = ledger.get(session.paymentIntent);
    const paid = charge ? session.paymentIntent : null;
    const intent = charge && expand.includes('payment_intent') ? intentResource(session, charge) : paid;
    reply(res, { status: 200, body: sessionResource(session, { url: state.url, intent }) });
  });
  router.get('/v1/refunds', (req, res) => {
    const charge = ledger.get(wordOf(req.query['payment_intent']));
    const data = charge?.refunds.map((id) => refundResource(charge, id)) ?? [];
    reply(res, { status: 200, body: { object: 'list', data, has_more: false, url: '/v1/refunds' } });
  });
  return router;
}

function createSession({ sessions, url }: StripeState, req: Request): Reply {
  const form = req.body as SessionForm;
  const [item] = form.line_items ?? [];
  const price = item?.price_data;
  if (!price?.currency || !price.unit_amount || !price.product_data?.name)
    return refused(400, 'parameter_missing', 'Missing required param: line_items.');
  const session: FakeSession = {
    id: newId('cs_test'),
    paymentIntent: newId('pi'),
    form,
    minor: Number(price.unit_amount) * Number(item?.quantity ?? 1),
    currency: price.currency,
    status: 'open',
    createdAt: Date.now(),
  };
  sessions.set(session.id, session);
  return { status: 200, body: sessionResource(session, { url, intent: null }) };
}

function createRefund(state: StripeState, req: Request): Reply {
  const { payment_intent: paymentId, amount } = req.body as { payment_intent?: string; amount?: string };
  const charge = state.ledger.get(paymentId ?? '');
  if (!charge) return refused(404, 'resource_missing', `No such payment_intent: '${paymentId ?? ''}'`);
  if (charge.refunds.length > 0)
    return refused(400, 'charge_already_refunded', 'Charge has already been refunded.');
  if (amount !== undefined && Number(amount) !== charge.minor)
    return refused(400, 'amount_too_large', 'Only the whole of a charge is refunded here.');
  const id = newId('re');
  charge.refunds.push(id);
  const session = state.sessions.get(charge.sessionId);
  if (session) state.onRefund(session, charge);
  return { status: 200, body: refundResource(charge, id) };
}

/**
 * Answers once for each idempotency key, whatever the answer was, as Stripe does: what began and failed stays failed
 * under its key. A key with other values is refused.
 */
function once(state: StripeState, req: Request, res: Response, perform: () => Reply): void {
  const key = req.get('idempotency-key');
  const request = `${req.path} ${JSON.stringify(req.body)}`;
  const first = key === undefined ? undefined : state.answers.of(key);
  if (first) {
    reply(res, first.request === request ? replayed(first.reply) : otherValues());
    return;
  }
  const keep = (answer: Reply): Reply => {
    if (key !== undefined) state.answers.keep(key, { request, reply: answer });
    return answer;
  };
  const fault = drawFault(state.behaviour, state.random);
  if (fault) misbehave(fault, conductOf(perform, keep), res);
  else reply(res, keep(perform()));
}

function conductOf(perform: () => Reply, keep: (answer: Reply) => Reply): Conduct {
  let began = false;
  return {
    accept: () => {
      began = true;
      return keep(perform());
    },
    failed: (status) => {
      const answer = {
        status,
        body: errorResource({ type: 'api_error', message: 'An unknown error occurred' }),
      };
      return began ? keep(answer) : answer;
    },
    tooMany: (seconds) => ({
      ...refused(429, 'rate_limit', 'Too many requests in too short a time.'),
      ...(seconds !== undefined && { headers: { 'Retry-After': String(seconds) } }),
    }),
    refused: ({ status, code }) => refused(status, String(code), 'Refused by the script.'),
  };
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function replayed(answer: Reply): Reply {
  return { ...answer, headers: { ...answer.headers, 'Idempotent-Replayed': 'true' } };
}

function otherValues(): Reply {
  const message =
    'Keys for idempotent requests can only be used with the same parameters they were first used with.';
  return { status: 400, body: errorResource({ type: 'idempotency_error', message }) };
}

function refused(status: number, code: string, message: string): Reply {
  return { status, body: errorResource({ type: 'invalid_request_error', code, message }) };
}

function requireKey(secretKey: string): RequestHandler {
  return (req, res, next) => {
    if (req.headers.authorization === `Bearer ${secretKey}`) next();
    else
      reply(res, {
        status: 401,
        body: errorResource({ type: 'invalid_request_error', message: 'Invalid API Key' }),
      });
  };
}
