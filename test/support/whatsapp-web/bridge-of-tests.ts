import type { Channel } from '../../../channels/channel';
import { createWhatsAppWebChannel } from '../../../channels/whatsapp-web/whatsapp-web-channel';
import { bridgeUnderTest, BRIDGE_TOKEN, type BridgeUnderTest } from './bridge-under-test';
import { startWebhook, type Webhook } from './webhook';

export const BOT = '0199aaaa-0000-7000-8000-00000000000b';

interface BridgeOfTests {
  /** What the bridge tells its news to. */
  hilo: () => Webhook;
  bridge: () => BridgeUnderTest;
  channelOf: (timeoutMs?: number) => Channel;
}

/** A bridge with a scripted phone and a webhook, made anew for each test of the file. */
export function bridgeOfTests(): BridgeOfTests {
  let hilo: Webhook;
  let bridge: BridgeUnderTest;
  beforeEach(async () => {
    hilo = await startWebhook();
    bridge = await bridgeUnderTest({ apiUrl: hilo.url });
  });
  afterEach(async () => {
    await bridge.close();
    await hilo.close();
  });
  return {
    hilo: () => hilo,
    bridge: () => bridge,
    channelOf: (timeoutMs = 2000) =>
      createWhatsAppWebChannel({ botId: BOT, token: BRIDGE_TOKEN, bridgeUrl: bridge.url, timeoutMs }),
  };
}
