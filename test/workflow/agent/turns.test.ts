import { createAgentRig, type AgentRig } from '../../support/agent/agent-rig';

describe('a turn of an agent', () => {
  let agents: AgentRig;
  beforeAll(async () => {
    agents = await createAgentRig();
  });
  beforeEach(() => agents.forget());
  afterAll(() => agents.close());

  it('says what the model answers', async () => {
    const ana = await agents.somebody();
    agents.model.script('¡Hola, Ana!');
    await ana.chats('hola');
    expect(ana.heard()).toEqual(['¡Hola, Ana!']);
    expect(await ana.view()).toMatchObject({ status: 'running', waitingFor: 'agent', pendingAgent: null });
  });

  it('runs the tools that the model asks for, in their order, and asks it again with what they gave', async () => {
    const ana = await agents.somebody();
    agents.model.script(
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
    expect(agents.ran.map(({ input }) => input)).toEqual([
      { word: 'leche' },
      { word: 'nada' },
      { word: 'pan' },
    ]);
    expect(agents.model.asked.at(-1)?.messages.slice(-4)).toMatchObject([
      { role: 'model', toolCalls: [{ name: 'find' }, { name: 'find' }] },
      { role: 'tools', results: [{ output: { found: 'leche' } }, { isError: true }] },
      { role: 'model', toolCalls: [{ input: { word: 'pan' } }] },
      { role: 'tools', results: [{ output: { found: 'pan' }, isError: false }] },
    ]);
  });
});
