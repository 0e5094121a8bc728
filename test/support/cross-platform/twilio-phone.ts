import { startFakeTwilio } from '../fake-twilio/fake-twilio';
import type { PlatformUnderTest } from './phone';
import { numberOf } from './phone';
import { linesOf } from './shown';

/** WhatsApp through Twilio has no buttons outside templates: people answer with a number. */
export async function twilioUnderTest(): Promise<PlatformUnderTest> {
  const fake = await startFakeTwilio({ script: { callbacks: { statuses: [] } } });
  const { accountSid, authToken, sender } = fake;
  return {
    platform: 'twilio',
    hasWindow: true,
    credentials: { platform: 'twilio', credentials: { accountSid, authToken, from: sender } },
    settings: { TWILIO_API_BASE_URL: fake.url },
    phone({ webhookUrl }, person) {
      fake.script({ inboundUrl: webhookUrl });
      const from = numberOf(person);
      const messages = () => fake.ledger.to(`whatsapp:${from}`);
      const write = async (body: string, more: object = {}) => {
        const { status } = await fake.sendInbound({ from, body, profileName: 'Ana', ...more });
        expect(status).toBe(200);
      };
      return {
        says: (text) => write(text),
        taps({ id, label }) {
          const seen = messages().flatMap(({ body }) => body.split('\n'));
          const line = seen.findLast((each) => linesOf({ text: each })[0] === `▸ ${label}`);
          // An option that was never a line is a quick reply of some template.
          return line === undefined
            ? write('', { button: { payload: id, text: label } })
            : write(line.split('.')[0] ?? '');
        },
        sends: ({ mimeType, bytes }) =>
          write('', { media: [{ contentType: mimeType, base64: bytes.toString('base64') }] }),
        shown: () =>
          Promise.resolve(messages().map(({ body, mediaUrl }) => ({ files: filesAt(mediaUrl), text: body }))),
      };
    },
    close: () => fake.close(),
  };
}

/** Twilio takes a file's kind from the file itself. */
function filesAt(url: string | null): string[] {
  if (url === null) return [];
  const kinds: Record<string, string> = {
    jpg: 'image',
    png: 'image',
    mp4: 'video',
    ogg: 'audio',
    pdf: 'document',
  };
  return [kinds[url.split('.').at(-1) ?? ''] ?? url];
}
