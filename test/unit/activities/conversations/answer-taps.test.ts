import { answerTaps } from '../../../../activities/conversations/answer-taps';
import type { SendChannels } from '../../../../activities/messaging/dispatcher';
import { createTelegramChannel } from '../../../../channels/telegram/telegram-channel';
import { startFakeTelegram } from '../../../support/fake-telegram/fake-telegram';
import type { FakeTelegram } from '../../../support/fake-telegram/fake-telegram';
import { ANA, tapUpdate } from '../../../support/fake-telegram/updates';

let fake: FakeTelegram;
beforeAll(async () => {
  fake = await startFakeTelegram();
});
afterAll(() => fake.close());

const dialog = { accountId: 'a', botId: 'b', platform: 'telegram' as const };
const tap = (id: string) => ({ content: { text: 'Sí', button: { id: 'si', tapId: id } } });

test('the taps among the messages of a turn are answered where they came from', async () => {
  for (const id of ['t1', 't2']) fake.tell(tapUpdate({ from: ANA, data: 'si', label: 'Sí', id, botId: 1 }));
  const asked: unknown[] = [];
  const channels: SendChannels = {
    of: (whose) => {
      asked.push(whose);
      return Promise.resolve(createTelegramChannel({ botToken: fake.botToken, apiBaseUrl: fake.url }));
    },
  };
  const plain = [{ content: { text: 'Hola' } }, { content: { text: 'Sí', button: { id: 'si' } } }];

  await answerTaps({ channels }, dialog, [tap('t1'), ...plain, tap('t2')]);
  await answerTaps({ channels }, dialog, plain);

  expect([...fake.answeredTaps()].sort()).toEqual(['t1', 't2']);
  expect(asked).toEqual([{ accountId: 'a', botId: 'b', channel: 'telegram' }]);
});

test.each<[string, SendChannels['of']]>([
  ['is no longer set up', () => Promise.resolve(null)],
  ['cannot be found out', () => Promise.reject(new Error('the database is away'))],
])('a turn goes on where the channel %s', async (_what, of) => {
  await expect(answerTaps({ channels: { of } }, dialog, [tap('t1')])).resolves.toBeUndefined();
});
