import { PICTURE } from '../../../support/browser/picture';
import { createTalks, HANDED_OFF, refusalOf } from '../../../support/conversations/talks';
import { createTestApi, type TestApi } from '../../../support/test-api';

const TEMPLATE = { template: 'HX1', variables: { '1': 'Ana' }, preview: 'Hola {{1}}' };
let api: TestApi;
let talks: ReturnType<typeof createTalks>;
beforeAll(async () => {
  api = await createTestApi();
  talks = createTalks(api);
});
afterAll(() => api.close());

const says = (dialogId: string, body: object) =>
  api.call('post', `/api/dialogs/${dialogId}/messages`).send(body);
const upload = async (botId: string): Promise<string> => {
  const added = await api
    .call('post', `/api/bots/${botId}/media?name=carta.png`)
    .type('image/png')
    .send(PICTURE.buffer);
  return (added.body as { id: string }).id;
};
const historyOf = async (dialogId: string) => {
  const { body } = await api.call('get', `/api/dialogs/${dialogId}/history`);
  return (body as { items: { sends: object[] }[] }).items;
};

describe('a person in a dialog', () => {
  it('sends a template, whose words the transcript shows as the contact reads them', async () => {
    const { dialogId } = await talks.takenOver();
    const { status, body } = await says(dialogId, { template: TEMPLATE });
    expect([status, body]).toEqual([
      202,
      expect.objectContaining({ content: { kind: 'template', ...TEMPLATE } }),
    ]);
    expect(await talks.transcriptOf(dialogId)).toMatchObject([
      { type: 'operator', data: { text: 'Hola Ana', template: 'HX1' } },
    ]);
  });

  it("sends one of the bot's files, with words under it", async () => {
    const { dialogId, botId } = await talks.takenOver();
    const media = await upload(botId);
    const { status, body } = await says(dialogId, { media, text: 'La carta' });
    const file = { kind: 'image', media, caption: 'La carta' };
    expect([status, body]).toEqual([202, expect.objectContaining({ content: { kind: 'file', file } })]);
    expect(await talks.transcriptOf(dialogId)).toMatchObject([
      { data: { text: 'La carta', media: [{ kind: 'image', mediaId: media }] } },
    ]);
  });

  it('sends no file of another bot', async () => {
    const { dialogId } = await talks.takenOver();
    const media = await upload(await talks.makeBot());
    expect(refusalOf(await says(dialogId, { media }))).toEqual([400, 'invalid_request']);
    expect(await talks.transcriptOf(dialogId)).toEqual([]);
  });

  it.each([
    ['nothing', {}],
    ['a template and words', { template: TEMPLATE, text: 'hola' }],
    ['a template without a name', { template: { template: ' ' } }],
  ])('is refused with %s', async (_what, body) => {
    const { dialogId } = await talks.takenOver();
    expect(refusalOf(await says(dialogId, body))).toEqual([400, 'invalid_request']);
  });

  it('sees in the transcript how each message went out', async () => {
    const { dialogId } = await talks.takenOver();
    const { body } = await says(dialogId, { text: 'Ya voy' });
    const { id } = body as { id: string };
    expect(await historyOf(dialogId)).toMatchObject([{ sends: [{ id, state: 'reserved', detail: null }] }]);
  });
});

describe('the window of a dialog', () => {
  const windowOf = async (dialogId: string) =>
    ((await api.call('get', `/api/dialogs/${dialogId}`)).body as { window: unknown }).window;

  it('closes 24 hours after the person last wrote', async () => {
    const { dialogId, contactId } = await talks.talk(await talks.makeBot(), 0, 'twilio');
    await talks.turn(dialogId, { handoff: HANDED_OFF });
    expect(await windowOf(dialogId)).toEqual({ closesAt: null });
    await api.database.dataSource.query(
      `UPDATE contact_identity SET last_inbound_at = '2026-11-20T10:00:00Z' WHERE contact_id = $1`,
      [contactId],
    );
    expect(await windowOf(dialogId)).toEqual({ closesAt: '2026-11-21T10:00:00.000Z' });
  });

  it('is none where a person may always be written to', async () => {
    const { dialogId } = await talks.takenOver();
    expect(await windowOf(dialogId)).toBeNull();
  });
});
