import { createHttpExchange } from '../../channels/http-exchange';
import type { HttpCall } from '../../channels/http-exchange';
import { setTelegramWebhook } from '../../channels/telegram/set-webhook';
import { createTelegramChannel } from '../../channels/telegram/telegram-channel';
import type { FileKind, FileRef, MessageContent } from '../../domain/messaging/content';
import { startFakeTelegram } from '../support/fake-telegram/fake-telegram';
import type { FakeTelegram } from '../support/fake-telegram/fake-telegram';
import { readCall } from '../support/fake-telegram/read-call';
import { ANA, tapOn } from '../support/fake-telegram/updates';
import { outboundFile } from '../support/outbound-file';
import { outbound } from '../support/outbound-message';
import { contractsFolder, describeWithContracts } from '../support/provider-contracts';
import { openTelegramContract } from '../support/telegram-contract';

const folder = contractsFolder();
const whenPresent = describeWithContracts('Telegram');
const HOLDS = { ok: true, errors: null };

/** One call as it went over the wire, and what came back. */
interface Traffic {
  method: string;
  parameters: unknown;
  result: unknown;
}

let fake: FakeTelegram;
let contract: ReturnType<typeof openTelegramContract>;
const traffic: Traffic[] = [];
const client = createHttpExchange();

beforeAll(async () => {
  fake = await startFakeTelegram();
  if (!folder.found) return;
  contract = openTelegramContract(folder.path);
  // Compiled here: it takes longer than a server keeps an idle connection open.
  for (const name of ['Message', 'Update', 'File']) contract.type(name);
});
afterAll(() => fake.close());
beforeEach(() => {
  traffic.length = 0;
  fake.clear();
});

/** The client, with a note of every call of a method. */
async function exchange(call: HttpCall) {
  const answer = await client(call);
  if (call.method === 'POST' && answer.kind === 'answered') {
    const { result } = JSON.parse(answer.text) as { result: unknown };
    traffic.push({ method: call.url.split('/').at(-1) ?? '', parameters: parametersOf(call), result });
  }
  return answer;
}

function parametersOf(call: HttpCall): unknown {
  if (call.body !== undefined) return JSON.parse(call.body);
  return readCall(Buffer.from(call.bodyBytes ?? []), call.headers['content-type'])?.parameters;
}

const channel = () => createTelegramChannel({ botToken: fake.botToken, apiBaseUrl: fake.url, exchange });
const verdict = (valid: ReturnType<typeof contract.type>, value: unknown) => ({
  ok: valid(value),
  errors: valid.errors,
});
const send = (content: MessageContent, files = [outboundFile()]) =>
  channel().send(outbound({ to: String(ANA.id), content, files }));

const own: FileRef = { kind: 'image', media: outboundFile().id, caption: 'El menú' };
const at = (kind: FileKind): FileRef => ({ kind, url: 'https://files.example/a', caption: 'El menú' });
const options = [
  { id: 'si', label: 'Sí' },
  { id: 'no', label: 'No' },
];
const cases: [string, MessageContent][] = [
  ['sendPhoto', { kind: 'file', file: own }],
  ['sendPhoto', { kind: 'file', file: at('image') }],
  ['sendVideo', { kind: 'file', file: at('video') }],
  ['sendAudio', { kind: 'file', file: at('audio') }],
  ['sendDocument', { kind: 'file', file: at('document') }],
  ['sendMessage', { kind: 'choices', text: '¿Vienes?', options }],
  ['sendPhoto', { kind: 'choices', text: '¿Este?', file: own, options }],
  ['sendMediaGroup', { kind: 'album', files: [own, at('video')] }],
  ['sendMediaGroup', { kind: 'album', files: [at('audio'), at('audio')] }],
];

whenPresent("a message, held against Telegram's contract", () => {
  it.each(cases)(
    'goes by %s with parameters that exist, and comes back as messages',
    async (method, content) => {
      expect(await send(content)).toMatchObject({ kind: 'accepted' });

      const [call] = traffic;
      expect(call?.method).toBe(method);
      expect(verdict(contract.method(method), call?.parameters)).toEqual(HOLDS);
      const messages = Array.isArray(call?.result) ? (call.result as unknown[]) : [call?.result];
      for (const message of messages) expect(verdict(contract.type('Message'), message)).toEqual(HOLDS);
    },
  );

  it.each([
    ['image' as const, 'InputMediaPhoto'],
    ['video' as const, 'InputMediaVideo'],
    ['audio' as const, 'InputMediaAudio'],
    ['document' as const, 'InputMediaDocument'],
  ])('names each entry of an album by its own type: %s', async (kind, type) => {
    await send({ kind: 'album', files: [at(kind), at(kind)] });

    const { media } = traffic[0]?.parameters as { media: { type: string }[] };
    for (const entry of media) expect(verdict(contract.type(type), entry)).toEqual(HOLDS);
    // A photo's and a video's entry have the same fields: the type's own name tells them apart.
    expect(`InputMedia${media[0]?.type}`.toLowerCase()).toBe(type.toLowerCase());
  });
});

whenPresent("what else a bot asks, held against Telegram's contract", () => {
  it('is a file, by parameters and with an answer that exist', async () => {
    const id = fake.addFile({
      kind: 'photo',
      bytes: Buffer.from('x'),
      fileName: 'a.jpg',
      mimeType: 'image/jpeg',
    });
    const file = {
      kind: 'image' as const,
      providerFileId: id,
      mimeType: null,
      fileName: null,
      albumId: null,
    };

    expect(await channel().fetchFile?.(file)).toMatchObject({ kind: 'fetched' });

    expect(verdict(contract.method('getFile'), traffic[0]?.parameters)).toEqual(HOLDS);
    expect(verdict(contract.type('File'), traffic[0]?.result)).toEqual(HOLDS);
  });

  it('is that a tap be taken for seen, of a button the message had', async () => {
    await send({ kind: 'choices', text: '¿Vienes?', options });
    const [sent] = fake.ledger.to(String(ANA.id));
    if (!sent) throw new Error('The question was not sent');
    const tap = tapOn(sent, { from: ANA, label: 'No', id: 'tap-7', botId: fake.botId });
    expect(verdict(contract.type('Update'), { update_id: 1, ...tap })).toEqual(HOLDS);
    fake.tell(tap);

    await channel().answerTap?.('tap-7');

    expect(verdict(contract.method('answerCallbackQuery'), traffic.at(-1)?.parameters)).toEqual(HOLDS);
    expect(traffic.at(-1)?.result).toBe(true);
  });

  it('is a webhook, by parameters that exist', async () => {
    const credentials = { botToken: fake.botToken, webhookSecret: 'secret' };
    const url = 'https://hilo.example/api/webhook/telegram/bot-1';

    expect(await setTelegramWebhook({ credentials, url, apiBaseUrl: fake.url, exchange })).toEqual({
      kind: 'set',
    });

    expect(verdict(contract.method('setWebhook'), traffic[0]?.parameters)).toEqual(HOLDS);
  });

  it('would not pass with a parameter that does not exist: the check can fail', () => {
    expect(contract.method('sendPhoto')({ chat_id: 1, photo: 'x' })).toBe(true);
    expect(contract.method('sendPhoto')({ chat_id: 1, image: 'x' })).toBe(false);
    expect(contract.method('sendMediaGroup')({ chat_id: 1, media: [{ type: 'photo' }] })).toBe(false);
    expect(contract.method('getFile')({})).toBe(false);
  });
});
