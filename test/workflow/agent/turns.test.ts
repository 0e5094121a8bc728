import { createCountingTools } from '../../support/agent/counting-tools';
import { createScriptedRouter } from '../../support/agent/scripted-router';
import { createConversationRig, type ConversationRig } from '../../support/conversations/conversation-rig';
import type { RigPerson } from '../../support/conversations/rig-person';

describe('a turn of an agent', () => {
  const model = createScriptedRouter();
  const { tools, ran } = createCountingTools();
  let rig: ConversationRig;
  beforeAll(async () => {
    rig = await createConversationRig({ agent: { router: model.router, tools } });
  });
  beforeEach(() => {
    model.asked.length = 0;
    ran.length = 0;
  });
  afterAll(() => rig.close());

  const somebody = async (): Promise<RigPerson> => rig.person(await rig.agentBot());

  it('says what the model answers', async () => {
    const ana = await somebody();
    model.script('¡Hola, Ana!');
    await ana.chats('hola');
    expect(ana.heard()).toEqual(['¡Hola, Ana!']);
    expect(await ana.view()).toMatchObject({ status: 'running', waitingFor: 'agent', pendingAgent: null });
  });

  it('runs the tools that the model asks for, in their order, and asks it again with what they gave', async () => {
    const ana = await somebody();
    model.script(
      {
        calls: [
          ['find', { word: 'leche' }],
          ['find', { word: 'nada' }],
        ],
      },
      { calls: [['find', { word: 'pan' }]] },
      'Hay leche y pan.',
    );
    await ana.chats('leche, nada y pan');
    expect(ana.heard()).toEqual(['Hay leche y pan.']);
    expect(ran.map(({ input }) => input)).toEqual([{ word: 'leche' }, { word: 'nada' }, { word: 'pan' }]);
    expect(model.asked.at(-1)?.messages.slice(-4)).toMatchObject([
      { role: 'model', toolCalls: [{ name: 'find' }, { name: 'find' }] },
      { role: 'tools', results: [{ output: { found: 'leche' } }, { isError: true }] },
      { role: 'model', toolCalls: [{ input: { word: 'pan' } }] },
      { role: 'tools', results: [{ output: { found: 'pan' }, isError: false }] },
    ]);
  });
});
