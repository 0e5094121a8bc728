import { MockActivityEnvironment } from '@temporalio/testing';
import { createConversationRig, type ConversationRig } from '../../support/conversations/conversation-rig';
import { smallScenario } from '../../support/conversations/read-scenario';
import { until, type RigPerson } from '../../support/conversations/rig-person';
import { MINUTE } from '../../support/conversations/small-scenarios';
import { failOnce } from '../../support/database-faults';
import type { Answer } from '../../support/scripted-channel';

const threeMessages = () =>
  smallScenario({
    a: { kind: 'message', text: 'uno', next: 'b' },
    b: { kind: 'message', text: 'dos', next: 'c' },
    c: { kind: 'message', text: 'tres' },
    lost: { kind: 'message', text: '¿Cómo?' },
  });
const ALL = ['uno', 'dos', 'tres'];

describe('a turn that says three messages', () => {
  let rig: ConversationRig;
  beforeAll(async () => {
    rig = await createConversationRig();
  });
  afterAll(() => rig.close());

  const somebody = async (channel: 'simulator' | 'twilio', ...answers: Answer[]): Promise<RigPerson> => {
    const { botId } = await rig.bot(threeMessages());
    const ana = await rig.person(botId, { channel });
    rig.outside.script(ana.phone, ...answers);
    return ana;
  };
  const begin = async (ana: RigPerson): Promise<void> => {
    const id = await ana.store({ text: 'hola' });
    await ana.signal(id);
  };
  const states = async ({ contactId }: RigPerson): Promise<string[]> => {
    const rows = await rig.database.dataSource.query<{ state: string }[]>(
      'SELECT state FROM send WHERE contact_id = $1 ORDER BY id',
      [contactId],
    );
    return rows.map(({ state }) => state);
  };
  const heardAll = (ana: RigPerson) => until(() => Promise.resolve(ana.heard().length === ALL.length));

  it('says them in their order where the provider puts one off', async () => {
    const busy: Answer = { kind: 'not-sent', detail: '429', retryAfterMs: 5 * MINUTE };
    const ana = await somebody('simulator', 'accept', busy);
    await begin(ana);
    await until(() => Promise.resolve(ana.heard().length === 1));
    await rig.env.sleep(3 * MINUTE);
    // What comes after it is not for the sweep to say meanwhile.
    await rig.sweepSends();
    expect(ana.heard()).toEqual(['uno']);
    await rig.env.sleep(3 * MINUTE);
    await heardAll(ana);
    expect(ana.heard()).toEqual(ALL);
  });

  it('goes on after one that the provider refuses, and says so in the transcript', async () => {
    const refusal: Answer = {
      kind: 'rejected',
      code: '63016',
      detail: 'outside the window',
      optedOut: false,
    };
    const ana = await somebody('simulator', 'accept', refusal);
    await begin(ana);
    await until(() => Promise.resolve(ana.heard().length === 2));
    expect(ana.heard()).toEqual(['uno', 'tres']);
    await until(async () => (await states(ana))[2] === 'accepted');
    expect(await states(ana)).toEqual(['accepted', 'rejected', 'accepted']);
    const notSent = (await ana.transcript()).filter(({ event }) => event === 'not-sent');
    expect(notSent).toMatchObject([{ turn: 1, data: { state: 'rejected', code: '63016' } }]);
  });

  it('says each once when its process dies after it was written', async () => {
    const ana = await somebody('simulator');
    await failOnce(rig.database.dataSource, {
      table: 'send',
      on: 'UPDATE',
      when: `NEW.state = 'dispatching' AND NEW.contact_id = '${ana.contactId}'`,
    });
    await begin(ana);
    await heardAll(ana);
    expect(ana.heard()).toEqual(ALL);
    expect((await ana.dialog()).turn).toBe(1);
  });

  it('says nothing of a turn that was not written, and each once when it is', async () => {
    const ana = await somebody('simulator');
    await failOnce(rig.database.dataSource, {
      table: 'bot_dialog_history',
      on: 'INSERT',
      when: `NEW.dialog_state_id = '${ana.dialogId}'`,
    });
    await begin(ana);
    await heardAll(ana);
    expect(ana.heard()).toEqual(ALL);
    expect((await ana.dialog()).turn).toBe(1);
    expect((await ana.transcript()).filter(({ type }) => type === 'bot')).toHaveLength(3);
  });

  it('goes on after one whose provider took it while the process died, and never says it again', async () => {
    const ana = await somebody('simulator', 'accept', 'accept-and-crash');
    await begin(ana);
    await heardAll(ana);
    // It is heard a moment before it is written down.
    await until(async () => (await states(ana))[2] === 'accepted');
    expect(await states(ana)).toEqual(['accepted', 'dispatching', 'accepted']);
    await rig.env.sleep(2 * MINUTE);
    await rig.sweepSends();
    expect(await states(ana)).toEqual(['accepted', 'unconfirmed', 'accepted']);
    expect(ana.heard()).toEqual(ALL);
  });

  it('goes on after one whose fate is unknown, which is found out later', async () => {
    const ana = await somebody('twilio', 'accept-unheard');
    await begin(ana);
    await heardAll(ana);
    // The last one is heard a moment before it is written down.
    await until(async () => (await states(ana))[2] !== 'dispatching');
    expect(await states(ana)).toEqual(['dispatching', 'accepted', 'accepted']);
    await begin(ana);
    await until(() => Promise.resolve(ana.heard().length === 4));
    await rig.env.sleep(2 * MINUTE);
    await rig.sweepSends();
    expect(await states(ana)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
    expect(ana.heard()).toEqual([...ALL, '¿Cómo?']);
  });
});

describe('a turn whose task was lost after it was written', () => {
  let rig: ConversationRig;
  beforeAll(async () => {
    rig = await createConversationRig();
  });
  afterAll(() => rig.close());

  it('gives back the messages that came since, and says nothing again', async () => {
    const { botId } = await rig.bot(threeMessages());
    const ana = await rig.person(botId);
    const { accountId, dialogId } = await ana
      .dialog()
      .then(({ accountId: of, id }) => ({ accountId: of, dialogId: id }));
    const [first, second] = [await ana.store({ text: 'hola' }), await ana.store({ text: 'sigo aquí' })];
    const take = (messageIds: string[]) =>
      new MockActivityEnvironment().run(() =>
        rig.activities.performTurn({
          v: 1,
          accountId,
          dialogId,
          key: 'run:1',
          event: { kind: 'messages', messageIds },
        }),
      );
    await expect(take([first])).resolves.toMatchObject({ left: [] });
    await expect(take([first, second])).resolves.toMatchObject({ left: [second] });
    expect(ana.heard()).toEqual(ALL);
  });
});

describe('a provider that puts a message off for longer than people wait', () => {
  let rig: ConversationRig;
  beforeAll(async () => {
    rig = await createConversationRig();
  });
  afterAll(() => rig.close());

  it('no longer holds up the conversation, and the rest is said in its order when it can be', async () => {
    const { botId } = await rig.bot(threeMessages());
    const ana = await rig.person(botId);
    const busy: Answer = { kind: 'not-sent', detail: '429', retryAfterMs: 20 * MINUTE };
    rig.outside.script(ana.phone, busy, busy);
    const first = await ana.store({ text: 'hola' });
    await ana.signal(first);
    await until(() => Promise.resolve(rig.outside.calls.length === 1));
    await rig.env.sleep(21 * MINUTE);
    const second = await ana.store({ text: '¿y?' });
    await ana.signal(second);
    await until(() => Promise.resolve(ana.heard().length === 1));
    expect(ana.heard()).toEqual(['¿Cómo?']);
    await rig.env.sleep(25 * MINUTE);
    for (let sweep = 0; sweep < 3; sweep += 1) await rig.sweepSends();
    expect(ana.heard()).toEqual(['¿Cómo?', ...ALL]);
  });
});
