import { uuidv7 } from 'uuidv7';
import { createOutboundFiles } from '../../../activities/messaging/outbound-files';
import type { Channel, OutboundFile } from '../../../channels/channel';
import type { MessageContent } from '../../../domain/messaging/content';
import type { Send } from '../../../domain/messaging/send';
import { createTalks, type Talk } from '../../support/conversations/talks';
import { jpegOf } from '../../support/media/sample-files';
import { createOutside } from '../../support/scripted-channel';
import { createTestApi, PUBLIC_URL, type TestApi } from '../../support/test-api';

const HOUR = 3_600_000;

let api: TestApi;
let talk: Talk;
let now: number;
beforeAll(async () => {
  api = await createTestApi();
  const talks = createTalks(api);
  talk = await talks.talk(await talks.makeBot());
});
afterAll(() => api.close());
beforeEach(() => {
  now = Date.parse('2026-11-21T18:00:00Z');
});

const [port] = createOutside(() => Promise.resolve(0)).channels;
const from = (sender: string, name: Channel['name'] = 'telegram'): Channel => ({ ...port, name, sender });
const outboundFiles = () =>
  createOutboundFiles({
    files: api.deps.mediaFiles,
    library: api.deps.mediaLibrary,
    links: api.deps.mediaLinks,
    clock: () => now,
  });

async function upload(bytes: Buffer, botId = talk.botId): Promise<string> {
  const answer = await api
    .call('post', `/api/bots/${botId}/media`)
    .attach('file', bytes, { filename: 'foto.jpg', contentType: 'image/jpeg' });
  return (answer.body as { id: string }).id;
}

async function sendOf(content: MessageContent, botId: string | null = talk.botId): Promise<Send> {
  const { send } = await api.deps.sendLedger.reserve({
    ...{ accountId: api.account.id, idempotencyKey: `test:${uuidv7()}`, contactId: talk.contactId },
    ...{ channel: 'simulator', content, botId },
  });
  return send;
}
const image = (media: string): MessageContent => ({ kind: 'file', file: { kind: 'image', media } });
const filesFor = async (content: MessageContent, channel = from('111')) =>
  outboundFiles().of(await sendOf(content), channel);
const only = (files: OutboundFile[] | null): OutboundFile => {
  const [file] = files ?? [];
  if (!file) throw new Error('There is no file');
  return file;
};

describe('the files of a message', () => {
  it('come in its order, with their bytes, types and an address for providers that fetch', async () => {
    const [a, b] = [await upload(jpegOf(100)), await upload(jpegOf(200))];
    const album: MessageContent = {
      kind: 'album',
      files: [b, a, b].map((media) => ({ kind: 'image', media })),
    };
    const files = (await filesFor(album)) ?? [];
    expect(files.map(({ id, sizeBytes }) => [id, sizeBytes])).toEqual([
      [b, 200],
      [a, 100],
      [b, 200],
    ]);
    const file = only(files);
    expect(file).toMatchObject({
      kind: 'image',
      mimeType: 'image/jpeg',
      fileName: 'foto.jpg',
      platformFileId: null,
    });
    expect((await file.read()).equals(jpegOf(200))).toBe(true);
    const url = new URL(file.publicUrl ?? '');
    expect(url.origin).toBe(PUBLIC_URL);
    const genuine = {
      id: b,
      expiry: url.searchParams.get('e') ?? '',
      signature: url.searchParams.get('s') ?? '',
    };
    expect(api.deps.mediaLinks.isGenuine(genuine, now)).toBe(true);
  });

  it('are none where the message names public addresses only', async () => {
    expect(await filesFor({ kind: 'file', file: { kind: 'image', url: 'https://x.example/a.jpg' } })).toEqual(
      [],
    );
    expect(await filesFor({ kind: 'text', text: 'hola' })).toEqual([]);
  });

  it('are missing when one is gone, its bytes are gone, or it is another bot’s or nobody’s', async () => {
    const talks = createTalks(api);
    const [gone, hollow, others] = [
      await upload(jpegOf(100)),
      await upload(jpegOf(100)),
      await upload(jpegOf(100), await talks.makeBot()),
    ];
    await api.call('delete', `/api/media/${gone}`);
    const row = await api.deps.mediaFiles.get(api.account.id, hollow);
    await createHollow(row?.storagePath ?? '');
    for (const media of [gone, hollow, others, 'menu', '01900000-0000-7000-8000-000000000001']) {
      expect([media, await filesFor(image(media))]).toEqual([media, null]);
    }
    const ofNoBot = await sendOf(image(await upload(jpegOf(100))), null);
    expect(await outboundFiles().of(ofNoBot, from('111'))).toBeNull();
  });

  it('of another account’s bot are missing', async () => {
    const media = await upload(jpegOf(100));
    const send = await sendOf(image(media));
    expect(await outboundFiles().of({ ...send, accountId: api.stranger.id }, from('111'))).toBeNull();
  });
});

/** Takes the bytes of a file away and leaves its row. */
async function createHollow(storagePath: string): Promise<void> {
  await api.database.dataSource.query('UPDATE bot_media_file SET storage_path = $2 WHERE storage_path = $1', [
    storagePath,
    `${uuidv7()}/${uuidv7()}/${uuidv7()}`,
  ]);
}

describe('what a platform calls a file', () => {
  it('is known the next time to the sender that uploaded it, and to no other', async () => {
    const content = image(await upload(jpegOf(100)));
    await only(await filesFor(content)).remember('AgACAgEAA', null);
    expect(only(await filesFor(content)).platformFileId).toBe('AgACAgEAA');
    expect(only(await filesFor(content, from('222'))).platformFileId).toBeNull();
    expect(only(await filesFor(content, from('111', 'whatsapp-cloud'))).platformFileId).toBeNull();
    expect((await only(await filesFor(content)).read()).equals(jpegOf(100))).toBe(true);
  });

  it('is forgotten when it expires there, and renewed by the next upload', async () => {
    const content = image(await upload(jpegOf(100)));
    await only(await filesFor(content)).remember('first', now + HOUR);
    now += HOUR - 1;
    expect(only(await filesFor(content)).platformFileId).toBe('first');
    now += 1;
    expect(only(await filesFor(content)).platformFileId).toBeNull();
    await only(await filesFor(content)).remember('second', now + HOUR);
    expect(only(await filesFor(content)).platformFileId).toBe('second');
  });

  it('is kept for every sender when ten remember at once', async () => {
    const content = image(await upload(jpegOf(100)));
    const senders = Array.from({ length: 10 }, (_, index) => from(`sender-${index}`));
    await Promise.all(
      senders.map(async (sender) =>
        only(await filesFor(content, sender)).remember(`of ${sender.sender}`, null),
      ),
    );
    for (const sender of senders) {
      expect(only(await filesFor(content, sender)).platformFileId).toBe(`of ${sender.sender}`);
    }
  });
});
