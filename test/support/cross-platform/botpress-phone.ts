import { startFakeBotpress } from '../fake-botpress/fake-botpress';
import { postJson } from '../event-deliveries';
import type { PlatformUnderTest } from './phone';
import { numberOf } from './phone';

const PUBLIC = 'https://files.example';

/** A Botpress-style webhook: messages of our own design, both ways. */
export async function botpressUnderTest(): Promise<PlatformUnderTest> {
  const fake = await startFakeBotpress();
  const { webhookSecret: secret, webhookUrl: callbackUrl } = fake;
  const { host, origin } = new URL(callbackUrl);
  let written = 0;
  return {
    platform: 'botpress',
    hasWindow: false,
    credentials: { platform: 'botpress', credentials: { secret, callbackUrl } },
    settings: { HILO_CALL_ALLOWED_HOSTS: host },
    publicAddresses: [[PUBLIC, origin]],
    phone({ webhookUrl }, person) {
      const conversationId = `conversation-${person}`;
      const messages = () => fake.messages().filter((message) => message.conversationId === conversationId);
      const write = async (content: object) => {
        written += 1;
        const message = { messageId: `m-${written}`, conversationId, name: 'Ana', phone: numberOf(person) };
        const answer = await postJson(webhookUrl, JSON.stringify({ ...message, ...content }), {
          'x-bp-secret': secret,
        });
        expect(answer?.status).toBeLessThan(300);
      };
      return {
        says: (text) => write({ text }),
        taps({ id, label }) {
          const shown = messages().flatMap(({ options = [] }) => options);
          return write({ choice: shown.findLast((option) => option.label === label)?.id ?? id, text: label });
        },
        sends({ kind, mimeType, bytes }) {
          const url = fake.addFile(`${person}-${kind}`, { bytes, mimeType }).replace(origin, PUBLIC);
          return write({ media: [{ kind, mimeType, url }] });
        },
        shown: () =>
          Promise.resolve(
            messages().map(({ text = '', file, options = [] }) => ({
              files: file ? [file.kind] : [],
              text,
              options: options.map(({ label }) => label),
            })),
          ),
      };
    },
    close: () => fake.close(),
  };
}
