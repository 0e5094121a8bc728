import { makeBot } from '../../../support/conversations/make-bot';
import { createTestApi, type TestApi } from '../../../support/test-api';

const CREDENTIALS = { botToken: '123456789:a-token-long-enough', webhookSecret: 'secret-of-the-webhook' };
let api: TestApi;
let botId: string;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  botId = await makeBot(api);
});

const address = (platform: string) => `/api/bots/${botId}/platforms/${platform}`;
const test = (platform: string) => api.call('post', `${address(platform)}/test`);

describe('the test of a bot on a platform', () => {
  it("asks the provider with the bot's own credentials, and answers what it says of them", async () => {
    const asked: unknown[] = [];
    api.deps.checkAccess = ({ platform, credentials }) => {
      asked.push({ platform, credentials });
      return Promise.resolve({ kind: 'works', name: '@milo_bot' });
    };
    await api.call('put', address('telegram')).send({ credentials: CREDENTIALS });
    const { status, body, text } = await test('telegram');
    expect([status, body]).toEqual([200, { outcome: 'works', name: '@milo_bot', detail: null }]);
    expect(text).not.toContain('a-token-long-enough');
    expect(asked).toEqual([{ platform: 'telegram', credentials: CREDENTIALS }]);
  });

  it('says why they do not work', async () => {
    api.deps.checkAccess = () => Promise.resolve({ kind: 'refused', detail: 'Telegram refuses them' });
    await api.call('put', address('telegram')).send({ credentials: CREDENTIALS });
    expect((await test('telegram')).body).toEqual({
      outcome: 'refused',
      name: null,
      detail: 'Telegram refuses them',
    });
  });

  it("asks nobody about this server's own settings", async () => {
    api.deps.checkAccess = () => Promise.reject(new Error('nobody is asked'));
    await api.call('put', address('simulator')).send({});
    expect((await test('simulator')).body).toMatchObject({ outcome: 'nothing-to-ask' });
  });

  it('is refused while it is switched off there, and where it is not', async () => {
    await api.call('put', address('telegram')).send({ credentials: CREDENTIALS, isActive: false });
    expect((await test('telegram')).status).toBe(409);
    expect((await test('twilio')).status).toBe(404);
  });
});
