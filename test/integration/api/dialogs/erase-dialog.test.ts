import { uuidv7 } from 'uuidv7';
import { createTalks, HANDED_OFF, refusalOf } from '../../../support/conversations/talks';
import { createTestApi, type TestApi } from '../../../support/test-api';

let api: TestApi;
let talks: ReturnType<typeof createTalks>;
beforeAll(async () => {
  api = await createTestApi();
  talks = createTalks(api);
});
afterAll(() => api.close());

const get = (path: string) => api.call('get', path);
const post = (path: string, body: object = {}) => api.call('post', path).send(body);

describe('deleting a dialog', () => {
  const said = 'palabra-secreta-7281';

  /** A dialog with a message, a send, a transcript and a file, all of which say the word. */
  async function withWords() {
    const it = await talks.talk(await talks.makeBot());
    const { botId, contactId, dialogId } = it;
    const accountId = api.account.id;
    await talks.turn(dialogId, { handoff: HANDED_OFF });
    await post(`/api/dialogs/${dialogId}/messages`, { text: said, key: 'k' });
    await api.deps.inboundMessages.store({
      ...{ accountId, channel: 'simulator', providerId: uuidv7(), contactId, botId, dialogId },
      ...{ text: said, receivedAt: new Date() },
    });
    const file = await api.deps.mediaLibrary.add({
      ...{ id: uuidv7(), accountId, botId, dialogId, kind: 'document', fileName: `${said}.txt` },
      ...{ mimeType: 'text/plain', bytes: Buffer.from(said) },
    });
    return { ...it, fileId: file?.id ?? '' };
  }
  const tablesWithWord = async () => {
    const tables = ['send', 'inbound_message', 'bot_dialog_state', 'bot_dialog_history', 'bot_media_file'];
    const counts = await Promise.all(
      tables.map((table) =>
        api.database.dataSource.query<unknown[]>(`SELECT 1 FROM ${table} row WHERE row::text LIKE $1`, [
          `%${said}%`,
        ]),
      ),
    );
    return tables.filter((_table, index) => counts[index]?.length);
  };

  it('ends its conversation and leaves none of its words anywhere; asked again it is not found', async () => {
    const { dialogId, fileId } = await withWords();
    expect(await tablesWithWord()).toHaveLength(4);
    expect((await api.call('delete', `/api/dialogs/${dialogId}`)).status).toBe(204);
    expect(api.temporal.asked).toContain(`close ${dialogId} the dialog was deleted`);
    expect(await tablesWithWord()).toEqual([]);
    for (const path of ['', '/history', '/export']) {
      expect((await get(`/api/dialogs/${dialogId}${path}`)).status).toBe(404);
    }
    expect((await get(`/api/media/${fileId}/content`)).status).toBe(404);
    expect((await api.call('delete', `/api/dialogs/${dialogId}`)).status).toBe(404);
  });

  it('cancels what was not sent, leaves other dialogs alone and has nothing to handle again', async () => {
    const [{ dialogId }, other] = [await withWords(), await withWords()];
    await api.call('delete', `/api/dialogs/${dialogId}`);
    const sends = await api.database.dataSource.query<{ state: string }[]>(
      "SELECT state FROM send WHERE idempotency_key LIKE 'message:dialog:' || $1 || ':%'",
      [dialogId],
    );
    expect(sends).toEqual([{ state: 'cancelled' }]);
    const open = await api.deps.inboundMessages.unhandled(new Date(Date.now() + 1000), 100);
    expect(open.map((message) => message.dialogId)).not.toContain(dialogId);
    expect((await get(`/api/dialogs/${other.dialogId}/history`)).text).toContain(said);
    await api.call('delete', `/api/dialogs/${other.dialogId}`);
  });

  it('changes nothing while Temporal is away', async () => {
    const { dialogId } = await withWords();
    api.temporal.away = true;
    const answer = await api.call('delete', `/api/dialogs/${dialogId}`);
    api.temporal.away = false;
    expect(refusalOf(answer)).toEqual([503, 'unavailable']);
    expect(await tablesWithWord()).toHaveLength(4);
    await api.call('delete', `/api/dialogs/${dialogId}`);
  });
});
