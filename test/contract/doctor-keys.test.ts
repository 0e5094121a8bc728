import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { checkMail } from '../../cli/doctor/check-mail';
import { checkPayments } from '../../cli/doctor/check-payments';
import { readEnv } from '../../config/env';
import { startFakeMercadoPago } from '../support/fake-mercado-pago/fake-mercado-pago';
import { startFakeStripe } from '../support/fake-stripe/fake-stripe';

describe('hilo doctor, of the keys of payments,', () => {
  it('says nothing where there are none', async () => {
    expect(await checkPayments({ env: readEnv({}) })).toEqual([]);
  });

  it('says which are taken, which are refused and what to do, and not what they are', async () => {
    const [stripe, mercadoPago] = await Promise.all([startFakeStripe(), startFakeMercadoPago()]);
    const env = readEnv({
      STRIPE_SECRET_KEY: stripe.secretKey,
      STRIPE_API_BASE_URL: stripe.url,
      MERCADO_PAGO_ACCESS_TOKEN: 'APP_USR-of-nobody',
      MERCADO_PAGO_API_BASE_URL: mercadoPago.url,
    });
    const found = await checkPayments({ env });
    await Promise.all([stripe.close(), mercadoPago.close()]);
    expect(found).toMatchObject([
      { check: 'payments', verdict: 'ok', says: 'stripe takes the key' },
      { check: 'payments', verdict: 'fail', remedy: 'Put a new one: MERCADO_PAGO_ACCESS_TOKEN.' },
    ]);
    expect(JSON.stringify(found)).not.toContain('nobody');
  });

  it('only warns where the provider is away', async () => {
    const env = readEnv({ STRIPE_SECRET_KEY: 'sk_test', STRIPE_API_BASE_URL: 'http://127.0.0.1:9' });
    expect(await checkPayments({ env })).toMatchObject([{ verdict: 'warn' }]);
  });
});

describe('hilo doctor, of the mail server,', () => {
  let server: SMTPServer;
  let port: number;
  beforeAll(async () => {
    server = new SMTPServer({
      ...{ disabledCommands: ['STARTTLS'], disableReverseLookup: true, allowInsecureAuth: true },
      onAuth({ password }, _session, answer) {
        if (password === 'right') answer(null, { user: 'hilo' });
        else answer(Object.assign(new Error('no such user hilo'), { responseCode: 535 }));
      },
    });
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    port = (server.server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise<void>((resolve) => server.close(resolve)));

  const ask = (url?: string) => checkMail({ env: readEnv(url === undefined ? {} : { SMTP_URL: url }) });

  it('says nothing where there is none', async () => {
    expect(await ask()).toEqual([]);
  });

  it('says that it takes user and password', async () => {
    expect(await ask(`smtp://hilo:right@127.0.0.1:${port}`)).toMatchObject([{ verdict: 'ok' }]);
  });

  it('says that it refuses them, where to put others, and not what they are', async () => {
    const found = await ask(`smtp://hilo:wrong-one@127.0.0.1:${port}`);
    expect(found).toMatchObject([{ verdict: 'fail', remedy: expect.stringContaining('SMTP_URL') }]);
    expect(JSON.stringify(found)).not.toMatch(/wrong-one|no such user/);
  });

  it('only warns where nobody answers', async () => {
    expect(await ask('smtp://127.0.0.1:9')).toMatchObject([{ verdict: 'warn' }]);
  });
});
