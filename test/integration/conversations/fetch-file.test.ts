import { uuidv7 } from 'uuidv7';
import { createFetchFile } from '../../../activities/conversations/fetch-file';
import type { Channel, FetchedFile, InboundMedia as Arriving } from '../../../channels/channel';
import { createInboundMedia, type InboundMedia } from '../../../db/repositories/inbound-media';
import type { InboundFile } from '../../../db/repositories/inbound-messages';
import { createTalks, type Talk } from '../../support/conversations/talks';
import { jpegOf, REFUSED_FILES } from '../../support/media/sample-files';
import { createOutside } from '../../support/scripted-channel';
import { createTestApi, type TestApi } from '../../support/test-api';

let api: TestApi;
let inbound: InboundMedia;
let talk: Talk;
/** What the provider says of each file, by its own id; and every time it was asked. */
const answers = new Map<string, FetchedFile[]>();
const asked: string[] = [];

beforeAll(async () => {
  api = await createTestApi();
  inbound = createInboundMedia(api.database.dataSource);
  const talks = createTalks(api);
  talk = await talks.talk(await talks.makeBot());
});
afterAll(() => api.close());
beforeEach(() => {
  asked.length = 0;
});

const [plain] = createOutside(() => Promise.resolve(0)).channels;
const fetching: Channel = {
  ...plain,
  fetchFile({ providerFileId }: Arriving) {
    asked.push(providerFileId);
    const answer = answers.get(providerFileId)?.shift();
    return Promise.resolve(answer ?? { kind: 'refused', detail: 'It is gone.' });
  },
};
const fetchFile = (channel: Channel | null = fetching) =>
  createFetchFile({
    inbound,
    files: api.deps.mediaFiles,
    library: api.deps.mediaLibrary,
    channels: { of: () => Promise.resolve(channel) },
  });

const fetched = (bytes: Buffer, mimeType = 'application/octet-stream'): FetchedFile => ({
  ...{ kind: 'fetched', bytes, mimeType, fileName: null },
});
const later: FetchedFile = { kind: 'later', detail: 'not there yet', retryAfterMs: 5000 };

/** A stored message with files, of which the provider says these things. */
async function message(...files: (Partial<InboundFile> & { says?: FetchedFile[] })[]): Promise<string> {
  const { botId, contactId, dialogId } = talk;
  const media = files.map(({ says = [], ...file }) => {
    const providerFileId = file.providerFileId ?? uuidv7();
    answers.set(providerFileId, says);
    return { kind: 'image' as const, mimeType: null, fileName: null, albumId: null, ...file, providerFileId };
  });
  const stored = await api.deps.inboundMessages.store({
    ...{ accountId: api.account.id, channel: 'simulator', providerId: uuidv7(), contactId, botId, dialogId },
    ...{ text: 'mira', media, receivedAt: new Date() },
  });
  return stored.message.id;
}
const filesOf = async (messageId: string) => (await inbound.get(messageId))?.files ?? [];
const mediaOf = async (messageId: string, position = 0) => {
  const id = (await filesOf(messageId))[position]?.mediaId ?? uuidv7();
  const file = await api.deps.mediaFiles.get(api.account.id, id);
  return file && { ...file, bytes: await api.deps.mediaLibrary.read(file) };
};

describe('a file that a person sent', () => {
  it('becomes one of the bot’s, in its dialog, under what its bytes are', async () => {
    const photo = jpegOf(2000);
    const id = await message({ fileName: '../foto <b>.png', says: [fetched(photo, 'image/jpeg')] });
    expect(await fetchFile()(id)).toEqual({ kind: 'done' });
    expect(await mediaOf(id)).toMatchObject({
      ...{
        botId: talk.botId,
        dialogId: talk.dialogId,
        kind: 'image',
        mimeType: 'image/jpeg',
        sizeBytes: 2000,
      },
      fileName: 'foto <b>.png.jpg',
      bytes: photo,
    });
    const listed = await api.call('get', `/api/bots/${talk.botId}/media`);
    expect(listed.text).toContain(talk.dialogId);
  });

  it('is fetched once, however often it is asked for', async () => {
    const id = await message({ says: [fetched(jpegOf(100)), fetched(jpegOf(200))] });
    await fetchFile()(id);
    await fetchFile()(id);
    expect(asked).toHaveLength(1);
    expect(await mediaOf(id)).toMatchObject({ sizeBytes: 100 });
  });

  it('is kept once by two processes that fetch it at the same time', async () => {
    const before = await api.rows('bot_media_file');
    const id = await message({});
    const both = Promise.withResolvers<undefined>();
    let waiting = 0;
    const together: Channel = {
      ...plain,
      async fetchFile() {
        waiting += 1;
        if (waiting === 2) both.resolve(undefined);
        await both.promise;
        return fetched(jpegOf(100));
      },
    };
    await Promise.all([fetchFile(together)(id), fetchFile(together)(id)]);
    expect(await api.rows('bot_media_file')).toBe(before + 1);
    expect(await mediaOf(id)).toMatchObject({ sizeBytes: 100 });
  });

  it('is kept as a sticker where the channel says that it is one', async () => {
    const webp = Buffer.concat([Buffer.from('RIFF\x24\x00\x00\x00WEBPVP8 ', 'latin1'), Buffer.alloc(20)]);
    const id = await message({ kind: 'sticker', says: [fetched(webp, 'image/webp')] });
    await fetchFile()(id);
    expect(await mediaOf(id)).toMatchObject({ kind: 'sticker', mimeType: 'image/webp' });
  });

  it('that is not there yet is asked for again later, and the others of its message are not', async () => {
    const id = await message({ says: [later, fetched(jpegOf(300))] }, { says: [fetched(jpegOf(100))] });
    expect(await fetchFile()(id)).toEqual(later);
    expect((await filesOf(id)).map(({ mediaId }) => mediaId === undefined)).toEqual([true, false]);
    expect(await fetchFile()(id)).toEqual({ kind: 'done' });
    expect(asked).toHaveLength(3);
    expect([await mediaOf(id, 0), await mediaOf(id, 1)]).toMatchObject([
      { sizeBytes: 300 },
      { sizeBytes: 100 },
    ]);
  });

  it.each(REFUSED_FILES)(
    'is refused for good when it is %s, and nothing of it is kept',
    async (_what, bytes) => {
      const before = await api.rows('bot_media_file');
      const id = await message({ says: [fetched(bytes, 'image/png'), fetched(jpegOf(10))] });
      expect(await fetchFile()(id)).toEqual({ kind: 'done' });
      expect(await fetchFile()(id)).toEqual({ kind: 'done' });
      expect((await filesOf(id))[0]).toMatchObject({ refused: expect.stringMatching(/.+/) });
      expect([asked.length, await api.rows('bot_media_file')]).toEqual([1, before]);
    },
  );

  it('is refused for good when it is too large, and when the provider has it no more', async () => {
    const id = await message({ says: [fetched(jpegOf(5 * 1024 * 1024 + 1))] }, { says: [] });
    await fetchFile()(id);
    expect(await filesOf(id)).toMatchObject([
      { refused: expect.stringContaining('5 MB') },
      { refused: 'It is gone.' },
    ]);
  });

  it('is refused for good when its channel is no longer set up', async () => {
    const id = await message({ says: [fetched(jpegOf(100))] });
    expect(await fetchFile(null)(id)).toEqual({ kind: 'done' });
    expect(await filesOf(id)).toMatchObject([{ refused: expect.stringContaining('no longer set up') }]);
  });
});

describe('a file of a simulated phone', () => {
  it('is the one of the bot that was uploaded before', async () => {
    const uploaded = await api
      .call('post', `/api/bots/${talk.botId}/media`)
      .attach('file', jpegOf(100), { filename: 'a.jpg', contentType: 'image/jpeg' });
    const id = await message({ providerFileId: (uploaded.body as { id: string }).id });
    await fetchFile(plain)(id);
    expect(await mediaOf(id)).toMatchObject({ sizeBytes: 100 });
  });

  it.each(['01900000-0000-7000-8000-000000000001', 'not an id', "'; DROP TABLE send; --"])(
    'that nobody uploaded is refused: %s',
    async (providerFileId) => {
      const id = await message({ providerFileId });
      await fetchFile(plain)(id);
      expect(await filesOf(id)).toMatchObject([{ refused: 'The bot has no such file' }]);
    },
  );

  it('of another bot is refused', async () => {
    const talks = createTalks(api);
    const other = await talks.makeBot();
    const uploaded = await api
      .call('post', `/api/bots/${other}/media`)
      .attach('file', jpegOf(100), { filename: 'a.jpg', contentType: 'image/jpeg' });
    const id = await message({ providerFileId: (uploaded.body as { id: string }).id });
    await fetchFile(plain)(id);
    expect(await filesOf(id)).toMatchObject([{ refused: 'The bot has no such file' }]);
  });
});

describe('a message', () => {
  it('without files, or of nobody, has nothing to fetch', async () => {
    expect(await fetchFile()(await message())).toEqual({ kind: 'done' });
    expect(await fetchFile()(uuidv7())).toEqual({ kind: 'done' });
    expect(asked).toEqual([]);
  });
});
