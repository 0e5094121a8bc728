import { createConversationRig, type ConversationRig } from '../../support/conversations/conversation-rig';
import { smallScenario } from '../../support/conversations/read-scenario';
import { until } from '../../support/conversations/rig-person';
import { MINUTE } from '../../support/conversations/small-scenarios';

const MEDIA = '00000000-0000-7000-8000-000000000001';

describe('a file that a person sends', () => {
  let rig: ConversationRig;
  beforeAll(async () => {
    rig = await createConversationRig();
  });
  afterAll(() => rig.close());

  const asked = async () => {
    const { botId } = await rig.bot(
      smallScenario(
        {
          a: {
            kind: 'ask',
            text: '¿foto?',
            answer: { kind: 'media', kinds: ['image'] },
            save: 'photo',
            invalid: { text: 'una foto, por favor', tries: 5 },
            next: 'b',
          },
          b: { kind: 'message', text: 'gracias' },
        },
        { variables: { photo: null } },
      ),
    );
    const ana = await rig.person(botId);
    await ana.says('hola');
    return ana;
  };

  it('is waited for until its provider has it', async () => {
    const ana = await asked();
    const id = await ana.store({ file: { kind: 'image', answers: ['later', 'later', { mediaId: MEDIA }] } });
    await ana.signal(id);
    await rig.env.sleep(MINUTE);
    await ana.untilAnswered([id]);
    expect(ana.heard()).toEqual(['¿foto?', 'gracias']);
    expect(JSON.stringify((await ana.dialog()).collectedData['photo'])).toContain(MEDIA);
    const [, sent] = (await ana.transcript()).filter(({ type }) => type === 'user');
    expect(sent?.data['media']).toEqual([{ kind: 'image', fileName: null, mediaId: MEDIA }]);
  });

  it('is missing from its message when it is refused', async () => {
    const ana = await asked();
    await ana.tells({ file: { kind: 'image', answers: [{ refused: 'too large' }] } });
    expect(ana.heard()).toEqual(['¿foto?', 'una foto, por favor']);
  });

  it('that never comes is given up after five minutes, and its words are answered', async () => {
    const ana = await asked();
    const id = await ana.store({ text: 'mira', file: { kind: 'image', answers: ['later'] } });
    await ana.signal(id);
    await rig.env.sleep(4 * MINUTE);
    expect(ana.heard()).toEqual(['¿foto?']);
    await rig.env.sleep(2 * MINUTE);
    await ana.untilAnswered([id]);
    expect(ana.heard()).toEqual(['¿foto?', 'una foto, por favor']);
  });

  it('is waited for together with the others of its turn', async () => {
    const ana = await asked();
    const release = rig.outside.holdUp(ana.phone);
    await ana.signal(await ana.store({ text: 'espera' }));
    await until(() => Promise.resolve(rig.outside.isHeldUp(ana.phone)));
    const lost = async () => ana.store({ text: 'mira', file: { kind: 'image', answers: ['later'] } });
    const ids = [await lost(), await lost(), await lost()];
    for (const id of ids) await ana.signal(id);
    release();
    await until(() => Promise.resolve(ana.heard().length === 2));
    await rig.env.sleep(6 * MINUTE);
    await ana.untilAnswered(ids);
    expect((await ana.dialog()).turn).toBe(3);
  });

  it('is answered once with all the others of its album', async () => {
    const ana = await asked();
    for (let n = 0; n < 3; n += 1) {
      await ana.tells({ file: { kind: 'image', albumId: 'album-1', answers: [{ mediaId: MEDIA }] } });
    }
    expect(ana.heard()).toEqual(['¿foto?', 'gracias']);
    expect(await ana.noted('ignored')).toEqual(Array(2).fill('it belongs to the album before'));
    await ana.says('otra cosa');
    expect(ana.heard().slice(2)).toEqual(['¿Cómo?', 'gracias']);
  });
});
