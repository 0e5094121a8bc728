import { createConversationRig, type ConversationRig } from '../../support/conversations/conversation-rig';
import { smallScenario } from '../../support/conversations/read-scenario';
import { until } from '../../support/conversations/rig-person';
import { DAY, HOUR, MINUTE, nameScenario } from '../../support/conversations/small-scenarios';

const later = () =>
  smallScenario({
    a: { kind: 'message', text: 'uno', auto: { after: '1h', next: 'b' } },
    b: { kind: 'end', text: 'dos' },
  });

const ORIGIN = { key: 'start-1', enrollmentId: '00000000-0000-7000-8000-000000000009', session: 2, day: 3 };

describe('a conversation that is ended from outside', () => {
  let rig: ConversationRig;
  beforeAll(async () => {
    rig = await createConversationRig();
  });
  beforeEach(() => {
    rig.programCalls.length = 0;
  });
  afterAll(() => rig.close());

  it('never fires the timers it had, and begins anew with the next message', async () => {
    const { botId } = await rig.bot(later());
    const ana = await rig.person(botId);
    await ana.says('hola');
    await rig.starter.close(ana.address, 'the contact opted out');
    await rig.env.sleep(DAY);
    expect(ana.heard()).toEqual(['uno']);
    expect(await ana.dialog()).toMatchObject({
      currentStep: null,
      state: { status: 'ended', waiting: null },
    });
    await ana.says('hola');
    await rig.env.sleep(HOUR + MINUTE);
    expect(ana.heard()).toEqual(['uno', 'uno', 'dos']);
  });

  it('is over even when a message that came before waits for its turn with it', async () => {
    const { botId } = await rig.bot(later());
    const ana = await rig.person(botId);
    const release = rig.outside.holdUp(ana.phone);
    await ana.signal(await ana.store({ text: 'hola' }));
    await until(() => Promise.resolve(rig.outside.isHeldUp(ana.phone)));
    const before = await ana.store({ text: '¿y?' });
    await ana.signal(before);
    await rig.starter.close(ana.address, 'the contact opted out');
    release();
    await ana.untilAnswered([before]);
    await rig.env.sleep(DAY);
    expect((await ana.transcript()).at(-1)?.event).toBe('closed');
    expect(await ana.dialog()).toMatchObject({ state: { status: 'ended', waiting: null } });
  });

  it('is not begun by somebody who has opted out, whatever they write', async () => {
    const { botId } = await rig.bot(later());
    const ana = await rig.person(botId);
    await rig.contacts.optOut(rig.accountId, ana.contactId, new Date(await rig.now()));
    await ana.says('hola');
    expect(await ana.dialog()).toMatchObject({ turn: 1, state: null });
    expect(await ana.noted('ignored')).toEqual(['the contact has opted out']);
    expect(
      await rig.database.dataSource.query('SELECT 1 FROM send WHERE contact_id = $1', [ana.contactId]),
    ).toEqual([]);
  });

  it('leaves its workflow when its dialog was deleted', async () => {
    const { botId } = await rig.bot(later());
    const ana = await rig.person(botId);
    await ana.says('hola');
    await rig.bots.remove(rig.accountId, botId);
    await rig.starter.close(ana.address, 'the bot was deleted');
    await expect(ana.handle().result()).resolves.toEqual({ status: 'ended', turns: 0 });
    await expect(ana.ask({ kind: 'return' })).resolves.toMatchObject({ kind: 'refused' });
    expect(ana.heard()).toEqual(['uno']);
  });
});

describe('a bot that is switched off', () => {
  let rig: ConversationRig;
  beforeAll(async () => {
    rig = await createConversationRig();
  });
  beforeEach(() => {
    rig.programCalls.length = 0;
  });
  afterAll(() => rig.close());

  it('keeps what is written and says nothing, by itself neither, until it is switched on', async () => {
    const { botId } = await rig.bot(later());
    const ana = await rig.person(botId);
    await ana.says('hola');
    await rig.bots.setActive(rig.accountId, botId, false);
    await ana.says('¿y?');
    await rig.env.sleep(DAY);
    expect(ana.heard()).toEqual(['uno']);
    expect(await ana.noted('ignored')).toEqual(['the bot is switched off']);
    expect((await ana.dialog()).turn).toBe(2);
    await rig.bots.setActive(rig.accountId, botId, true);
    await rig.env.sleep(HOUR);
    expect(ana.heard()).toEqual(['uno', 'dos']);
  });

  it('plays no day of a program, and what it said before completes none', async () => {
    const { botId, scenarioId } = await rig.bot(nameScenario());
    const ana = await rig.person(botId);
    await ana.says('hola');
    await rig.bots.setActive(rig.accountId, botId, false);
    await rig.starter.start(ana.address, { scenarioId, version: 1, origin: ORIGIN });
    await rig.env.sleep(MINUTE);
    await rig.bots.setActive(rig.accountId, botId, true);
    await ana.says('Ana');
    expect(ana.heard()).toEqual(['¿nombre?', 'hola Ana']);
    expect(rig.programCalls).toEqual([]);
  });
});

describe('a day of a program that is a scenario', () => {
  let rig: ConversationRig;
  beforeAll(async () => {
    rig = await createConversationRig();
  });
  beforeEach(() => {
    rig.programCalls.length = 0;
  });
  afterAll(() => rig.close());

  it('is begun once however often its start is signalled, and completed by its end', async () => {
    const { botId, scenarioId } = await rig.bot(nameScenario());
    const ana = await rig.person(botId);
    for (let n = 0; n < 3; n += 1) {
      await rig.starter.start(ana.address, { scenarioId, version: 1, origin: ORIGIN });
    }
    await rig.env.sleep(MINUTE);
    expect(ana.heard()).toEqual(['¿nombre?']);
    await ana.says('Ana');
    expect(rig.programCalls).toEqual(['complete S2D3']);
    await rig.starter.start(ana.address, { scenarioId, version: 1, origin: ORIGIN });
    await ana.says('hola');
    await ana.says('Ana');
    expect(ana.heard()).toEqual(['¿nombre?', 'hola Ana', '¿nombre?', 'hola Ana']);
    expect(rig.programCalls).toEqual(['complete S2D3']);
  });

  it('is not completed by a conversation that a limit stopped', async () => {
    const { botId, scenarioId } = await rig.bot(
      smallScenario(
        { a: { kind: 'message', text: 'uno', auto: { after: '1s', next: 'a' } } },
        { limits: { stepsUnanswered: 5 } },
      ),
    );
    const ana = await rig.person(botId);
    await rig.starter.start(ana.address, { scenarioId, version: 1, origin: ORIGIN });
    await rig.env.sleep(HOUR);
    expect(await ana.dialog()).toMatchObject({ state: { status: 'ended' } });
    expect(await ana.noted('limit')).toHaveLength(1);
    expect(rig.programCalls).toEqual([]);
  });
});

describe('an agent step, as long as there is no language model,', () => {
  let rig: ConversationRig;
  beforeAll(async () => {
    rig = await createConversationRig();
  });
  afterAll(() => rig.close());

  it.each([
    ['the way for errors', { onError: 'sorry' }, 'no puedo'],
    ['the fallback', {}, '¿Cómo?'],
  ])('takes %s and says so in the transcript', async (_what, more, said) => {
    const { botId } = await rig.bot(
      smallScenario({
        a: { kind: 'agent', goal: 'vender', next: 'b', ...more },
        b: { kind: 'end', text: 'hecho' },
        sorry: { kind: 'end', text: 'no puedo' },
        lost: { kind: 'message', text: '¿Cómo?' },
      }),
    );
    const ana = await rig.person(botId);
    await ana.says('hola');
    expect(ana.heard()).toEqual([said]);
    expect(await ana.noted('error')).toEqual(['the agent failed']);
  });
});
