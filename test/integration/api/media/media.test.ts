import request from 'supertest';
import { createMediaLibrary } from '../../../../db/media-files/media-library';
import { MediaStoreAway, type MediaStore } from '../../../../db/media-files/media-store';
import { createTalks } from '../../../support/conversations/talks';
import { jpegOf, REFUSED_FILES, TAKEN_FILES } from '../../../support/media/sample-files';
import { createTestApi, type TestApi } from '../../../support/test-api';

let api: TestApi;
let botId: string;

beforeAll(async () => {
  api = await createTestApi();
  botId = await makeBot('Ventas');
});
afterAll(() => api.close());

async function makeBot(name: string): Promise<string> {
  const bot = await api.deps.bots.create(api.account.id, { name, description: null, mode: 'scenario' });
  return bot?.id ?? '';
}

interface Media {
  id: string;
  fileName: string;
  mimeType: string;
  kind: string;
  sizeBytes: number;
  sha256: string;
  dialogId: string | null;
}

const PDF = Buffer.from('%PDF-1.7\n');
const upload = (bytes: Buffer, file: { filename: string; contentType: string }, bot = botId) =>
  api.call('post', `/api/bots/${bot}/media`).attach('file', bytes, file);
const mediaOf = ({ body }: request.Response) => body as Media;
const addPdf = async (filename = 'menu.pdf', bot = botId) =>
  mediaOf(await upload(PDF, { filename, contentType: 'application/pdf' }, bot));
/** The bytes of an answer of any type. */
const bytesOf = (test: request.Test) =>
  test.buffer(true).parse((res, done) => {
    const chunks: Buffer[] = [];
    res.on('data', (chunk: Buffer) => chunks.push(chunk));
    res.on('end', () => done(null, Buffer.concat(chunks)));
  });
const files = () => api.rows('bot_media_file');

describe('a file of a bot', () => {
  it.each(TAKEN_FILES)(
    'of %s is taken, listed, told about and given back as it was',
    async (mimeType, bytes) => {
      const added = await upload(bytes, { filename: 'algo', contentType: mimeType });
      expect([added.status, added.body]).toEqual([
        201,
        expect.objectContaining({ botId, dialogId: null, mimeType, sizeBytes: bytes.length }),
      ]);
      const { id } = mediaOf(added);
      expect(added.headers['location']).toBe(`/api/media/${id}`);
      expect((await api.call('get', `/api/media/${id}`)).body).toEqual(added.body);
      const content = await bytesOf(api.call('get', `/api/media/${id}/content`));
      expect(content.headers).toMatchObject({
        'content-type': mimeType.startsWith('text/') ? `${mimeType}; charset=utf-8` : mimeType,
        'content-disposition': expect.stringMatching(/^attachment; /),
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'",
      });
      expect(bytes.equals(content.body as Buffer)).toBe(true);
    },
  );

  it('may be the body itself, named in the address', async () => {
    const answer = await api
      .call('post', `/api/bots/${botId}/media?name=foto%20de%20Ana.jpg`)
      .set('content-type', 'image/jpeg')
      .send(jpegOf(100));
    expect([answer.status, answer.body]).toEqual([
      201,
      expect.objectContaining({ fileName: 'foto de Ana.jpg', kind: 'image', sizeBytes: 100 }),
    ]);
  });

  it('is gone once deleted, with its bytes', async () => {
    const { id } = await addPdf();
    expect((await api.call('delete', `/api/media/${id}`)).status).toBe(204);
    for (const path of [`/api/media/${id}`, `/api/media/${id}/content`]) {
      expect((await api.call('get', path)).status).toBe(404);
    }
    expect((await api.call('delete', `/api/media/${id}`)).status).toBe(404);
  });

  it('is listed with those of its bot alone, newest first, by kind and page by page', async () => {
    const bot = await makeBot('Otro');
    const made: Media[] = [];
    for (const name of ['a.pdf', 'b.pdf', 'c.pdf']) made.push(await addPdf(name, bot));
    const image = mediaOf(await upload(jpegOf(50), { filename: 'd.jpg', contentType: 'image/jpeg' }, bot));
    const list = async (query: string) =>
      (await api.call('get', `/api/bots/${bot}/media?${query}`)).body as {
        items: Media[];
        nextCursor: string;
      };
    const first = await list('limit=2');
    const second = await list(`limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([
      image.id,
      ...made.map(({ id }) => id).toReversed(),
    ]);
    expect(second.nextCursor).toBeNull();
    expect((await list('kind=image')).items.map(({ id }) => id)).toEqual([image.id]);
  });
});

describe('a store that is away', () => {
  const away: MediaStore = {
    put: () => Promise.reject(new MediaStoreAway('gone')),
    read: () => Promise.reject(new MediaStoreAway('gone')),
    remove: () => Promise.reject(new MediaStoreAway('gone')),
  };

  it('is answered with 503, and neither adds nor loses a file', async () => {
    const { id } = await addPdf();
    const before = await files();
    const { mediaLibrary, mediaFiles } = api.deps;
    api.deps.mediaLibrary = createMediaLibrary({ files: mediaFiles, store: away });
    const answers = [
      await upload(PDF, { filename: 'b.pdf', contentType: 'application/pdf' }),
      await api.call('get', `/api/media/${id}/content`),
      await api.call('delete', `/api/media/${id}`),
    ];
    api.deps.mediaLibrary = mediaLibrary;
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
    expect(answers[0]?.text).toContain('media files');
    expect(await files()).toBe(before);
    expect((await api.call('get', `/api/media/${id}/content`)).status).toBe(200);
  });
});

describe('deleting a bot', () => {
  it('erases its files with their bytes, and its transcripts wherever they are kept', async () => {
    const talks = createTalks(api);
    const bot = await talks.makeBot();
    const { dialogId } = await talks.talk(bot);
    const { id } = await addPdf('menu.pdf', bot);
    const file = await api.deps.mediaFiles.get(api.account.id, id);
    const erased: string[] = [];
    const { transcripts } = api.deps;
    api.deps.transcripts = {
      ...transcripts,
      eraseDialog: async (_accountId, dialog) => void erased.push(dialog),
    };
    expect((await api.call('delete', `/api/bots/${bot}`)).status).toBe(204);
    api.deps.transcripts = transcripts;
    expect(erased).toEqual([dialogId]);
    expect(file && (await api.deps.mediaLibrary.read(file))).toBeNull();
    expect((await api.call('get', `/api/media/${id}`)).status).toBe(404);
  });
});

describe('an upload', () => {
  it.each(REFUSED_FILES)(
    'of %s is refused under every name and type, and nothing is kept',
    async (_what, bytes) => {
      const before = await files();
      for (const [filename, contentType] of [
        ['foto.png', 'image/png'],
        ['nota.txt', 'text/plain'],
        ['pagina.html', 'text/html'],
        ['algo', 'application/octet-stream'],
      ] as const) {
        const answer = await upload(bytes, { filename, contentType });
        expect([contentType, answer.status, JSON.parse(answer.text)]).toEqual([
          contentType,
          415,
          expect.objectContaining({ code: 'unsupported_media_type', hint: expect.stringMatching(/.+/) }),
        ]);
      }
      expect(await files()).toBe(before);
    },
  );

  it('that is larger than its kind may be is refused', async () => {
    const before = await files();
    const image = await upload(jpegOf(5 * 1024 * 1024 + 1), { filename: 'a.jpg', contentType: 'image/jpeg' });
    expect([image.status, JSON.parse(image.text)]).toEqual([
      413,
      expect.objectContaining({ detail: expect.stringContaining('5 MB') }),
    ]);
    const huge = await upload(Buffer.alloc(16 * 1024 * 1024 + 1), {
      filename: 'a',
      contentType: 'text/plain',
    });
    expect(huge.status).toBe(413);
    expect(await files()).toBe(before);
  });

  it('to a bot of nobody, or of another account, is refused before it is read', async () => {
    const before = await files();
    const nobody = await upload(PDF, { filename: 'a.pdf', contentType: 'application/pdf' }, api.account.id);
    expect(nobody.status).toBe(404);
    const stranger = await request(api.app)
      .post(`/api/bots/${botId}/media`)
      .set('x-api-key', api.stranger.key)
      .attach('file', PDF, { filename: 'a.pdf', contentType: 'application/pdf' });
    expect(stranger.status).toBe(404);
    expect(await files()).toBe(before);
  });

  it.each([
    ['<script>alert(1)</script>.pdf', 'script>.pdf'],
    ['"><img src=x onerror=alert(1)>.pdf', '"><img src=x onerror=alert(1)>.pdf'],
    ["';DROP TABLE send;--.pdf", "';DROP TABLE send;--.pdf"],
    ['a\r\nSet-Cookie: session=1.pdf', 'aSet-Cookie: session=1.pdf'],
    ['../../../etc/cron.d/x.pdf', 'x.pdf'],
    ['factura.pdf\u202Efdp.exe', 'factura.pdffdp.exe.pdf'],
    ['{{contact.phone}}.pdf', '{{contact.phone}}.pdf'],
    ['=HYPERLINK("http://x").pdf', 'x").pdf'],
    ['😀 menú del día.pdf', '😀 menú del día.pdf'],
    ['x'.repeat(255), `${'x'.repeat(120)}.pdf`],
  ])('called %j keeps a name that is inert wherever it is shown', async (name, kept) => {
    const added = await api
      .call('post', `/api/bots/${botId}/media`)
      .query({ name })
      .set('content-type', 'application/pdf')
      .send(PDF);
    expect(mediaOf(added).fileName).toBe(kept);
    const content = await bytesOf(api.call('get', `/api/media/${mediaOf(added).id}/content`));
    const disposition = content.headers['content-disposition'] ?? '';
    expect(disposition).toMatch(/^attachment; filename="[\w. -]+"; filename\*=UTF-8''[\w.!~%-]+$/);
    expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).toBe(kept);
    expect(content.headers['set-cookie']).toBeUndefined();
  });

  it('with a name of half a character or of 256 is taken or refused, never an error of ours', async () => {
    const raw = (name: string) =>
      api
        .call('post', `/api/bots/${botId}/media?name=${name}`)
        .set('content-type', 'application/pdf')
        .send(PDF);
    expect((await raw('%ED%A0%BD.pdf')).status).toBe(201);
    expect((await raw('%00')).status).toBe(201);
    expect((await raw('x'.repeat(256))).status).toBe(400);
  });
});

describe('a signed address', () => {
  const pathOf = (url: string | null) => (url ?? '').replace('https://hilo.example', '');

  it('gives the bytes to whoever holds it, without a key', async () => {
    const { id } = await addPdf();
    const content = await bytesOf(request(api.app).get(pathOf(api.deps.mediaLinks.urlOf(id, Date.now()))));
    expect(content.status).toBe(200);
    expect(PDF.equals(content.body as Buffer)).toBe(true);
    expect(content.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-type': 'application/pdf',
    });
  });

  it('that is wrong, expired or of a file that is gone looks as if nothing were there', async () => {
    const [{ id }, other, gone] = [await addPdf(), await addPdf(), await addPdf()];
    const good = pathOf(api.deps.mediaLinks.urlOf(id, Date.now()));
    const ofGone = pathOf(api.deps.mediaLinks.urlOf(gone.id, Date.now()));
    await api.call('delete', `/api/media/${gone.id}`);
    const paths = [
      `/media/${id}`,
      `/media/${id}?e=99999999999&s=`,
      good.replace(id, other.id),
      good.replace(/s=./, 's='),
      good.replace(/e=\d+/, 'e=99999999999'),
      `${good}&e=1`,
      pathOf(api.deps.mediaLinks.urlOf(id, Date.now() - 7 * 3_600_000)),
      ofGone,
      '/media/x?e=1&s=1',
      '/media/%00?e=1&s=1',
      '/media/..%2f..%2fetc%2fpasswd?e=1&s=1',
    ];
    for (const path of paths) {
      const answer = await request(api.app).get(path);
      expect([path, answer.status, (answer.body as { detail?: string }).detail]).toEqual([
        path,
        404,
        'There is no file with this id.',
      ]);
    }
  });
});
