import request from 'supertest';
import { createApp } from '../../../../api/app';
import { createBotSecrets } from '../../../../db/repositories/bot-secrets';
import { createPlatformCredentials } from '../../../../db/repositories/platform-credentials';
import { createSecretBox } from '../../../../db/secrets/secret-box';
import { CANARY, CREDENTIAL_BODIES } from '../../../support/conversations/bot-bodies';
import { makeBot } from '../../../support/conversations/make-bot';
import { recordingLogger } from '../../../support/framework-deps';
import { createTestApi, PUBLIC_URL, type TestApi } from '../../../support/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

type Written = keyof typeof CREDENTIAL_BODIES;
const platforms = Object.keys(CREDENTIAL_BODIES) as Written[];

describe.each(platforms)('credentials of %s', (platform) => {
  it('are kept sealed and never shown, only their fingerprint', async () => {
    const id = await makeBot(api);
    const credentials = CREDENTIAL_BODIES[platform];
    const answers = [
      await api.call('post', `/api/bots/${id}/platforms`).send({ platform, credentials }),
      await api.call('get', `/api/bots/${id}/platforms/${platform}`),
      await api.call('put', `/api/bots/${id}/platforms/${platform}`).send({ credentials }),
      await api.call('get', `/api/bots/${id}/platforms`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200]);
    expect(answers[0]?.body).toMatchObject({
      platform,
      shared: false,
      fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/),
      webhookUrl: `${PUBLIC_URL}/api/webhook/${platform}/${id}`,
    });
    for (const { text } of answers) expect(text).not.toContain(CANARY);
    const opened = await api.deps.platformCredentials.open(api.account.id, id, platform);
    expect(opened).toMatchObject({ platform, credentials });
    const forWebhook = await api.deps.platformCredentials.openForWebhook(platform, id);
    expect(forWebhook).toMatchObject({ accountId: api.account.id, credentials });
  });

  it('are refused with a field missing, and with one too many', async () => {
    const id = await makeBot(api);
    const path = `/api/bots/${id}/platforms/${platform}`;
    const credentials: Record<string, string> = { ...CREDENTIAL_BODIES[platform] };
    const [first = ''] = Object.keys(credentials);
    const extra = await api.call('put', path).send({ credentials: { ...credentials, extra: 'x' } });
    const fewer = Object.fromEntries(Object.entries(credentials).filter(([name]) => name !== first));
    const missing = await api.call('put', path).send({ credentials: fewer });
    expect([extra.status, missing.status]).toEqual([400, 400]);
    expect(missing.text).toContain(`credentials.${first}`);
    for (const { text } of [extra, missing]) expect(text).not.toContain(CANARY);
    expect((await api.call('get', path)).status).toBe(404);
  });
});

describe('credentials', () => {
  it.each([
    ['telegram', { ...CREDENTIAL_BODIES.telegram, botToken: 'not a token' }],
    ['telegram', { ...CREDENTIAL_BODIES.telegram, webhookSecret: 'öäü-öäü-öäü' }],
    ['whatsapp', { ...CREDENTIAL_BODIES['whatsapp-cloud'], phoneNumberId: '+15550783881' }],
    ['twilio', { ...CREDENTIAL_BODIES.twilio, from: '3001112233' }],
    ['botpress', { ...CREDENTIAL_BODIES.botpress, callbackUrl: 'http://bot.example/incoming' }],
    ['botpress', { ...CREDENTIAL_BODIES.botpress, callbackUrl: 'https://user:word@bot.example/' }],
    ['telegram', null],
    ['whatsapp-cloud', null],
    ['smoke-signals', {}],
  ])('of %s that cannot be right are refused: %j', async (platform, credentials) => {
    const id = await makeBot(api);
    const answer = await api.call('put', `/api/bots/${id}/platforms/${platform}`).send({ credentials });
    expect(answer.status).toBe(400);
    const posted = await api.call('post', `/api/bots/${id}/platforms`).send({ platform, credentials });
    expect(posted.status).toBe(400);
    expect(await api.deps.platformCredentials.list(api.account.id, id)).toEqual([]);
  });

  it('are of whatsapp-cloud under the name whatsapp too', async () => {
    const id = await makeBot(api);
    const credentials = CREDENTIAL_BODIES['whatsapp-cloud'];
    const made = await api
      .call('post', `/api/bots/${id}/platforms`)
      .send({ platform: 'whatsapp', credentials });
    const read = await api.call('get', `/api/bots/${id}/platforms/whatsapp`);
    expect([made.status, read.body]).toEqual([201, made.body]);
    expect(made.body).toMatchObject({ platform: 'whatsapp-cloud' });
  });

  it('are replaced by PUT, not by POST', async () => {
    const id = await makeBot(api);
    const path = `/api/bots/${id}/platforms`;
    const body = { platform: 'telegram', credentials: CREDENTIAL_BODIES.telegram };
    const made = await api.call('post', path).send(body);
    expect((await api.call('post', path).send(body)).status).toBe(409);
    const other = { ...CREDENTIAL_BODIES.telegram, webhookSecret: 'another-secret' };
    const put = await api.call('put', `${path}/telegram`).send({ credentials: other });
    expect((put.body as { fingerprint: string }).fingerprint).not.toBe(
      (made.body as { fingerprint: string }).fingerprint,
    );
    expect(await api.deps.platformCredentials.open(api.account.id, id, 'telegram')).toMatchObject({
      credentials: other,
    });
  });

  it('are forgotten by DELETE', async () => {
    const id = await makeBot(api);
    const path = `/api/bots/${id}/platforms/telegram`;
    await api.call('put', path).send({ credentials: CREDENTIAL_BODIES.telegram });
    expect((await api.call('delete', path)).status).toBe(204);
    expect((await api.call('delete', path)).status).toBe(404);
  });

  it('say nothing while the bot, or its place on the platform, is not active, and hear while the place is', async () => {
    const id = await makeBot(api);
    const path = `/api/bots/${id}/platforms/telegram`;
    const { platformCredentials } = api.deps;
    const opened = async () => ({
      says: (await platformCredentials.open(api.account.id, id, 'telegram')) !== null,
      hears: (await platformCredentials.openForWebhook('telegram', id)) !== null,
    });
    await api.call('put', path).send({ credentials: CREDENTIAL_BODIES.telegram, isActive: false });
    expect(await opened()).toEqual({ says: false, hears: false });
    await api.call('put', path).send({ credentials: CREDENTIAL_BODIES.telegram });
    expect(await opened()).toEqual({ says: true, hears: true });
    await api.call('post', `/api/bots/${id}/deactivate`);
    expect(await opened()).toEqual({ says: false, hears: true });
  });
});

describe('a bot on a platform of the server', () => {
  it('has no credentials, and is who answers there: the newest first', async () => {
    const [first, second] = [await makeBot(api), await makeBot(api)];
    for (const id of [first, second]) {
      const answer = await api.call('post', `/api/bots/${id}/platforms`).send({ platform: 'simulator' });
      expect(answer.body).toMatchObject({ shared: true, fingerprint: null, webhookUrl: null });
    }
    const answering = () => api.deps.platformCredentials.sharedBot(api.account.id, 'simulator');
    expect(await answering()).toBe(second);
    await api.call('post', `/api/bots/${second}/deactivate`);
    expect(await answering()).toBe(first);
    expect(await api.deps.platformCredentials.sharedBot(api.stranger.id, 'simulator')).toBeNull();
  });

  it('is refused where the server has no settings', async () => {
    const id = await makeBot(api);
    const app = createApp({ ...api.deps, availableChannels: ['simulator'] });
    const answer = await request(app)
      .put(`/api/bots/${id}/platforms/twilio`)
      .set('x-api-key', api.account.key)
      .send({ credentials: null });
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('no settings of its own')]);
  });
});

describe('a server without a key', () => {
  it('keeps no secret and says what to set; what needs none works', async () => {
    const id = await makeBot(api);
    const secretBox = createSecretBox({ current: null, earlier: [] });
    const db = api.database.dataSource;
    const app = createApp({
      ...api.deps,
      platformCredentials: createPlatformCredentials(db, secretBox),
      botSecrets: createBotSecrets(db, secretBox),
      secretBox,
    });
    const put = (path: string, body: object) =>
      request(app).put(`/api/bots/${id}${path}`).set('x-api-key', api.account.key).send(body);
    for (const answer of [
      await put('/platforms/telegram', { credentials: CREDENTIAL_BODIES.telegram }),
      await put('/secrets/TOKEN', { value: 'x' }),
    ]) {
      expect([answer.status, answer.text]).toEqual([503, expect.stringContaining('HILO_SECRET_KEY')]);
    }
    expect((await put('/platforms/simulator', {})).status).toBe(200);
  });
});

describe('the log', () => {
  it('never holds what was sent as a credential, refused or kept', async () => {
    const id = await makeBot(api);
    const { logger, lines } = recordingLogger();
    const app = createApp({ ...api.deps, logger });
    const put = (platform: string, credentials: object) =>
      request(app)
        .put(`/api/bots/${id}/platforms/${platform}`)
        .set('x-api-key', api.account.key)
        .send({ credentials });
    expect((await put('telegram', CREDENTIAL_BODIES.telegram)).status).toBe(200);
    expect((await put('telegram', { ...CREDENTIAL_BODIES.telegram, extra: CANARY })).status).toBe(400);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('')).not.toContain(CANARY);
  });
});
