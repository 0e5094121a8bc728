import { createConversationRig, type ConversationRig } from '../../support/conversations/conversation-rig';
import { smallScenario } from '../../support/conversations/read-scenario';
import { DAY, HOUR, MINUTE, nameScenario } from '../../support/conversations/small-scenarios';

const TAKE_OVER = { kind: 'hand-off', until: null, reason: null } as const;
const GIVE_BACK = { kind: 'return' } as const;

describe('a conversation in the hands of a person', () => {
  let rig: ConversationRig;
  beforeAll(async () => {
    rig = await createConversationRig();
  });
  afterAll(() => rig.close());

  describe('by a step of its scenario', () => {
    const handedOff = async () => {
      const { botId } = await rig.bot(
        smallScenario({
          a: {
            kind: 'handoff',
            text: 'ya viene alguien',
            team: 'soporte',
            timeout: { after: '2h', next: 'nobody' },
            next: 'back',
          },
          nobody: { kind: 'end', text: 'nadie pudo' },
          back: { kind: 'end', text: 'sigo yo' },
        }),
      );
      const ana = await rig.person(botId);
      await ana.says('hola');
      return ana;
    };

    it('hears nothing of the bot until its deadline, and then goes the way for it', async () => {
      const ana = await handedOff();
      expect(await ana.view()).toMatchObject({ handoff: { by: 'scenario' }, waitingFor: 'person' });
      expect((await ana.dialog()).handoff).toMatchObject({ by: 'scenario', team: 'soporte' });
      await ana.says('¿hay alguien?');
      expect(ana.heard()).toEqual(['ya viene alguien']);
      await rig.env.sleep(2 * HOUR + MINUTE);
      expect(ana.heard()).toEqual(['ya viene alguien', 'nadie pudo']);
      expect(await ana.dialog()).toMatchObject({ handoff: null });
    });

    it('goes on with the step after it when it is given back in time', async () => {
      const ana = await handedOff();
      await expect(ana.ask(GIVE_BACK)).resolves.toMatchObject({ kind: 'updated', view: { status: 'ended' } });
      await rig.env.sleep(3 * HOUR);
      expect(ana.heard()).toEqual(['ya viene alguien', 'sigo yo']);
    });
  });

  describe('by an operator', () => {
    const reminding = () =>
      smallScenario(
        {
          a: {
            kind: 'ask',
            text: '¿nombre?',
            answer: { kind: 'text' },
            save: 'name',
            timeout: { after: '1h', next: 'late' },
            next: 'b',
          },
          b: { kind: 'end', text: 'hola {{name}}' },
          late: { kind: 'end', text: 'se acabó el tiempo' },
        },
        { variables: { name: null } },
      );

    it('keeps what is written in the transcript, fires no timer meanwhile, and catches up at the return', async () => {
      const { botId } = await rig.bot(reminding());
      const ana = await rig.person(botId);
      await ana.says('hola');
      await ana.ask(TAKE_OVER);
      await ana.says('necesito ayuda');
      await rig.env.sleep(DAY);
      expect(ana.heard()).toEqual(['¿nombre?']);
      const said = (await ana.transcript()).filter(({ type }) => type === 'user');
      expect(said.map(({ data }) => data['text'])).toEqual(['hola', 'necesito ayuda']);
      expect(await ana.noted('ignored')).toEqual(['a person has taken over']);
      await ana.ask(GIVE_BACK);
      await rig.env.sleep(MINUTE);
      expect(ana.heard()).toEqual(['¿nombre?', 'se acabó el tiempo']);
    });

    it('goes on by itself at the deadline', async () => {
      const { botId } = await rig.bot(nameScenario());
      const ana = await rig.person(botId);
      await ana.says('hola');
      await ana.ask({ kind: 'hand-off', until: (await rig.now()) + 2 * HOUR, reason: 'llamar' });
      await ana.says('Ana');
      await rig.env.sleep(2 * HOUR + MINUTE);
      expect(await ana.dialog()).toMatchObject({ handoff: null, currentStep: 'a' });
      await ana.says('Ana María');
      expect(ana.heard()).toEqual(['¿nombre?', 'hola Ana María']);
    });

    it('can take over, and give back, when no workflow runs any more', async () => {
      const { botId } = await rig.bot(nameScenario());
      const ana = await rig.person(botId);
      await ana.says('hola');
      await ana.handle().result();
      await expect(ana.ask(TAKE_OVER)).resolves.toMatchObject({
        kind: 'updated',
        view: { step: 'a', handoff: { by: 'operator', until: null } },
      });
      await ana.says('Ana');
      expect(ana.heard()).toEqual(['¿nombre?']);
      await expect(ana.ask(GIVE_BACK)).resolves.toMatchObject({ view: { handoff: null } });
      await ana.handle().result();
      await ana.says('Ana María');
      expect(ana.heard()).toEqual(['¿nombre?', 'hola Ana María']);
    });

    it('is refused in words where nobody has taken it over, whether its workflow runs or not', async () => {
      const { botId } = await rig.bot(nameScenario());
      const ana = await rig.person(botId);
      await ana.says('hola');
      const refused = { kind: 'refused', refusal: 'Nobody has taken this conversation over.' };
      await expect(ana.ask(GIVE_BACK)).resolves.toEqual(refused);
      await ana.handle().result();
      await expect(ana.ask(GIVE_BACK)).resolves.toEqual(refused);
    });

    it('answers two who ask at once, one after the other', async () => {
      const { botId } = await rig.bot(nameScenario());
      const ana = await rig.person(botId);
      await ana.says('hola');
      await ana.ask(TAKE_OVER);
      const answers = await Promise.all([ana.ask(GIVE_BACK), ana.ask(GIVE_BACK)]);
      expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['refused', 'updated']);
      const [, taken] = await Promise.all([
        ana.ask(TAKE_OVER),
        ana.ask({ ...TAKE_OVER, until: (await rig.now()) + DAY }),
      ]);
      expect(taken).toMatchObject({ kind: 'updated' });
      expect((await ana.dialog()).turn).toBe(5);
    });
  });
});
