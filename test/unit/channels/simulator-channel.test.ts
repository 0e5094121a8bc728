import { createSimulatorChannel } from '../../../channels/simulator/simulator-channel';
import type { PhoneMessage } from '../../../channels/simulator/simulator-channel';
import type { MessageContent } from '../../../domain/messaging/content';
import { outbound } from '../../support/outbound-message';

function simulator() {
  const phone: PhoneMessage[] = [];
  const channel = createSimulatorChannel({
    record: async (message) => {
      phone.push(message);
      return { providerId: `sim-${message.attemptId}` };
    },
  });
  return { phone, channel };
}

describe('the simulator', () => {
  it('accepts a message and puts it on the phone, under the attempt it belongs to', async () => {
    const { phone, channel } = simulator();
    const message = outbound();
    expect(await channel.send(message)).toEqual({ kind: 'accepted', providerId: `sim-${message.attemptId}` });
    const { sendId, attemptId, accountId, to } = message;
    expect(phone).toEqual([{ sendId, attemptId, accountId, to, text: 'Hola, Ana 👋' }]);
  });

  it.each<[string, MessageContent, string]>([
    [
      'a template as the words a person reads',
      { kind: 'template', template: 'HX1', variables: { 1: 'Ana' }, preview: 'Hola {{1}}' },
      'Hola Ana',
    ],
    [
      'a template whose words are unknown as its name and values',
      { kind: 'template', template: 'HX1', variables: { 1: 'Ana', 2: 'dos' } },
      '[HX1]\n1: Ana\n2: dos',
    ],
    [
      'a day of an external bot as its place',
      { kind: 'bot-trigger', session: 2, day: 3 },
      'Session 2, day 3',
    ],
  ])('shows %s', async (_what, content, text) => {
    const { phone, channel } = simulator();
    await channel.send(outbound({ content }));
    expect(phone).toMatchObject([{ text }]);
  });

  it('leaves the fate open when the phone cannot be written to', async () => {
    const channel = createSimulatorChannel({ record: () => Promise.reject(new Error('connection lost')) });
    expect(await channel.send(outbound())).toMatchObject({ kind: 'unknown' });
  });

  it('looks a lost answer up where the phone can be read, and not otherwise', async () => {
    const found = [{ providerId: 'sim-1', createdAt: 1, status: 'accepted' as const, matches: true }];
    const readable = createSimulatorChannel({
      record: () => Promise.resolve({ providerId: 'sim-1' }),
      find: () => Promise.resolve(found),
    });
    const query = { to: '+573001112233', content: outbound().content, dispatchedAt: 0 };
    expect(await readable.findSent?.(query)).toEqual(found);
    expect(simulator().channel.findSent).toBeUndefined();
  });
});
