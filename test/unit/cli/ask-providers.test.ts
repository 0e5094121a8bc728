import { askProviders, credentialsOfSettings } from '../../../cli/doctor/ask-providers';
import { readEnv } from '../../../config/env';
import { serveOnLoopback, type LoopbackServer } from '../../support/loopback-server';

let server: LoopbackServer;
let status: number;
beforeAll(async () => {
  server = await serveOnLoopback((_request, response) => {
    response.writeHead(status).end(JSON.stringify({ friendly_name: 'La Esquina' }));
  });
});
beforeEach(() => {
  status = 200;
});
afterAll(() => server.close());

const SECRET = 'the-token-of-the-settings';
function ask(settings: Record<string, string> = {}) {
  const env = readEnv({
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: SECRET,
    TWILIO_WHATSAPP_FROM: '+15550783881',
    TWILIO_API_BASE_URL: server.url,
    ...settings,
  });
  return askProviders(env, credentialsOfSettings(env));
}

describe('hilo doctor, of the credentials in the settings,', () => {
  it('says that their provider takes them', async () => {
    expect(await ask()).toMatchObject([{ check: 'providers', verdict: 'ok', remedy: null }]);
  });

  it('says that it refuses them, what to do, and not what they are', async () => {
    status = 401;
    const found = await ask();
    expect(found).toMatchObject([
      { verdict: 'fail', remedy: 'Put new ones: TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.' },
    ]);
    expect(JSON.stringify(found)).not.toContain(SECRET);
  });

  it.each([
    ['is away', { TWILIO_API_BASE_URL: 'http://127.0.0.1:9' }, 200],
    ['is in trouble itself', {}, 503],
  ])('only warns where the provider %s', async (_what, settings, answered) => {
    status = answered;
    expect(await ask(settings)).toMatchObject([
      { verdict: 'warn', remedy: expect.stringContaining('status page') },
    ]);
  });

  it('says nothing where there are none', () => {
    expect(credentialsOfSettings(readEnv({}))).toEqual([]);
  });
});
