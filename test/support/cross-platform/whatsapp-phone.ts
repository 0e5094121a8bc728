import { startFakeMeta } from '../fake-meta/fake-meta';
import type { InboundRequest } from '../fake-meta/webhook-events';
import type { WithFile } from '../fake-meta/persons-file';
import type { PlatformUnderTest } from './phone';
import { numberOf, secondsOf } from './phone';

/** Meta's Cloud API: buttons and lists are tapped. */
export async function whatsappUnderTest(): Promise<PlatformUnderTest> {
  const fake = await startFakeMeta({ script: { statuses: [] } });
  const { phoneNumberId, accessToken, appSecret } = fake;
  const credentials = {
    phoneNumberId,
    accessToken,
    appSecret,
    verifyToken: 'a-verify-token',
    apiVersion: 'v24.0',
  };
  return {
    platform: 'whatsapp-cloud',
    hasWindow: true,
    credentials: { platform: 'whatsapp-cloud', credentials },
    settings: { META_GRAPH_BASE_URL: fake.url },
    phone({ webhookUrl }, person) {
      fake.script({ webhookUrl });
      const from = numberOf(person);
      const messages = () => fake.ledger.to(from);
      const write = async (at: number, message: Partial<WithFile>) => {
        fake.write({ from, profileName: 'Ana', timestamp: secondsOf(at), ...message });
        await fake.quiet();
      };
      return {
        says: (body, at) => write(at, { body }),
        taps({ id, label }, at) {
          const shown = messages().findLast(({ options }) => options.some(({ title }) => title === label));
          const option = shown?.options.find(({ title }) => title === label);
          const kind = JSON.stringify(shown?.body ?? {}).includes('"list"') ? 'list' : 'button';
          const tap: InboundRequest['tap'] = { kind, id: option?.id ?? id, title: label };
          return write(at, { tap: { ...tap, ...(shown && { messageId: shown.id }) } });
        },
        sends: ({ kind, mimeType, bytes }, at) =>
          write(at, { file: { kind, mimeType, base64: bytes.toString('base64') } }),
        shown: () =>
          Promise.resolve(
            messages().map(({ text, file, options }) => ({
              files: file ? [file.kind] : [],
              text: text ?? '',
              options: options.map(({ title }) => title),
            })),
          ),
      };
    },
    close: () => fake.close(),
  };
}
