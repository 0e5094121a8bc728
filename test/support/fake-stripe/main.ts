import { runFake } from '../run-fake';
import { startFakeStripe } from './fake-stripe';

const USAGE = `A Stripe on this machine, with a page to pay at.
  --port <n>            4070
  --webhook-url <url>   where events are posted, such as http://127.0.0.1:3000/api/webhook/payments/stripe
  --script <json>       how to behave, for instance {"chances":[{"fault":{"kind":"accept-then-hang"},"chance":0.1}]}
Drive it over HTTP: POST /__control/script, /quiet, /reset; GET /__control/ledger, /summary.`;

runFake({
  usage: USAGE,
  port: 4070,
  options: ['webhook-url'],
  start: async ({ 'webhook-url': url }, port) => {
    const fake = await startFakeStripe({ port });
    if (url !== undefined) fake.script({ webhooks: { url } });
    const lines = [
      `Fake Stripe on ${fake.url}; start Hilo with:`,
      `STRIPE_API_BASE_URL=${fake.url}`,
      `STRIPE_SECRET_KEY=${fake.secretKey}`,
      `STRIPE_WEBHOOK_SECRET=${fake.webhookSecret}`,
    ];
    return { ...fake, lines };
  },
});
