import { createHmac } from 'node:crypto';
import { createSafeHttp } from '../../../activities/conversations/safe-http';
import { createBotpressChannel } from '../../../channels/botpress/botpress-channel';
import { botpressFromCredentials } from '../../../channels/botpress/from-credentials';
import type { InboundMedia } from '../../../channels/channel';
import type { MessageContent } from '../../../domain/messaging/content';
import { startFakeBotpress } from '../../support/fake-botpress/fake-botpress';
import type { FakeBotpress } from '../../support/fake-botpress/fake-botpress';
import { outboundFile, PICTURE } from '../../support/outbound-file';
import { outbound } from '../../support/outbound-message';

const CONVERSATION = 'conv_01J9';
let fake: FakeBotpress;

beforeEach(async () => {
  fake = await startFakeBotpress();
});
afterEach(() => fake.close());

/** A client that lets this machine through and no other private address. */
const safe = (allowed: string[] = [new URL(fake.webhookUrl).host]) =>
  createSafeHttp({ allowedHosts: allowed });
const channel = (exchange = safe()) =>
  botpressFromCredentials({ secret: fake.webhookSecret, callbackUrl: fake.webhookUrl }, { exchange });
const say = (content: MessageContent, files = [outboundFile()]) =>
  outbound({ to: CONVERSATION, content, files });
const own = { kind: 'image' as const, media: outboundFile().id };
const options = [
  { id: 'si', label: 'Sí', description: 'Voy' },
  { id: 'no', label: 'No' },
];

describe("a bot's message to a webhook", () => {
  it.each<[string, MessageContent, object]>([
    ['a text', { kind: 'text', text: 'Hola 👋' }, { type: 'text', text: 'Hola 👋' }],
    [
      'a file of its own, at a signed address',
      { kind: 'file', file: { ...own, caption: 'El menú' } },
      {
        type: 'file',
        text: 'El menú',
        file: {
          kind: 'image',
          url: 'https://hilo.example/media/f?sig=1',
          fileName: 'saludo.jpg',
          mimeType: 'image/jpeg',
        },
      },
    ],
    [
      'a file at an address',
      { kind: 'file', file: { kind: 'document', url: 'https://files.example/menu.pdf' } },
      {
        type: 'file',
        file: { kind: 'document', url: 'https://files.example/menu.pdf', fileName: 'menu.pdf' },
      },
    ],
    [
      'choices',
      { kind: 'choices', text: '¿Vienes?', options },
      { type: 'choices', text: '¿Vienes?', options },
    ],
    [
      'a list',
      { kind: 'choices', text: '¿Vienes?', options, open: 'Ver' },
      { type: 'choices', text: '¿Vienes?', options, open: 'Ver' },
    ],
    [
      'choices under a file',
      { kind: 'choices', text: '¿Este?', options, file: { kind: 'image', url: 'https://files.example/x' } },
      { type: 'choices', text: '¿Este?', options, file: { kind: 'image', url: 'https://files.example/x' } },
    ],
  ])('is posted under its own id and the conversation: %s', async (_what, content, body) => {
    const message = say(content);

    expect(await channel().send(message)).toEqual({
      kind: 'accepted',
      providerId: `botpress:${message.attemptId}`,
    });
    expect(fake.messages()).toEqual([{ messageId: message.sendId, conversationId: CONVERSATION, ...body }]);
  });

  it('carries the secret, and a signature over its time and its very bytes', async () => {
    await channel().send(say({ kind: 'text', text: 'Hola 👋' }));

    const [call] = fake.calls;
    const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(call?.signature ?? '') ?? [];
    const hmac = createHmac('sha256', fake.webhookSecret).update(`${seconds}.${call?.raw}`).digest('hex');
    expect(call?.secret).toBe(fake.webhookSecret);
    expect(signature).toBe(hmac);
  });

  it('is one message to who keeps them by their id, however often it is posted', async () => {
    const message = say({ kind: 'text', text: 'Hola' });
    await channel().send(message);
    await channel().send({ ...message, attemptId: '01890000-0000-7000-8000-0000000000aa' });

    expect(fake.calls).toHaveLength(2);
    expect(fake.messages()).toHaveLength(1);
  });

  it.each([201, 202, 204])('is accepted with %i', async (status) => {
    fake.scriptWebhook({ kind: 'answer', status });
    expect(await channel().send(say({ kind: 'text', text: 'Hola' }))).toMatchObject({ kind: 'accepted' });
  });

  it.each<[string, MessageContent, string]>([
    ['blanks', { kind: 'text', text: ' ' }, 'text-empty'],
    ['a text longer than 4,096', { kind: 'text', text: 'a'.repeat(4097) }, 'text-too-long'],
    ['a template', { kind: 'template', template: 'x', variables: {} }, 'template-unsupported'],
    ['an album', { kind: 'album', files: [own, own] }, 'content-unsupported'],
    ['nothing to choose', { kind: 'choices', text: '¿Vienes?', options: [] }, 'choices-invalid'],
    [
      'a file that is not https',
      { kind: 'file', file: { kind: 'image', url: 'http://x.example/a' } },
      'file-address-invalid',
    ],
  ])('is refused before any call with %s', async (_what, content, code) => {
    expect(await channel().send(say(content))).toMatchObject({ kind: 'rejected', code });
    expect(fake.calls).toEqual([]);
  });

  it('says what to do when the receiver has nowhere to fetch a file from', async () => {
    const message = say({ kind: 'file', file: own }, [outboundFile({ publicUrl: null })]);
    expect(await channel().send(message)).toMatchObject({
      kind: 'rejected',
      code: 'no-public-address',
      detail: expect.stringContaining('PUBLIC_BASE_URL'),
    });
  });

  it('is refused for good where its address is a private one', async () => {
    const outcome = await channel(safe([])).send(say({ kind: 'text', text: 'Hola' }));
    expect(outcome).toMatchObject({ kind: 'rejected', code: 'address-refused' });
    expect(fake.calls).toEqual([]);
  });
});

describe("a person's file, by the address its sender named", () => {
  const media = (providerFileId: string): InboundMedia => ({
    ...{ kind: 'image', providerFileId, mimeType: null, fileName: null, albumId: null },
  });

  it('is fetched through the client that judges addresses', async () => {
    const url = fake.addFile('tarea.jpg', { bytes: PICTURE, mimeType: 'image/jpeg' });
    expect(await channel().fetchFile?.(media(url))).toMatchObject({
      kind: 'fetched',
      bytes: PICTURE,
      mimeType: 'image/jpeg',
    });
  });

  it('is refused for good at a private address, or where there is none', async () => {
    const url = fake.addFile('tarea.jpg', { bytes: PICTURE, mimeType: 'image/jpeg' });
    expect(await channel(safe([])).fetchFile?.(media(url))).toEqual({
      kind: 'refused',
      detail: 'The file is not at a public https address',
    });
    expect(await channel().fetchFile?.(media(url.replace('tarea', 'otra')))).toMatchObject({
      kind: 'refused',
    });
  });

  it('is never fetched where no such client was given', () => {
    const { webhookUrl, webhookSecret } = fake;
    expect(createBotpressChannel({ webhookUrl, webhookSecret }).fetchFile).toBeUndefined();
  });
});
