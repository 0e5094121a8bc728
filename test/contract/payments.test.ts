import { randomUUID } from 'node:crypto';
import type { Currency } from '../../domain/shop/money';
import { PAYMENT_PROVIDERS, type SessionRequest } from '../../domain/shop/payment';
import type { PaymentWebhook } from '../../payments/payment';
import { paymentSubjects, type PaymentSubject } from '../support/payment-fakes/payment-subjects';
import type { Fault } from '../support/provider-faults';

const DAY_MS = 86_400_000;

function wish(
  amount: { minor: number; currency: Currency } = { minor: 450_000, currency: 'COP' },
): SessionRequest {
  return {
    reference: randomUUID(),
    amount,
    description: 'Pedido 1 · Tienda «Ñandú»',
    returnUrl: 'https://shop.example/checkout/token',
    expiresAt: Date.now() + DAY_MS - 60_000,
  };
}

function tampered(webhook: PaymentWebhook): PaymentWebhook {
  const text = webhook.rawBody.toString('utf8');
  const other = text.replace(/[0-9](?=[^0-9]*$)/, (digit) => String((Number(digit) + 1) % 10));
  expect(other).not.toBe(text);
  return { ...webhook, rawBody: Buffer.from(other) };
}

describe.each(PAYMENT_PROVIDERS)('payments by %s', (name) => {
  let subject: PaymentSubject;
  beforeEach(async () => {
    subject = await paymentSubjects[name]();
  });
  afterEach(() => subject.close());

  async function openSession(request: SessionRequest) {
    const outcome = await subject.provider.createSession(request);
    if (outcome.kind !== 'open') throw new Error(`No session: ${JSON.stringify(outcome)}`);
    return { ...outcome.session, reference: request.reference, amount: request.amount };
  }

  it('says that its key is taken, and makes nothing by that', async () => {
    expect(await subject.provider.checkAccess()).toEqual({ kind: 'works' });
    expect(subject.sessions()).toBe(0);
  });

  it('gives an address to pay at, and nothing is paid by that', async () => {
    const session = await openSession(wish());
    expect(session.url).toMatch(/^https?:\/\//);
    expect(await subject.provider.findPayments(session)).toEqual({ kind: 'found', news: [] });
    expect(subject.counts(session.reference)).toEqual({ charges: 0, refunds: 0 });
  });

  it('has one session for a reference, however often it is asked for', async () => {
    const request = wish();
    const sessions = [await openSession(request), await openSession(request), await openSession(request)];
    expect(new Set(sessions.map(({ sessionId }) => sessionId)).size).toBe(1);
    expect(subject.sessions()).toBe(1);
  });

  it.each([
    ['centavos', { minor: 450_050, currency: 'ARS' }],
    ['a currency without decimals', { minor: 12_990, currency: 'CLP' }],
    ['large amounts', { minor: 10_000_000_000, currency: 'COP' }],
  ] as const)('says who paid how much, in %s, when it is asked and by webhook', async (_what, amount) => {
    const session = await openSession(wish(amount));
    const webhooks = await subject.pay(session);
    const paid = { kind: 'paid', reference: session.reference, paymentId: expect.any(String), amount };
    expect(await subject.provider.findPayments(session)).toEqual({ kind: 'found', news: [paid] });
    expect(webhooks).toHaveLength(1);
    expect(webhooks.map((webhook) => subject.provider.isGenuine(webhook))).toEqual([true]);
    expect(await subject.provider.readWebhook(webhooks[0]!)).toEqual({ kind: 'read', news: [paid] });
  });

  it('believes no webhook with a byte changed, another signature or none', async () => {
    const [webhook] = await subject.pay(await openSession(wish()));
    const without = { ...webhook!, header: () => undefined };
    const other = {
      ...webhook!,
      header: (header: string) => webhook!.header(header)?.replace(/[0-9a-f]{8}$/, '00000000'),
    };
    const forged = [tampered(webhook!), without, other, { ...webhook!, rawBody: Buffer.from('{') }];
    expect(forged.map((one) => subject.provider.isGenuine(one))).toEqual([false, false, false, false]);
  });

  it('gives the money back once, also when asked again and under another key', async () => {
    const session = await openSession(wish());
    await subject.pay(session);
    const found = await subject.provider.findPayments(session);
    const paymentId = found.kind === 'found' ? (found.news[0]?.paymentId ?? '') : '';
    const ask = (idempotencyKey: string) =>
      subject.provider.refund({ paymentId, amount: session.amount, idempotencyKey });
    const outcomes = [await ask('one'), await ask('one'), await ask('two')];
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(outcomes[0]).toEqual({ kind: 'refunded', refundId: expect.any(String) });
    expect(subject.counts(session.reference)).toEqual({ charges: 1, refunds: 1 });
    const kinds = await subject.provider.findPayments(session);
    expect(kinds).toMatchObject({ news: [{ kind: 'paid' }, { kind: 'refunded', paymentId }] });
  });

  it('refuses to give back what was never paid', async () => {
    const amount = { minor: 100, currency: 'COP' } as const;
    const outcome = await subject.provider.refund({ paymentId: '404', amount, idempotencyKey: 'k' });
    expect(outcome).toMatchObject({ kind: 'rejected', code: expect.any(String) });
  });

  it('closes a session', async () => {
    const session = await openSession(wish());
    expect(await subject.provider.closeSession(session)).toEqual({ kind: 'closed' });
  });
});

const FAULTS: [string, Fault, string][] = [
  ['hangs after making it', { kind: 'accept-then-hang' }, 'unknown'],
  ['fails after making it', { kind: 'fail-after-accept', status: 500 }, 'unknown'],
  ['hangs before making it', { kind: 'hang-before' }, 'unknown'],
  ['fails before making it', { kind: 'fail-before', status: 503 }, 'unknown'],
  ['asks to slow down', { kind: 'too-many', retryAfterSeconds: 2 }, 'not-made'],
  ['refuses', { kind: 'reject', code: 4242, status: 400 }, 'rejected'],
];

describe.each(['stripe', 'mercado-pago'] as const)('%s, when it misbehaves', (name) => {
  let subject: PaymentSubject;
  beforeEach(async () => {
    subject = await paymentSubjects[name]();
  });
  afterEach(() => subject.close());

  it.each(FAULTS)(
    '%s: it says so, and asking again gives the one session to pay',
    async (_what, fault, kind) => {
      const request = wish();
      subject.script?.({ next: [fault] });
      expect(await subject.provider.createSession(request)).toMatchObject({
        kind,
        detail: expect.any(String),
      });
      const again = [
        await subject.provider.createSession(request),
        await subject.provider.createSession(request),
      ];
      expect(again.map((outcome) => outcome.kind)).toEqual(['open', 'open']);
      expect(again[0]).toEqual(again[1]);
    },
  );

  it.each(FAULTS)('%s at a refund: asking again gives the money back once', async (_what, fault) => {
    const request = wish();
    const outcome = await subject.provider.createSession(request);
    if (outcome.kind !== 'open') throw new Error(outcome.kind);
    const { sessionId } = outcome.session;
    await subject.pay({ sessionId, ...request });
    const found = await subject.provider.findPayments({ sessionId, reference: request.reference });
    const paymentId = found.kind === 'found' ? (found.news[0]?.paymentId ?? '') : '';
    const ask = () =>
      subject.provider.refund({
        paymentId,
        amount: request.amount,
        idempotencyKey: `refund:${request.reference}`,
      });
    subject.script?.({ next: [fault] });
    await ask();
    expect(await ask()).toMatchObject({ kind: 'refunded' });
    expect(subject.counts(request.reference)).toEqual({ charges: 1, refunds: 1 });
  });

  it('says that a key is refused, and not what it is', async () => {
    const answer = await subject.stranger?.checkAccess();
    expect(answer).toMatchObject({ kind: 'rejected', detail: expect.stringContaining('refused') });
    expect(JSON.stringify(answer)).not.toContain('nobody');
  });

  it('waits as long as the provider asks for', async () => {
    subject.script?.({ next: [{ kind: 'too-many', retryAfterSeconds: 2 }] });
    expect(await subject.provider.createSession(wish())).toMatchObject({
      kind: 'not-made',
      retryAfterMs: 2000,
    });
  });

  it('was not asked at all when nobody listens', async () => {
    await subject.close();
    expect(await subject.provider.createSession(wish())).toMatchObject({ kind: 'not-made' });
    expect(await subject.provider.checkAccess()).toMatchObject({ kind: 'not-made' });
  });
});
