import { setTimeout as pause } from 'node:timers/promises';
import { createConversationRig, type ConversationRig } from '../../support/conversations/conversation-rig';
import { until, type RigPerson } from '../../support/conversations/rig-person';
import { echoes, echoScenario, HOUR, MINUTE } from '../../support/conversations/small-scenarios';

describe('the messages of a conversation', () => {
  let rig: ConversationRig;
  beforeAll(async () => {
    rig = await createConversationRig();
  });
  afterAll(() => rig.close());

  const begin = async (): Promise<RigPerson> => {
    const { botId } = await rig.bot(echoScenario());
    const ana = await rig.person(botId);
    await ana.says('hola');
    return ana;
  };

  it('that come during a turn are answered together in the next one, in their order', async () => {
    const ana = await begin();
    const release = rig.outside.holdUp(ana.phone);
    const first = await ana.store({ text: 'm0' });
    await ana.signal(first);
    await until(() => Promise.resolve(rig.outside.isHeldUp(ana.phone)));
    const burst: string[] = [];
    for (let n = 1; n <= 10; n += 1) burst.push(await ana.store({ text: `m${n}` }));
    for (const id of burst) await ana.signal(id);
    release();
    await ana.untilAnswered([first, ...burst]);
    expect(echoes(ana.heard())).toEqual(Array.from({ length: 11 }, (_, n) => `m${n}`));
    expect((await ana.dialog()).turn).toBe(3);
  });

  it('are taken as they were written where they were signalled in another order', async () => {
    const ana = await begin();
    const at = await rig.now();
    const release = rig.outside.holdUp(ana.phone);
    const first = await ana.store({ text: 'first' });
    await ana.signal(first);
    await until(() => Promise.resolve(rig.outside.isHeldUp(ana.phone)));
    const ids = [
      await ana.store({ text: 'third', at: at + 3000 }),
      await ana.store({ text: 'second', at: at + 2000 }),
    ];
    for (const id of ids) await ana.signal(id);
    release();
    await ana.untilAnswered([first, ...ids]);
    expect(echoes(ana.heard())).toEqual(['first', 'second', 'third']);
  });

  it('have no effect when they are signalled again in a later run', async () => {
    const ana = await begin();
    const id = await ana.store({ text: 'once' });
    await ana.signal(id);
    await ana.untilAnswered([id]);
    await rig.env.sleep(HOUR);
    await expect(ana.handle().result()).resolves.toMatchObject({ turns: 2 });
    await ana.signal(id);
    await expect(ana.handle().result()).resolves.toMatchObject({ turns: 2 });
    expect(echoes(ana.heard())).toEqual(['once']);
  });

  it('are answered when they come just as the workflow is being left', async () => {
    const people = await Promise.all(Array.from({ length: 30 }, begin));
    const ids = await Promise.all(people.map((person) => person.store({ text: 'espera' })));
    // While the clock leaps over the time for which it waits, each workflow is told at another moment of it.
    await Promise.all([
      rig.env.sleep(10 * MINUTE),
      ...people.map(async (person, n) => {
        await pause(n * 10);
        await person.signal(ids[n] ?? '');
      }),
    ]);
    await Promise.all(people.map((person, n) => person.untilAnswered([ids[n] ?? ''])));
    for (const person of people) expect(echoes(person.heard())).toEqual(['espera']);
  });

  it('make one dialog and one workflow, however many first ones come at once', async () => {
    const { botId } = await rig.bot(echoScenario());
    const phone = '+573001230001';
    const people = await Promise.all(Array.from({ length: 20 }, () => rig.person(botId, { phone })));
    expect(new Set(people.map(({ dialogId }) => dialogId)).size).toBe(1);
    const ids = await Promise.all(people.map((person, n) => person.store({ text: `m${n}` })));
    await Promise.all(people.map((person, n) => person.signal(ids[n] ?? '')));
    const [ana] = people;
    await ana?.untilAnswered(ids);
    // The first of them began the conversation; each of the others is echoed once.
    expect(echoes(ana?.heard() ?? [])).toHaveLength(19);
    expect(new Set(ana?.heard()).size).toBe(21);
    const [row] = await rig.database.dataSource.query<{ turns: number; rows: number }[]>(
      `SELECT count(DISTINCT turn)::int AS turns, count(*)::int AS rows FROM inbound_message
        WHERE dialog_state_id = $1`,
      [ana?.dialogId],
    );
    expect(row?.rows).toBe(20);
    expect((await ana?.dialog())?.turn).toBe(row?.turns);
  });
});
