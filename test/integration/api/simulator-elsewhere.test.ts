import { randomUUID } from 'node:crypto';
import { SIMULATOR_CAPABILITIES } from '../../../channels/simulator/capabilities';
import type { SentMessage, SentOption } from '../../../domain/conversations/conversation';
import { renderMessage } from '../../../domain/conversations/render-message';
import { turnSendKey } from '../../../domain/conversations/turn-send-key';
import { simulatedPhones } from '../../support/simulated-phones';
import { createTestApi, type TestApi } from '../../support/test-api';

let api: TestApi;
let botId: string;
let phones = 0;

beforeAll(async () => {
  api = await createTestApi();
  const bot = await api.deps.bots.create(api.account.id, {
    name: 'Ventas',
    description: null,
    mode: 'scenario',
  });
  botId = bot?.id ?? '';
  await api.call('post', `/api/bots/${botId}/platforms`).send({ platform: 'simulator' });
});
afterAll(() => api.close());

const { read, show, contactOf } = simulatedPhones(() => ({ api, botId }));

const TURN = 3;

/** A bot says these in one turn: its transcript keeps them, and the phone has them as the simulator carries them. */
async function say(messages: readonly SentMessage[], { isKept = true } = {}): Promise<string> {
  phones += 1;
  const phone = `+57300999${String(phones).padStart(4, '0')}`;
  const { accountId, contactId } = await contactOf(phone);
  const addressing = { accountId, botId, platform: 'simulator' as const, chatId: phone, contactId };
  const dialogId = await api.deps.dialogs.ensure({ ...addressing, at: new Date() });
  const entries = messages.map((message, position) => ({
    ...{ id: randomUUID(), accountId, dialogId, contactId, turn: TURN, position, at: Date.now() },
    ...{ type: 'bot' as const, event: 'message', data: { message } },
  }));
  if (isKept) await api.deps.transcripts.append(entries);
  const contents = messages.flatMap((message) => renderMessage(message, SIMULATOR_CAPABILITIES).contents);
  for (const [n, content] of contents.entries()) {
    await show(content, phone, turnSendKey(dialogId, TURN, n));
  }
  return phone;
}

interface Elsewhere {
  messages: {
    text: string;
    files: object[];
    choices: { options: object[] } | null;
    refusal: object | null;
  }[];
  changes: object[];
}

async function readAs(as: string, phone: string): Promise<(Elsewhere | null)[]> {
  return (await read(phone, { as })).map((item) => (item as { elsewhere: Elsewhere | null }).elsewhere);
}

const text = (words: string) => ({ kind: 'text' as const, text: words });
const options = (count: number): SentOption[] =>
  Array.from({ length: count }, (_, n) => ({ id: `o${n + 1}`, label: `Opción ${n + 1}` }));

describe('a simulated phone read as another platform', () => {
  it('shows buttons as numbered lines where there are none, and says so in codes and numbers', async () => {
    const phone = await say([{ items: [text('¿Cuál?')], buttons: options(2) }]);

    expect(await readAs('twilio', phone)).toMatchObject([
      {
        messages: [{ text: '¿Cuál?\n\n1. Opción 1\n2. Opción 2', choices: null, refusal: null }],
        changes: [{ code: 'options-as-lines', count: 2, why: { code: 'no-buttons' } }],
      },
    ]);
  });

  it('shows what the bot said, and not what was left of it on the simulator', async () => {
    const thirty = { items: [text('¿Cuál?')], buttons: options(30) };
    const long = { items: [text('Hola. '.repeat(300).trim())], buttons: options(2) };
    const phone = await say([thirty, long]);

    const [first, second, third] = await readAs('telegram', phone);
    expect(first?.messages.map(({ choices }) => choices?.options.length)).toEqual([30]);
    expect(second?.messages).toMatchObject([
      { text: 'Hola. '.repeat(300).trim(), choices: { options: [{}, {}] } },
    ]);
    // The simulator needed two messages for it, and Telegram one.
    expect(third).toEqual({ messages: [], changes: [] });
  });

  it('shows what was split there as the messages that it becomes', async () => {
    const phone = await say([{ items: [text('Hola. '.repeat(400).trim())] }]);

    const [shown] = await readAs('twilio', phone);
    expect(shown?.messages).toHaveLength(2);
    expect(shown?.changes).toEqual([{ code: 'text-split', parts: 2, most: 1600, above: null }]);
  });

  it('shows Telegram’s words without their marks, beside what was marked', async () => {
    const phone = await say([{ items: [text('Hola, *Ana*')] }]);

    const emphasis = [{ type: 'bold', offset: 6, length: 3 }];
    expect(await readAs('telegram', phone)).toMatchObject([{ messages: [{ text: 'Hola, Ana', emphasis }] }]);
    expect(await readAs('twilio', phone)).toMatchObject([
      { messages: [{ text: 'Hola, *Ana*', emphasis: null }] },
    ]);
  });

  it('shows what is known where no transcript tells what was said', async () => {
    const phone = await say([{ items: [text('¿Cuál?')], buttons: options(2) }], { isKept: false });

    expect(await readAs('twilio', phone)).toMatchObject([
      { messages: [{ text: '¿Cuál?\n\n1. Opción 1\n2. Opción 2', choices: null }] },
    ]);
  });

  it('says what the platform would not take, as its adapter says it', async () => {
    const phone = '+573009998888';
    await show({ kind: 'text', text: 'a'.repeat(2000) }, phone);

    expect(await readAs('twilio', phone)).toMatchObject([
      { messages: [{ text: 'a'.repeat(2000), refusal: { code: 'text-too-long' } }], changes: [] },
    ]);
  });

  it('says that a file is gone', async () => {
    const phone = await say([{ items: [{ kind: 'image', media: 'erased' }] }]);

    expect(await readAs('telegram', phone)).toMatchObject([
      { messages: [{ refusal: { code: 'file-gone' } }] },
    ]);
  });

  it('shows an appointment’s file as the link that comes where no .ics opens', async () => {
    const media = randomUUID();
    const about = { id: media, accountId: api.account.id, botId, dialogId: null, kind: 'document' as const };
    const stored = { sizeBytes: 9, sha256: '0'.repeat(64), storagePath: media };
    await api.deps.mediaFiles.create({
      ...about,
      ...stored,
      fileName: 'cita.ics',
      mimeType: 'text/calendar; charset=utf-8',
    });
    const phone = await say([{ items: [{ kind: 'document', media }] }]);

    expect(await readAs('twilio', phone)).toMatchObject([
      { messages: [{ text: '', files: [], refusal: null }], changes: [{ code: 'appointment-as-address' }] },
    ]);
    expect(await readAs('telegram', phone)).toMatchObject([
      { messages: [{ files: [{ kind: 'document', mediaId: media }] }], changes: [] },
    ]);
  });

  it('says nothing of elsewhere where nobody asks, nor of what the person writes', async () => {
    const phone = await say([{ items: [text('Hola')] }]);
    await api.call('post', `/api/simulator/${phone}/messages`).send({ text: 'Buenas', bot: botId });

    expect(await read(phone)).toMatchObject([{ elsewhere: null }, { elsewhere: null }]);
    expect((await readAs('telegram', phone)).map((each) => each !== null)).toEqual([true, false]);
  });

  it('refuses a platform that it does not know', async () => {
    const { status } = await api.call('get', '/api/simulator/+573001112233/messages?wait=0&as=sms');
    expect(status).toBe(400);
  });
});
