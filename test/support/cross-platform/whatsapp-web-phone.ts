import { serveOnLoopback } from '../loopback-server';
import { TAKEN_FILES } from '../media/sample-files';
import { bridgeUnderTest } from '../whatsapp-web/bridge-under-test';
import { LINKED_TYPES } from '../whatsapp-web/linked-files';
import { createWebhookRelay } from '../whatsapp-web/webhook-relay';
import type { PlatformUnderTest } from './phone';
import { numberOf } from './phone';
import { linesOf } from './shown';

const EXAMPLE_ADDRESSES = ['https://media.hilo.example', 'https://laesquina.example'];

/** WhatsApp's web page: the real bridge, and numbered lines instead of buttons. */
export async function whatsappWebUnderTest(hilo: {
  apiUrl: string;
  token: string;
  now: () => number;
}): Promise<PlatformUnderTest & { signIn(botId: string): Promise<void> }> {
  const relay = createWebhookRelay();
  const files = await serveExampleFiles();
  const bridge = await bridgeUnderTest({ ...hilo, exchange: relay.exchange });
  return {
    signIn: (botId) => bridge.signIn(botId),
    platform: 'whatsapp-web',
    hasWindow: false,
    credentials: { platform: 'whatsapp-web', credentials: { termsAccepted: true } },
    settings: {
      WHATSAPP_WEB: '1',
      WHATSAPP_WEB_TOKEN: hilo.token,
      WHATSAPP_WEB_URL: bridge.url,
      HILO_CALL_ALLOWED_HOSTS: new URL(files.url).host,
    },
    publicAddresses: EXAMPLE_ADDRESSES.map((address) => [address, files.url] as const),
    phone({ botId }, person) {
      const from = numberOf(person);
      const phone = bridge.phoneOf(botId);
      phone.tellTime(hilo.now);
      const messages = () => phone.writtenTo(from);
      const write = async (body: string, at: number, media?: { mimeType: string; bytes: Buffer }) => {
        if (!phone.isOpen()) await bridge.signIn(botId);
        const told = relay.told();
        phone.receive({
          ...{ from, body, at },
          ...(media && {
            media: { mimetype: media.mimeType, data: media.bytes.toString('base64'), filename: 'archivo' },
          }),
        });
        expect(await told).toBe(200);
      };
      return {
        says: write,
        taps({ id, label }, at) {
          const seen = messages().flatMap(({ body }) => body.split('\n'));
          const line = seen.findLast((each) => linesOf({ text: each })[0] === `▸ ${label}`);
          return write(line === undefined ? id : (line.split('.')[0] ?? ''), at);
        },
        sends: (file, at) => write('', at, file),
        shown: () =>
          Promise.resolve(
            messages().map(({ body, type, media }) => ({ files: media ? [type] : [], text: body })),
          ),
      };
    },
    async close() {
      await bridge.close();
      await files.close();
    },
  };
}

function serveExampleFiles() {
  return serveOnLoopback((req, res) => {
    const type = LINKED_TYPES[req.url?.split('.').at(-1) ?? ''] ?? 'text/html';
    const [, bytes = Buffer.of()] = TAKEN_FILES.find(([known]) => known === type) ?? [];
    res.writeHead(200, { 'content-type': type }).end(bytes);
  });
}
