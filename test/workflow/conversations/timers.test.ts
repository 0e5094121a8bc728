import { createConversationRig, type ConversationRig } from '../../support/conversations/conversation-rig';
import { smallScenario } from '../../support/conversations/read-scenario';
import { DAY, HOUR, MINUTE } from '../../support/conversations/small-scenarios';

// No cache: the test server waits in vain for a sticky queue whose worker has gone.
const UNCACHED = { maxCachedWorkflows: 0 };

describe.each([
  ['with its workflow in memory', {}],
  ['replayed at every task', UNCACHED],
])('what a conversation does by itself, %s,', (_how, worker) => {
  let rig: ConversationRig;
  beforeAll(async () => {
    rig = await createConversationRig({ worker });
  });
  afterAll(() => rig.close());

  const chain = (keep: boolean) =>
    smallScenario({
      a: { kind: 'message', text: 'uno', auto: { after: '3s', next: 'b' } },
      b: { kind: 'message', text: 'dos', auto: { after: '2d', next: 'c', keep } },
      c: { kind: 'message', text: 'tres', auto: { after: '1h', next: 'd' } },
      d: { kind: 'end', text: 'cuatro' },
      lost: { kind: 'message', text: '¿Cómo?' },
    });

  it('follows a chain of automatic transitions, each at its time', async () => {
    const { botId } = await rig.bot(chain(false));
    const ana = await rig.person(botId);
    await ana.says('hola');
    await rig.env.sleep(MINUTE);
    expect(ana.heard()).toEqual(['uno', 'dos']);
    await rig.env.sleep(2 * DAY);
    expect(ana.heard()).toEqual(['uno', 'dos', 'tres']);
    await rig.env.sleep(HOUR);
    expect(ana.heard()).toEqual(['uno', 'dos', 'tres', 'cuatro']);
    expect(await ana.view()).toMatchObject({ status: 'ended', timers: [] });
  });

  it('is cancelled by a message', async () => {
    const { botId } = await rig.bot(chain(false));
    const ana = await rig.person(botId);
    await ana.says('hola');
    await rig.env.sleep(MINUTE);
    await ana.says('espera');
    await rig.env.sleep(3 * DAY);
    expect(ana.heard()).toEqual(['uno', 'dos', '¿Cómo?']);
  });

  it('is kept through a message where the scenario says so', async () => {
    const { botId } = await rig.bot(chain(true));
    const ana = await rig.person(botId);
    await ana.says('hola');
    await rig.env.sleep(MINUTE);
    await ana.says('espera');
    expect(ana.heard()).toEqual(['uno', 'dos']);
    await rig.env.sleep(2 * DAY);
    expect(ana.heard()).toEqual(['uno', 'dos', 'tres']);
  });

  it('ends a question nobody answers at its timeout, which begins again with every wrong answer', async () => {
    const { botId } = await rig.bot(
      smallScenario(
        {
          a: {
            kind: 'ask',
            text: '¿cuántos?',
            answer: { kind: 'number' },
            save: 'count',
            invalid: { text: 'un número', tries: 3 },
            timeout: { after: '1h', next: 'gone' },
            next: 'gone',
          },
          gone: { kind: 'end', text: 'adiós' },
        },
        { variables: { count: null } },
      ),
    );
    const ana = await rig.person(botId);
    await ana.says('hola');
    await rig.env.sleep(40 * MINUTE);
    await ana.says('muchos');
    await rig.env.sleep(40 * MINUTE);
    expect(ana.heard()).toEqual(['¿cuántos?', 'un número']);
    await rig.env.sleep(30 * MINUTE);
    expect(ana.heard()).toEqual(['¿cuántos?', 'un número', 'adiós']);
  });
});

describe('a wait', () => {
  let rig: ConversationRig;
  beforeAll(async () => {
    rig = await createConversationRig({ worker: UNCACHED });
  });
  afterAll(() => rig.close());

  it('lasts sixty days, and survives that the worker is restarted', async () => {
    const { botId } = await rig.bot(
      smallScenario({
        a: { kind: 'message', text: 'hasta luego', next: 'pause' },
        pause: { kind: 'wait', for: '60d', next: 'b' },
        b: { kind: 'end', text: 'dos meses después' },
      }),
    );
    const ana = await rig.person(botId);
    await ana.says('hola');
    await rig.env.sleep(59 * DAY);
    await rig.restartWorker();
    expect(ana.heard()).toEqual(['hasta luego']);
    await rig.env.sleep(DAY + MINUTE);
    expect(ana.heard()).toEqual(['hasta luego', 'dos meses después']);
  });
});
