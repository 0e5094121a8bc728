import Stripe from 'stripe';
import { verifyStripeSignature } from '../../../payments/stripe/read-event';

const stripe = new Stripe('sk_test_of_a_test');
const SECRET = 'whsec_of_a_test';
const BODY = JSON.stringify({ id: 'evt_1', type: 'checkout.session.completed', data: { object: {} } });

/** A webhook that was signed so many seconds ago. */
function signedAgo(seconds: number, { secret = SECRET, payload = BODY } = {}) {
  const timestamp = Math.floor(Date.now() / 1000) - seconds;
  const signature = stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  return { rawBody: Buffer.from(payload), header: () => signature, url: 'https://hilo.example' };
}

describe("the signature of Stripe's webhook", () => {
  it('is believed while it is fresh', () => {
    expect(verifyStripeSignature(stripe, signedAgo(10), SECRET)).toBe(true);
    expect(verifyStripeSignature(stripe, signedAgo(240), SECRET)).toBe(true);
  });

  it('is not believed when it is played again later than five minutes', () => {
    expect(verifyStripeSignature(stripe, signedAgo(360), SECRET)).toBe(false);
    expect(verifyStripeSignature(stripe, signedAgo(86_400), SECRET)).toBe(false);
  });

  it('cannot be made younger, nor signed with another secret, nor be of what is no JSON', () => {
    const old = signedAgo(360);
    const renamed = old.header().replace(/t=\d+/, `t=${Math.floor(Date.now() / 1000)}`);
    expect(verifyStripeSignature(stripe, { ...old, header: () => renamed }, SECRET)).toBe(false);
    expect(verifyStripeSignature(stripe, signedAgo(10, { secret: 'whsec_other' }), SECRET)).toBe(false);
    expect(verifyStripeSignature(stripe, signedAgo(10, { payload: 'no json' }), SECRET)).toBe(false);
  });
});
