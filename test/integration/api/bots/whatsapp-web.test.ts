import { makeBot } from '../../../support/conversations/make-bot';
import { bridgeUnderTest, type BridgeUnderTest } from '../../../support/whatsapp-web/bridge-under-test';
import { serveOnLoopback, type LoopbackServer } from '../../../support/loopback-server';
import { createTestApi, WHATSAPP_WEB_TOKEN, type TestApi } from '../../../support/test-api';

const PERSON = '573001112233';

let api: TestApi;
let server: LoopbackServer;
let bridge: BridgeUnderTest;
let botId: string;
beforeAll(async () => {
  api = await createTestApi();
  server = await serveOnLoopback(api.app);
});
afterAll(async () => {
  await server.close();
  await api.close();
});
beforeEach(async () => {
  bridge = await bridgeUnderTest({ apiUrl: server.url, token: WHATSAPP_WEB_TOKEN });
  api.deps.bridgeSessions = bridge.sessions;
  botId = await makeBot(api);
});
afterEach(() => bridge.close());

const platform = () => `/api/bots/${botId}/platforms/whatsapp-web`;
const session = (part = '') => `/api/bots/${botId}/whatsapp-web${part}`;
const put = (body: object = {}) =>
  api.call('put', platform()).send({ credentials: { termsAccepted: true }, ...body });
const stateNow = async () => (await api.call('get', session())).body as { state: string };
const health = async () => {
  const { items } = (await api.call('get', '/api/whatsapp')).body as {
    items: { channel: string; botId: string; health: string; reasons: string[] }[];
  };
  return items.find((item) => item.botId === botId && item.channel === 'whatsapp-web');
};

async function signIn() {
  await put();
  expect((await api.call('post', session('/start'))).status).toBe(200);
  await bridge.until(botId, 'scan');
  bridge.phone.scan();
  await bridge.until(botId, 'ready');
}

async function stored(count: number): Promise<{ content: { text: string }; contact_id: string }[]> {
  for (let tries = 0; tries < 300; tries += 1) {
    const found = await api.database.dataSource.query<{ content: { text: string }; contact_id: string }[]>(
      `SELECT content, contact_id FROM inbound_message WHERE channel = 'whatsapp-web' AND bot_id = $1 ORDER BY id`,
      [botId],
    );
    if (found.length >= count) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('The messages were not stored');
}

describe('a bot on WhatsApp Web', () => {
  it('is put there by nobody who did not accept the terms, nor on settings of the server', async () => {
    for (const credentials of [{}, { termsAccepted: false }, null]) {
      expect((await put({ credentials })).status).toBe(400);
    }
    const { status, body } = await put();
    expect([status, body]).toMatchObject([
      200,
      { platform: 'whatsapp-web', shared: false, webhookUrl: null },
    ]);
  });

  it('shows its code to who may write bots, then its number', async () => {
    await put();
    expect(await stateNow()).toMatchObject({ state: 'stopped' });
    await api.call('post', session('/start'));
    await bridge.until(botId, 'scan');
    const shown = await api.call('get', session());
    expect(shown.body).toEqual({ state: 'scan', qr: 'a code to scan, 1', number: null, reason: null });
    const { key } = await api.deps.accounts.issueKey(api.account.id, 'a reader', ['bots:read']);
    expect((await api.call('get', session()).set('x-api-key', key)).status).toBe(403);
    expect((await api.asStranger().call('get', session())).status).toBe(404);
    bridge.phone.scan();
    expect(await stateNow()).toMatchObject({ state: 'ready', number: '+573009998877' });
  });

  it('hears its people once, though their messages are told twice', async () => {
    await signIn();
    const message = bridge.phone.receive({ from: PERSON, body: 'hola', id: `false_${botId}_1` });
    const [first] = await stored(1);
    bridge.phone.receive({ from: PERSON, body: 'hola', id: message.id._serialized });
    bridge.phone.receive({ from: PERSON, body: 'otra vez' });
    const all = await stored(2);
    expect(all.map(({ content }) => content.text)).toEqual(['hola', 'otra vez']);
    expect(new Set(all.map((row) => row.contact_id))).toEqual(new Set([first?.contact_id]));
    const contact = await api.call('get', `/api/contacts/${first?.contact_id ?? ''}`);
    expect(contact.body).toMatchObject({ phone: `+${PERSON}`, name: 'Ana' });
  });

  it('is no way for strangers to speak as somebody: what is not signed is refused', async () => {
    await put();
    const event = { kind: 'ack', id: 'x', attemptId: null, ack: 2 };
    const answer = await api.call('post', `/api/webhook/whatsapp-web/${botId}`).send(event);
    expect(answer.status).toBe(403);
  });

  it('says where it is looked after that nobody is signed in any more', async () => {
    await signIn();
    expect(await health()).toMatchObject({ health: 'ok', reasons: [] });
    bridge.phone.disconnect('LOGOUT');
    await bridge.until(botId, 'signed-out');
    expect(await stateNow()).toMatchObject({ state: 'signed-out' });
    expect(await health()).toMatchObject({
      health: 'attention',
      reasons: [expect.stringContaining('signed this device out')],
    });
  });

  it('that is switched off or taken off leaves no number that listens', async () => {
    await signIn();
    await put({ isActive: false });
    expect([bridge.phone.isOpen(), bridge.phone.isPaired()]).toEqual([false, true]);
    expect((await api.call('post', session('/start'))).status).toBe(409);
    await put({ isActive: true });
    await api.call('post', session('/start'));
    await bridge.until(botId, 'ready');
    expect((await api.call('delete', platform())).status).toBe(204);
    expect([bridge.phone.isOpen(), bridge.phone.isPaired()]).toEqual([false, false]);
    expect((await api.call('get', session())).status).toBe(404);
  });

  it('says how it is started where this server has no WhatsApp Web, and when its bridge is away', async () => {
    await put();
    api.deps.bridgeSessions = null;
    expect(await stateNow()).toMatchObject({
      state: 'off',
      reason: expect.stringContaining('WHATSAPP_WEB=1'),
    });
    expect((await api.call('post', session('/start'))).status).toBe(503);
    expect(await health()).toMatchObject({ reasons: [expect.stringContaining('off on this server')] });
    const other = await bridgeUnderTest();
    api.deps.bridgeSessions = other.sessions;
    await other.close();
    expect(await stateNow()).toMatchObject({ state: 'no-answer', qr: null });
  });

  it('is no sender of broadcasts', async () => {
    await signIn();
    const { body } = await api.call('get', '/api/broadcasts/senders');
    expect(JSON.stringify(body)).not.toContain('whatsapp-web');
  });
});
