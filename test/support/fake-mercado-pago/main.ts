import { runFake } from '../run-fake';
import { startFakeMercadoPago } from './fake-mercado-pago';

const USAGE = `A Mercado Pago on this machine, with a page to pay at.
  --port <n>            4080
  --webhook-url <url>   where notifications are posted, such as http://127.0.0.1:3000/api/webhook/payments/mercado-pago
  --script <json>       how to behave, for instance {"chances":[{"fault":{"kind":"accept-then-hang"},"chance":0.1}]}
Drive it over HTTP: POST /__control/script, /quiet, /reset; GET /__control/ledger, /summary.`;

runFake({
  usage: USAGE,
  port: 4080,
  options: ['webhook-url'],
  start: async ({ 'webhook-url': url }, port) => {
    const fake = await startFakeMercadoPago({ port });
    if (url !== undefined) fake.script({ webhooks: { url } });
    const lines = [
      `Fake Mercado Pago on ${fake.url}; start Hilo with:`,
      `MERCADO_PAGO_API_BASE_URL=${fake.url}`,
      `MERCADO_PAGO_ACCESS_TOKEN=${fake.accessToken}`,
      `MERCADO_PAGO_WEBHOOK_SECRET=${fake.webhookSecret}`,
    ];
    return { ...fake, lines };
  },
});
