import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { createParkedMessages, type ParkedMessage } from '../../../db/repositories/parked-messages';
import { MOST_FAILURES } from '../../../domain/messaging/most-failures';
import { createConversationRig, type ConversationRig } from '../../support/conversations/conversation-rig';
import { until, type RigPerson } from '../../support/conversations/rig-person';
import { echoes, echoScenario } from '../../support/conversations/small-scenarios';
import { failUntilMended } from '../../support/database-faults';

const POISON = 'veneno';

describe('a message whose turn fails', () => {
  let rig: ConversationRig;
  beforeAll(async () => {
    rig = await createConversationRig();
  });
  afterAll(() => rig.close());

  const somebody = async (): Promise<RigPerson> => {
    const { botId } = await rig.bot(echoScenario());
    const ana = await rig.person(botId);
    await ana.says('hola');
    return ana;
  };
  /** What fails is the turn that writes the poison into the transcript. */
  const poisoned = ({ dialogId }: RigPerson, how: Parameters<typeof failUntilMended>[2]) =>
    failUntilMended(
      rig.database.dataSource,
      {
        table: 'bot_dialog_history',
        on: 'INSERT',
        when: `NEW.dialog_state_id = '${dialogId}' AND NEW.message_data->>'text' = '${POISON}'`,
      },
      how,
    );
  const parked = () => createParkedMessages(rig.database.dataSource);
  const listed = async ({ contactId }: RigPerson): Promise<ParkedMessage[]> => {
    const page = await parked().list({ accountId: rig.accountId, after: null, limit: 100 });
    return page.filter((one) => one.contactId === contactId);
  };
  const failuresOf = async (id: string) => {
    const [row] = await rig.database.dataSource.query<{ failures: number; turn_failure: string | null }[]>(
      'SELECT failures, turn_failure FROM inbound_message WHERE id = $1',
      [id],
    );
    return row;
  };
  /** Lets the tries of an activity follow one another, which the server's clock skips to. */
  const trying = (holds: () => Promise<boolean>) =>
    until(async () => {
      await rig.env.sleep(10_000);
      return holds();
    });
  const storeAll = async (ana: RigPerson, texts: string[]): Promise<string[]> => {
    const ids: string[] = [];
    for (const text of texts) ids.push(await ana.store({ text }));
    return ids;
  };
  const runOf = async (ana: RigPerson) => (await ana.handle().describe()).runId;

  it('every time is parked, those behind it are answered, and replayed it is answered once', async () => {
    const ana = await somebody();
    const defect = await poisoned(ana, { code: '22023' });
    const [before = '', poison = '', after = ''] = await storeAll(ana, ['antes', POISON, 'después']);
    for (const id of [before, poison, after]) await ana.signal(id);
    await trying(() => Promise.resolve(echoes(ana.heard()).length === 2));
    await ana.untilAnswered([before, after]);
    expect(echoes(ana.heard())).toEqual(['antes', 'después']);
    const failed = 'QueryFailedError 22023 in turn';
    expect(await listed(ana)).toMatchObject([
      { id: poison, kind: 'inbound', failures: MOST_FAILURES, detail: expect.stringContaining(failed) },
    ]);

    await defect.mend();
    await ana.says('otra');
    expect(echoes(ana.heard())).toEqual(['antes', 'después', 'otra']);
    const run = await runOf(ana);
    await expect(parked().replay(rig.accountId, poison)).resolves.toBe('inbound');
    await rig.sweepMessages();
    await ana.untilAnswered([poison]);
    // The run that has seen the message already took it, and not a new one that remembers nothing.
    expect(await runOf(ana)).toBe(run);
    const again = { messageId: poison, hasFile: false, again: true };
    for (let n = 0; n < 2; n += 1) await rig.starter.messageReceived(ana.address, again);
    await ana.signal(poison);
    await ana.says('fin');
    expect(echoes(ana.heard())).toEqual(['antes', 'después', 'otra', POISON, 'fin']);
    expect(await listed(ana)).toEqual([]);
    await expect(parked().replay(rig.accountId, poison)).resolves.toBeNull();
  });

  it('is taken by itself after half of its tries, and those it failed with are not parked', async () => {
    const ana = await somebody();
    const { dialogId } = ana;
    const defect = await poisoned(ana, { code: '22023' });
    const ids = await storeAll(ana, ['antes', POISON, 'después']);
    const [before = '', poison = '', after = ''] = ids;
    let turns = 0;
    const take = (messageIds: string[]) => {
      const event = { kind: 'messages' as const, messageIds };
      const key = `test:${(turns += 1)}`;
      return new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') }).run(() =>
        rig.activities.performTurn({ v: 1, accountId: rig.accountId, dialogId, key, event }),
      );
    };
    for (let n = 0; n < MOST_FAILURES / 2; n += 1) await expect(take(ids)).rejects.toThrow();
    await expect(take(ids)).resolves.toMatchObject({ left: [poison, after] });
    for (let n = MOST_FAILURES / 2; n < MOST_FAILURES; n += 1) {
      await expect(take([poison, after])).rejects.toThrow();
    }
    await expect(take([poison, after])).resolves.toMatchObject({ left: [] });
    expect(echoes(ana.heard())).toEqual(['antes', 'después']);
    expect((await listed(ana)).map(({ id }) => id)).toEqual([poison]);
    expect([await failuresOf(before), await failuresOf(after)]).toMatchObject([
      { failures: MOST_FAILURES / 2 },
      { failures: MOST_FAILURES / 2 },
    ]);
    await defect.mend();
  });

  it('stays parked when it is marked as handled late', async () => {
    const ana = await somebody();
    const [id = ''] = await storeAll(ana, [POISON]);
    const failed = {
      accountId: rig.accountId,
      dialogId: ana.dialogId,
      messageIds: [id],
      detail: 'TypeError',
    };
    for (let n = 0; n < MOST_FAILURES; n += 1) await rig.turnMessages.noteFailedTurn(failed);
    await rig.inboundMessages.markHandled([id]);
    expect(await listed(ana)).toMatchObject([{ id, detail: 'TypeError' }]);
  });

  it.each([
    ['its connection breaks', 'disconnected' as const],
    ['the disk is full', { code: '53100' }],
    ['it meets a deadlock', { code: '40P01' }],
  ])('because %s is not counted, and is answered once when that is over', async (_, how) => {
    const ana = await somebody();
    const outage = await poisoned(ana, how);
    const [id = ''] = await storeAll(ana, [POISON]);
    await ana.signal(id);
    await trying(async () => (await outage.tries()) > MOST_FAILURES + 1);
    expect(await failuresOf(id)).toEqual({ failures: 0, turn_failure: null });
    await outage.mend();
    await trying(async () => ana.heard().includes(POISON));
    await ana.untilAnswered([id]);
    expect(echoes(ana.heard())).toEqual([POISON]);
  });
});
