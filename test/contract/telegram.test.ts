import { createHttpExchange } from '../../channels/http-exchange';
import { createTelegramChannel } from '../../channels/telegram/telegram-channel';
import { startFakeTelegram } from '../support/fake-telegram/fake-telegram';
import type { FakeTelegram } from '../support/fake-telegram/fake-telegram';
import { ANA, editUpdate, memberUpdate, messageUpdate, tapUpdate } from '../support/fake-telegram/updates';
import { outbound } from '../support/outbound-message';
import { contractsFolder, describeWithContracts } from '../support/provider-contracts';
import { openTelegramContract } from '../support/telegram-contract';

const folder = contractsFolder();
const whenPresent = describeWithContracts('Telegram');

let fake: FakeTelegram;
let contract: ReturnType<typeof openTelegramContract>;
const asked: unknown[] = [];
const answered: unknown[] = [];
const exchange = createHttpExchange();

beforeAll(async () => {
  fake = await startFakeTelegram();
  if (folder.found) contract = openTelegramContract(folder.path);
});
afterAll(() => fake.close());
beforeEach(() => {
  asked.length = 0;
  answered.length = 0;
  fake.clear();
});

async function send(to = String(ANA.id), text = 'Sesión 1') {
  const { botToken, url: apiBaseUrl } = fake;
  const channel = createTelegramChannel({
    ...{ botToken, apiBaseUrl },
    exchange: async (call) => {
      asked.push(JSON.parse(call.body ?? ''));
      const answer = await exchange(call);
      if (answer.kind === 'answered') answered.push(JSON.parse(answer.text));
      return answer;
    },
  });
  return channel.send(outbound({ to, content: { kind: 'text', text } }));
}

function verdict(valid: ReturnType<typeof contract.type>, value: unknown) {
  return { ok: valid(value), errors: valid.errors };
}
const HOLDS = { ok: true, errors: null };

whenPresent("what Hilo asks, held against Telegram's contract", () => {
  it.each([String(ANA.id), '-4001'])('sends a text to %s with parameters that exist', async (to) => {
    await send(to);
    expect(asked).toHaveLength(1);
    expect(verdict(contract.method('sendMessage'), asked[0])).toEqual(HOLDS);
  });

  it('says what is bold with entities that exist', async () => {
    await send(String(ANA.id), 'Sesión *1*');
    expect(asked[0]).toMatchObject({ text: 'Sesión 1', entities: [{ type: 'bold' }] });
    expect(verdict(contract.method('sendMessage'), asked[0])).toEqual(HOLDS);
  });
});

whenPresent("what the fake Telegram says, held against Telegram's contract", () => {
  it.each([String(ANA.id), '-4001'])('is the message that was made for %s', async (to) => {
    await send(to);
    const { ok, result } = answered[0] as { ok: boolean; result: unknown };
    expect(ok).toBe(true);
    expect(verdict(contract.type('Message'), result)).toEqual(HOLDS);
  });

  it.each([
    ['a wait', { next: [{ kind: 'too-many' as const, retryAfterSeconds: 3 }] }, 'not-sent'],
    ['a move', { rejects: { [ANA.id]: 'migrated' as const } }, 'rejected'],
  ])('is %s in parameters that exist', async (_what, script, kind) => {
    fake.script(script);
    expect(await send()).toMatchObject({ kind });
    const { ok, parameters } = answered[0] as { ok: boolean; parameters: unknown };
    expect(ok).toBe(false);
    expect(verdict(contract.type('ResponseParameters'), parameters)).toEqual(HOLDS);
  });

  const file = { file_id: 'f', file_unique_id: 'u' };
  it.each([
    ['a text', messageUpdate({ from: ANA, content: { text: 'Hola' } })],
    [
      'a photo of an album',
      messageUpdate({
        from: ANA,
        content: {
          photo: [{ ...file, width: 1, height: 1 }],
          caption: 'Tarea',
          media_group_id: '1',
        },
      }),
    ],
    ['a voice', messageUpdate({ from: ANA, content: { voice: { ...file, duration: 1 } } })],
    [
      'a contact',
      messageUpdate({
        from: ANA,
        content: { contact: { phone_number: '573001112233', first_name: 'Ana', user_id: ANA.id } },
      }),
    ],
    ['an edit', editUpdate({ from: ANA, content: { text: 'Hola!' } })],
    ['a tap', tapUpdate({ from: ANA, data: 'si', label: 'Sí', botId: 5 })],
    ['a block', memberUpdate(ANA, { blocks: true, botId: 5 })],
    ['an unblock', memberUpdate(ANA, { blocks: false, botId: 5 })],
  ])('is an update with %s', (_what, content) => {
    expect(verdict(contract.type('Update'), { update_id: 1, ...content })).toEqual(HOLDS);
  });

  it('would not pass with a field of the wrong kind or a name that does not exist: the check can fail', () => {
    const valid = contract.type('Update');
    const update = (content: object) => ({
      update_id: 1,
      ...messageUpdate({ from: ANA, content: { text: 'Hola', ...content } }),
    });
    expect(valid(update({}))).toBe(true);
    expect(valid(update({ text: 7 }))).toBe(false);
    expect(valid(update({ texto: 'Hola' }))).toBe(false);
    expect(valid(update({ chat: { type: 'private' } }))).toBe(false);
    expect(contract.method('sendMessage')({ text: 'Hola' })).toBe(false);
  });
});
