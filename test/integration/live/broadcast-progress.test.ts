import { createTestApi, type TestApi } from '../../support/test-api';
import { smallBroadcast } from '../../support/broadcast-plan';
import { createListedBroadcast } from '../../support/list-people';
import { startLiveServer, watchLive, type LiveServer } from '../../support/live-server';

let api: TestApi;
let server: LiveServer;
beforeAll(async () => {
  api = await createTestApi();
  server = await startLiveServer(api.deps, api.database.url);
});
afterAll(async () => {
  await server.stop();
  await api.close();
});

const outbox = () => api.database.dataSource.query<unknown[]>('SELECT kind FROM live_outbox');

describe('a broadcast', () => {
  it('tells its progress in counts, and of no send by itself', async () => {
    const { dataSource } = api.database;
    const { id } = await createListedBroadcast(
      dataSource,
      smallBroadcast(api.account.id, { title: 'Live' }),
      3,
    );
    const watcher = await watchLive(server.url, { key: api.account.key });
    await watcher.events('broadcast', 1);
    // At once: the count of each second must not see one without the other.
    await dataSource.transaction(async (db) => {
      await db.query(
        `INSERT INTO send (id, account_id, idempotency_key, contact_id, channel, content, state, broadcast_id, ordinal)
         SELECT gen_random_uuid(), account_id, 'b:' || ordinal, contact_id, 'simulator', '{}', 'dispatching',
                broadcast_id, ordinal FROM broadcast_recipient WHERE broadcast_id = $1`,
        [id],
      );
      await db.query("UPDATE send SET state = 'accepted' WHERE broadcast_id = $1 AND ordinal <= 2", [id]);
    });
    const [, last] = await watcher.events('broadcast', 2);
    expect(last?.data).toMatchObject({ id, progress: { total: 3, sent: 2, pending: 1, failed: 0 } });
    expect(watcher.frames.filter(({ kind }) => kind === 'message' || kind === 'send')).toEqual([]);
    await watcher.close();
  });

  it('tells nothing when nothing changed, and at most once a second', async () => {
    const { liveEvents } = api.deps;
    const { dataSource } = api.database;
    await server.stop();
    await dataSource.query("UPDATE live_broadcast SET told_at = now() - interval '1 hour'");
    await liveEvents.noteBroadcasts();
    expect(await outbox()).toEqual([]);
    await dataSource.query(
      "UPDATE send SET state = 'delivered' WHERE broadcast_id IS NOT NULL AND ordinal = 1",
    );
    await liveEvents.noteBroadcasts();
    expect(await outbox()).toEqual([{ kind: 'broadcast' }]);
    await dataSource.query(
      "UPDATE send SET state = 'delivered' WHERE broadcast_id IS NOT NULL AND ordinal = 2",
    );
    // However slow this machine is, the second is not over yet.
    await dataSource.query("UPDATE live_broadcast SET told_at = now() + interval '1 hour'");
    await liveEvents.noteBroadcasts();
    expect(await outbox()).toEqual([{ kind: 'broadcast' }]);
    server = await startLiveServer(api.deps, api.database.url);
  });
});
