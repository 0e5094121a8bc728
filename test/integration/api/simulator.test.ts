import type { MessageContent } from '../../../domain/messaging/content';
import { simulatedPhones } from '../../support/simulated-phones';
import { createTestApi, type TestApi } from '../../support/test-api';

let api: TestApi;
let botId: string;
let fileId: string;

beforeAll(async () => {
  api = await createTestApi();
  botId = await makeBot('Ventas', ['simulator']);
  fileId = await addFile(botId);
});
afterAll(() => api.close());

const PHONE = '3008880000';
const PDF = Buffer.from('%PDF-1.7\n');

async function makeBot(name: string, platforms: string[] = []): Promise<string> {
  const bot = await api.deps.bots.create(api.account.id, { name, description: null, mode: 'scenario' });
  for (const platform of platforms)
    await api.call('post', `/api/bots/${bot?.id}/platforms`).send({ platform });
  return bot?.id ?? '';
}

async function addFile(bot: string): Promise<string> {
  const file = { filename: 'menú.pdf', contentType: 'application/pdf' };
  const added = await api.call('post', `/api/bots/${bot}/media`).attach('file', PDF, file);
  return (added.body as { id: string }).id;
}

const write = (body: object, phone = PHONE) =>
  api.call('post', `/api/simulator/${phone}/messages`).send(body);

const { read, show, contactOf } = simulatedPhones(() => ({ api, botId }));

describe('what a simulated phone shows', () => {
  it('is words, a file by its name, and what can be chosen', async () => {
    const content: MessageContent = {
      ...{ kind: 'choices', text: '¿Este?', open: 'Ver' },
      file: { kind: 'document', media: fileId },
      options: [
        { id: 'si', label: 'Sí', description: 'Con todo' },
        { id: 'no', label: 'No' },
      ],
    };
    await show(content, '+573008880001');

    expect(await read('3008880001')).toMatchObject([
      {
        ...{ direction: 'to-phone', botId, text: '¿Este?', choice: null },
        files: [{ kind: 'document', mediaId: fileId, url: null, fileName: 'menú.pdf', caption: null }],
        choices: {
          open: 'Ver',
          options: [
            { id: 'si', label: 'Sí', description: 'Con todo' },
            { id: 'no', label: 'No', description: null },
          ],
        },
      },
    ]);
  });

  it('is every file of an album with its caption, by its address where it is not the bot’s own', async () => {
    const files = [
      { kind: 'image' as const, url: 'https://files.example/a.jpg', caption: 'uno' },
      { kind: 'image' as const, media: 'erased' },
    ];
    await show({ kind: 'album', files }, '+573008880002');

    expect(await read('3008880002')).toMatchObject([
      {
        text: '',
        files: [
          { mediaId: null, url: 'https://files.example/a.jpg', caption: 'uno' },
          { mediaId: 'erased', url: null, fileName: null, caption: null },
        ],
      },
    ]);
  });
});

it('a day that a bot plays is on no phone: what the bot says in it is', async () => {
  const day = { session: 1, day: 1, enrollmentId: botId, contactId: botId };
  await show({ kind: 'scenario', bot: 'Ventas', scenario: 'Día', ...day }, '+573008880009');
  expect(await read('3008880009')).toEqual([]);
});

describe('what a simulated phone writes', () => {
  it('is a tap with the words on the button, a file, and a name, for the bot it names', async () => {
    const tapped = await write({ text: 'Sí', choice: 'si', bot: botId, name: 'Ana' });
    const sent = await write({ media: [fileId] });
    expect([tapped.status, sent.status]).toEqual([201, 201]);

    expect(await read(PHONE)).toMatchObject([
      { direction: 'from-phone', botId, text: 'Sí', choice: 'si', files: [] },
      {
        ...{ direction: 'from-phone', botId, text: '', choice: null },
        files: [{ kind: 'document', mediaId: fileId, fileName: 'menú.pdf' }],
      },
    ]);
    const { contactId } = await contactOf(`+57${PHONE}`);
    expect(await api.deps.contacts.get(api.account.id, contactId)).toMatchObject({ name: 'Ana' });
  });

  it('reaches the bot’s conversation, which hears that there is a file to look at', async () => {
    const { body } = await write({ media: [fileId] }, '3008880003');
    await api.settled();

    const { id } = body as { id: string };
    expect(
      api.temporal.asked.filter((what) => what.startsWith('message ') && what.includes(`${id} with a file`)),
    ).toHaveLength(1);
    const stored = await api.deps.inboundMessages.unhandled(new Date(Date.now() + 1000), 100);
    expect(stored.filter((message) => message.id === id)).toEqual([]);
  });

  it.each([
    ['nothing', {}, 400],
    ['an empty text', { text: '' }, 400],
    ['no files', { media: [] }, 400],
    ['a bot there is not', { text: 'Hola', bot: '01900000-0000-7000-8000-0000000000aa' }, 404],
    ['a file there is not', { media: ['01900000-0000-7000-8000-0000000000aa'] }, 404],
  ])('is refused and not stored when it is %s', async (_what, body, status) => {
    const before = await api.rows('inbound_message');
    expect((await write(body)).status).toBe(status);
    expect(await api.rows('inbound_message')).toBe(before);
  });

  it('is refused for a bot that is not on the simulator, in words that say how to put it there', async () => {
    const elsewhere = await makeBot('Soporte');
    const refused = await write({ text: 'Hola', bot: elsewhere });
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('/platforms')]);
  });

  it('is refused with a file of another bot, and with another account’s bot', async () => {
    const other = await makeBot('Pedidos', ['simulator']);
    expect((await write({ media: [fileId], bot: other })).status).toBe(409);
    const theirs = await api.deps.bots.create(api.stranger.id, {
      name: 'x',
      description: null,
      mode: 'scenario',
    });
    expect((await write({ text: 'Hola', bot: theirs?.id })).status).toBe(404);
  });
});
