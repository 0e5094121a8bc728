import { createConversationRig, type ConversationRig } from '../../support/conversations/conversation-rig';
import { readScenario, smallScenario } from '../../support/conversations/read-scenario';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('a conversation', () => {
  let rig: ConversationRig;
  beforeAll(async () => {
    rig = await createConversationRig();
  });
  afterAll(() => rig.close());

  it('books a table through its branches, by labels, numbers and words', async () => {
    const { botId } = await rig.bot(readScenario('examples/scenarios/restaurant-booking.json'));
    const ana = await rig.person(botId);
    await ana.says('hola');
    await ana.says('reservar mesa');
    await ana.says('cuatro mil');
    await ana.says('4');
    expect(ana.heard().slice(-2)).toEqual([
      'Escribe un número de 1 a 40, por favor.',
      expect.stringMatching(/Qué día/),
    ]);
    const dialog = await ana.dialog();
    expect(dialog.currentStep).toBe('ask-day');
    expect(dialog.collectedData).toMatchObject({ guests: 4 });
    expect(await ana.view()).toMatchObject({
      step: 'ask-day',
      status: 'running',
      waitingFor: 'answer',
      turns: 4,
    });
  });

  it('gives every message one turn, in order, however fast they come and however often each is signalled', async () => {
    const { botId } = await rig.bot(
      smallScenario(
        {
          a: { kind: 'ask', text: 'otra', answer: { kind: 'text' }, save: 'last', next: 'echo' },
          echo: { kind: 'message', text: '{{last}}', next: 'a' },
        },
        { variables: { last: null } },
      ),
    );
    const ana = await rig.person(botId);
    await ana.says('empieza');
    const ids: string[] = [];
    for (let n = 1; n <= 10; n += 1) ids.push(await ana.store({ text: `m${n}` }));
    await Promise.all(ids.flatMap((id) => [ana.signal(id), ana.signal(id)]));
    await ana.untilAnswered(ids);
    const echoed = ana.heard().filter((text) => text.startsWith('m'));
    expect(echoed).toHaveLength(10);
    expect(new Set(echoed).size).toBe(10);
  });

  it('moves on by itself after a delay, and a message in between cancels that', async () => {
    const scenario = smallScenario({
      a: { kind: 'message', text: 'uno', auto: { after: '2d' }, next: 'b' },
      b: { kind: 'end', text: 'dos días después' },
    });
    const { botId } = await rig.bot(scenario);
    const patient = await rig.person(botId);
    const talkative = await rig.person(botId);
    await patient.says('hola');
    await talkative.says('hola');
    await rig.env.sleep(DAY);
    await talkative.says('ya');
    expect(talkative.heard()).toEqual(['uno', 'dos días después']);
    await rig.env.sleep(DAY + MINUTE);
    expect(patient.heard()).toEqual(['uno', 'dos días después']);
    expect(talkative.heard()).toHaveLength(2);
  });

  it('ends an unanswered question at its timeout', async () => {
    const { botId } = await rig.bot(
      smallScenario(
        {
          a: {
            kind: 'ask',
            text: '¿nombre?',
            answer: { kind: 'text' },
            save: 'name',
            timeout: { after: '2h', next: 'gone' },
            next: 'gone',
          },
          gone: { kind: 'end', text: 'adiós {{name}}' },
        },
        { variables: { name: null } },
      ),
    );
    const ana = await rig.person(botId);
    await ana.says('hola');
    await rig.env.sleep(2 * HOUR + MINUTE);
    expect(ana.heard()).toEqual(['¿nombre?', expect.stringMatching(/^adiós/)]);
  });

  it('is left when nobody writes, and goes on from where it stood with the next message', async () => {
    const { botId } = await rig.bot(
      smallScenario(
        {
          a: { kind: 'ask', text: '¿nombre?', answer: { kind: 'text' }, save: 'name', next: 'b' },
          b: { kind: 'end', text: 'hola {{name}}' },
        },
        { variables: { name: null } },
      ),
    );
    const ana = await rig.person(botId);
    await ana.says('hola');
    await rig.env.sleep(HOUR);
    await expect(ana.handle().result()).resolves.toEqual({ status: 'running', turns: 1 });
    await ana.says('Ana María');
    expect(ana.heard()).toEqual(['¿nombre?', 'hola Ana María']);
  });
});
