import type { HttpExchange } from '../../../channels/http-exchange';
import { createHttpExchange } from '../../../channels/http-exchange';
import { createWhatsAppWebChannel } from '../../../channels/whatsapp-web/whatsapp-web-channel';
import type { ChannelEvent, ChannelSubject } from '../channel-subjects';
import { outbound } from '../outbound-message';
import { bridgeUnderTest } from './bridge-under-test';
import { linkExchange } from './linked-files';
import type { Writing } from './scripted-client';

const BOT = '0199aaaa-0000-7000-8000-000000000001';
const NOBODY = 'http://127.0.0.1:1';
const TIMEOUT_MS = 1000;

/** The channel with the real bridge behind it, whose page is scripted. */
export async function whatsAppWebSubject(event: ChannelEvent): Promise<ChannelSubject> {
  const bridge = await bridgeUnderTest({ mostWaiting: event === 'too many' ? 0 : 20 });
  await bridge.signIn(BOT);
  if (event === 'refused') bridge.phone.refuse(outbound().to.slice(1));
  const broken = new AbortController();
  const writes: Partial<Record<ChannelEvent, Writing>> = {
    failed: 'fails',
    silence: 'hangs',
    broken: { breaks: () => broken.abort() },
  };
  bridge.phone.write(writes[event] ?? 'well');
  const plain = createHttpExchange();
  // The connection goes while the page writes, which only the middle of the way can bring about.
  const exchange: HttpExchange = (call) =>
    event === 'broken' && call.url.endsWith('/messages')
      ? plain({ ...call, signal: broken.signal })
      : plain(call);
  const channel = createWhatsAppWebChannel({
    ...{ botId: BOT, token: bridge.token, timeoutMs: TIMEOUT_MS, exchange, linkExchange },
    bridgeUrl: event === 'connection refused' ? NOBODY : bridge.url,
  });
  return { channel, content: outbound().content, close: bridge.close };
}
