import { simulatedMessageView } from '../../../api/routes/simulator/simulator.schema';
import type { PhoneHost, PlatformUnderTest } from './phone';
import { numberOf } from './phone';

/** The simulated phone: its messages are what the API says is on it. */
export function simulatorUnderTest(api: PhoneHost): PlatformUnderTest {
  return {
    platform: 'simulator',
    hasWindow: false,
    credentials: null,
    settings: {},
    phone({ botId: bot }, person) {
      const path = `/api/simulator/${encodeURIComponent(numberOf(person))}/messages`;
      const write = async (body: object) => {
        const answer = await api.call('post', path).send({ bot, name: 'Ana', ...body });
        expect(answer.status).toBe(201);
      };
      return {
        says: (text) => write({ text }),
        taps: ({ id, label }) => write({ choice: id, text: label }),
        async sends({ mimeType, bytes }) {
          const file = { filename: 'archivo', contentType: mimeType };
          const answer = await api.call('post', `/api/bots/${bot}/media`).attach('file', bytes, file);
          expect(answer.status).toBe(201);
          await write({ media: [(answer.body as { id: string }).id] });
        },
        async shown() {
          const answer = await api.call('get', path).query({ limit: 100, wait: 0 });
          const { items } = answer.body as { items: unknown[] };
          return items
            .map((item) => simulatedMessageView.parse(item))
            .filter(({ direction }) => direction === 'to-phone')
            .map(({ text, files, choices }) => ({
              files: files.map(({ kind }) => kind),
              text: [...files.flatMap(({ caption }) => caption ?? []), text].join('\n'),
              options: choices?.options.map(({ label }) => label) ?? [],
            }));
        },
      };
    },
    close: () => Promise.resolve(),
  };
}
