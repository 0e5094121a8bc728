import { setTelegramWebhook } from '../../../../channels/telegram/set-webhook';
import { makeBot } from '../../../support/conversations/make-bot';
import { startFakeTelegram } from '../../../support/fake-telegram/fake-telegram';
import type { FakeTelegram } from '../../../support/fake-telegram/fake-telegram';
import { createTestApi, PUBLIC_URL, type TestApi } from '../../../support/test-api';

let api: TestApi;
let fake: FakeTelegram;
let botId: string;
beforeAll(async () => {
  fake = await startFakeTelegram({ botToken: '123456789:a-token-long-enough' });
  api = await createTestApi();
});
afterAll(async () => {
  await api.close();
  await fake.close();
});
beforeEach(async () => {
  botId = await makeBot(api);
  api.deps.publicBaseUrl = PUBLIC_URL;
  api.deps.telegramWebhook = (settings) => setTelegramWebhook({ ...settings, apiBaseUrl: fake.url });
});

const put = (botToken = fake.botToken, webhookSecret = `secret-of-${botId}`) =>
  api.call('put', `/api/bots/${botId}/platforms/telegram`).send({ credentials: { botToken, webhookSecret } });

describe('a bot that is put on Telegram', () => {
  it('is posted to from then on, with its secret', async () => {
    expect((await put()).body).toMatchObject({ webhookProblem: null });
    expect(fake.webhook()).toMatchObject({
      url: `${PUBLIC_URL}/api/webhook/telegram/${botId}`,
      secret_token: `secret-of-${botId}`,
    });
  });

  it('is kept with a token Telegram knows nothing of, and the answer says so and shows no token', async () => {
    const answer = await put('123456789:another-token');
    expect([answer.status, answer.body]).toEqual([
      200,
      expect.objectContaining({ webhookProblem: expect.stringContaining('check the bot token') }),
    ]);
    expect(answer.text).not.toContain('another-token');
  });

  it('is not announced while there is no address Telegram could post to', async () => {
    api.deps.publicBaseUrl = 'http://127.0.0.1:3000';
    const before = fake.webhook();
    expect((await put()).body).toMatchObject({ webhookProblem: null });
    expect(fake.webhook()).toEqual(before);
  });
});
