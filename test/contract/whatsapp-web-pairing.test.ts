import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { loadLibrary, NOT_INSTALLED } from '../../bridge/load-library';
import type { Channel } from '../../channels/channel';
import { checkWhatsAppWebAccess } from '../../channels/whatsapp-web/check-access';
import { outbound } from '../support/outbound-message';
import { BOT, bridgeOfTests } from '../support/whatsapp-web/bridge-of-tests';
import { BRIDGE_TOKEN, type BridgeUnderTest } from '../support/whatsapp-web/bridge-under-test';
import type { Webhook } from '../support/whatsapp-web/webhook';

const of = bridgeOfTests();
let hilo: Webhook;
let bridge: BridgeUnderTest;
let channel: Channel;
beforeEach(() => {
  [hilo, bridge, channel] = [of.hilo(), of.bridge(), of.channelOf()];
});

const stateNow = async () => {
  const answer = await bridge.sessions.get(BOT);
  return answer.kind === 'state' ? answer.session : answer;
};

describe('pairing', () => {
  it('goes from the code to scan to the number that is signed in', async () => {
    expect(await stateNow()).toMatchObject({ state: 'stopped', qr: null });
    await bridge.sessions.start(BOT);
    await bridge.until(BOT, 'scan');
    expect(await stateNow()).toMatchObject({ qr: 'a code to scan, 1' });
    bridge.phone.showCode('a code to scan, 2');
    expect(await stateNow()).toMatchObject({ state: 'scan', qr: 'a code to scan, 2' });
    bridge.phone.scan();
    expect(await stateNow()).toEqual({ state: 'ready', qr: null, number: '+573009998877', reason: null });
    const access = await checkWhatsAppWebAccess(bridge.sessions, BOT);
    expect(access).toEqual({ kind: 'works', name: '+573009998877' });
  });

  it('that nobody finishes ends the browser and says so', async () => {
    await bridge.sessions.start(BOT);
    await bridge.until(BOT, 'scan');
    bridge.phone.disconnect('Max qrcode retries reached');
    await bridge.until(BOT, 'stopped');
    expect(await stateNow()).toMatchObject({ reason: expect.stringContaining('Nobody scanned') });
    expect(bridge.phone.isOpen()).toBe(false);
  });

  it('is asked for again once the phone signed the device out, and sends wait for it', async () => {
    await bridge.signIn(BOT);
    bridge.phone.disconnect('LOGOUT');
    await bridge.until(BOT, 'signed-out');
    expect(bridge.phone.isOpen()).toBe(false);
    expect(await channel.send(outbound())).toMatchObject({ kind: 'not-sent', wholeSender: true });
    expect(await checkWhatsAppWebAccess(bridge.sessions, BOT)).toMatchObject({ kind: 'refused' });
    await bridge.signIn(BOT);
    // Whoever starts it while the number is still being given up is heard as well.
    bridge.phone.disconnect('LOGOUT');
    await bridge.sessions.start(BOT);
    await bridge.until(BOT, 'scan');
  });

  it('survives a connection that is lost, and the bridge itself', async () => {
    await bridge.signIn(BOT);
    bridge.phone.disconnect('CONFLICT');
    await bridge.until(BOT, 'ready');
    await bridge.restart();
    await bridge.until(BOT, 'ready');
    await bridge.sessions.stop(BOT);
    await bridge.restart();
    expect(await stateNow()).toMatchObject({ state: 'stopped' });
    expect(bridge.phone.isPaired()).toBe(true);
  });

  it('ends where somebody logs out: the phone has the device no longer, and neither has the folder', async () => {
    await bridge.signIn(BOT);
    await bridge.sessions.logOut(BOT);
    expect(await stateNow()).toMatchObject({ state: 'stopped', number: null });
    expect([bridge.phone.isPaired(), bridge.phone.isOpen()]).toEqual([false, false]);
    expect(await readdir(join(bridge.root, BOT))).toEqual(['events']);
  });

  it('keeps what signs in where nobody else can read it', async () => {
    await bridge.signIn(BOT);
    for (const folder of [bridge.root, join(bridge.root, BOT)]) {
      expect((await stat(folder)).mode & 0o777).toBe(0o700);
    }
  });
});

describe('a browser that does not start', () => {
  it('says why in its own words, and is started again', async () => {
    await bridge.restart({ restartMs: 2000 });
    bridge.phone.failToOpen('Browser was not found at\n\n/usr/bin/nothing');
    await bridge.sessions.start(BOT);
    await hilo.until(() => !bridge.phone.isOpen());
    const state = await stateNow();
    expect(state).toMatchObject({
      state: 'starting',
      reason: expect.stringMatching(/at \/usr\/bin\/nothing$/),
    });
    await bridge.until(BOT, 'scan');
  });
});

describe('without the library', () => {
  it('a session says how it is installed', async () => {
    const library = () => loadLibrary({ module: 'whatsapp-web.js', chromiumPath: undefined });
    await bridge.restart({ library });
    await bridge.sessions.start(BOT);
    expect(await stateNow()).toMatchObject({ state: 'failed', reason: NOT_INSTALLED });
    expect(NOT_INSTALLED).toContain('npm install --no-save whatsapp-web.js');
  });
});

describe('the bridge', () => {
  it.each([{}, { authorization: 'Bearer another' }, { authorization: BRIDGE_TOKEN }])(
    'tells nobody anything without its token: %j',
    async (headers) => {
      for (const path of ['/sessions', `/sessions/${BOT}`, '/nothing']) {
        expect((await fetch(bridge.url + path, { headers })).status).toBe(401);
      }
    },
  );

  it('takes no name for a folder that is not a bot’s id', async () => {
    const headers = { authorization: `Bearer ${BRIDGE_TOKEN}` };
    const url = `${bridge.url}/sessions/${encodeURIComponent('../x')}/start`;
    expect((await fetch(url, { method: 'POST', headers })).status).toBe(400);
    expect(await readdir(bridge.root)).toEqual([]);
  });
});
