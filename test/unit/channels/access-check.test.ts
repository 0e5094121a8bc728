import type { AccessCheck } from '../../../channels/access-check';
import { checkTelegramAccess } from '../../../channels/telegram/check-access';
import { checkTwilioAccess } from '../../../channels/twilio/check-access';
import { checkWhatsAppCloudAccess } from '../../../channels/whatsapp-cloud/check-access';
import { serveOnLoopback, type LoopbackServer } from '../../support/loopback-server';

const SID = `AC${'0'.repeat(32)}`;

interface Provider {
  name: string;
  check: (apiBaseUrl: string) => Promise<AccessCheck>;
  asks: { url: string; authorization?: string };
  says: object;
  owner: string;
}

const PROVIDERS: readonly Provider[] = [
  {
    name: 'Telegram',
    check: (apiBaseUrl) =>
      checkTelegramAccess({ botToken: '123:secret-of-a-bot', webhookSecret: 'unused-here' }, { apiBaseUrl }),
    asks: { url: '/bot123:secret-of-a-bot/getMe' },
    says: { ok: true, result: { id: 123, is_bot: true, username: 'milo_bot' } },
    owner: '@milo_bot',
  },
  {
    name: 'WhatsApp Cloud',
    check: (apiBaseUrl) =>
      checkWhatsAppCloudAccess(
        {
          phoneNumberId: '55501',
          accessToken: 'secret',
          appSecret: '',
          verifyToken: '',
          apiVersion: 'v24.0',
        },
        { apiBaseUrl },
      ),
    asks: {
      url: '/v24.0/55501?fields=display_phone_number,verified_name',
      authorization: 'Bearer secret',
    },
    says: { display_phone_number: '+57 300 000 0000', verified_name: 'La Esquina', id: '55501' },
    owner: 'La Esquina, +57 300 000 0000',
  },
  {
    name: 'Twilio',
    check: (apiBaseUrl) =>
      checkTwilioAccess({ accountSid: SID, authToken: 'secret', from: '+15550783881' }, { apiBaseUrl }),
    asks: {
      url: `/2010-04-01/Accounts/${SID}.json`,
      authorization: `Basic ${Buffer.from(`${SID}:secret`).toString('base64')}`,
    },
    says: { sid: SID, friendly_name: 'La Esquina', status: 'active' },
    owner: 'La Esquina',
  },
];

let server: LoopbackServer;
let asked: { url: string; authorization?: string }[];
let answer: { status: number; body: string };

beforeAll(async () => {
  server = await serveOnLoopback((req, res) => {
    const { authorization } = req.headers;
    asked.push({ url: req.url ?? '', ...(authorization !== undefined && { authorization }) });
    res.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
});
beforeEach(() => {
  asked = [];
});
afterAll(() => server.close());

describe.each(PROVIDERS)('the credentials of $name', ({ check, asks, says, owner }) => {
  it('work when the provider says whose they are', async () => {
    answer = { status: 200, body: JSON.stringify(says) };
    expect(await check(server.url)).toEqual({ kind: 'works', name: owner });
    expect(asked).toEqual([asks]);
  });

  it.each([400, 401, 403, 404])('are refused when it answers %i', async (status) => {
    answer = { status, body: '{}' };
    const checked = await check(server.url);
    expect(checked).toMatchObject({ kind: 'refused' });
    expect(JSON.stringify(checked)).not.toContain('secret');
  });

  it.each([
    ['is out of order', 503, '{}'],
    ['asks to slow down', 429, '{}'],
    ['says nothing that can be read', 200, 'hello'],
    ['says something else', 200, '[]'],
  ])('are neither good nor bad when it %s', async (_why, status, body) => {
    answer = { status, body };
    expect(await check(server.url)).toMatchObject({ kind: 'no-answer' });
  });

  it('are neither good nor bad when nobody is there', async () => {
    expect(await check('http://127.0.0.1:1')).toMatchObject({
      kind: 'no-answer',
      detail: expect.stringContaining('could not be reached'),
    });
  });
});
