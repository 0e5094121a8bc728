import { readHistory } from '../../../api/routes/dialogs/read-history';
import { recordHistory } from '../../../domain/conversations/record-history';
import { createAgentRig, type AgentRig } from '../../support/agent/agent-rig';
import type { Reply } from '../../support/agent/scripted-router';
import { smallScenario } from '../../support/conversations/read-scenario';
import { testPorts } from '../../support/conversations/test-ports';
import type { RigPerson } from '../../support/conversations/rig-person';

describe('the step of a scenario that hands over to an agent', () => {
  let agents: AgentRig;
  beforeAll(async () => {
    agents = await createAgentRig();
  });
  beforeEach(() => agents.forget());
  afterAll(() => agents.close());

  const scenario = smallScenario(
    {
      a: { kind: 'ask', text: '¿Qué buscas?', answer: { kind: 'text' }, save: 'wish', next: 'agent' },
      agent: {
        kind: 'agent',
        goal: 'Vende {{wish}}',
        tools: ['find'],
        save: 'sold',
        next: 'bye',
        onError: 'sorry',
      },
      bye: { kind: 'end', text: 'Vendido: {{sold}}' },
      sorry: { kind: 'end', text: 'no se pudo' },
    },
    { variables: { wish: null, sold: null } },
  );

  const asked = async (mode: 'scenario' | 'both'): Promise<RigPerson> => {
    const { botId } = await agents.bot(scenario, mode);
    const ana = await agents.person(botId);
    await ana.says('hola');
    await ana.chats('leche');
    return ana;
  };

  it('lets the agent talk until it is done, and goes on with what it found out', async () => {
    agents.model.script('¿Entera?', { ...finishing('leche entera'), text: 'Listo.' });
    const ana = await asked('both');
    expect(await ana.view()).toMatchObject({ step: 'agent', waitingFor: 'agent' });
    await ana.chats('sí');
    expect(ana.heard()).toEqual(['¿Qué buscas?', '¿Entera?', 'Listo.', 'Vendido: leche entera']);
    expect(await ana.dialog()).toMatchObject({ currentStep: null, state: { status: 'ended' } });
  });

  it('tells the agent its goal and gives it the tools that it names, and the way back', async () => {
    agents.model.script('¿Entera?');
    await asked('both');
    const [step] = agents.model.asked;
    expect(step?.system).toContain('Vende leche');
    expect(step?.tools.map(({ name }) => name)).toEqual(['find', 'finish_task']);
    expect(step?.messages.at(-1)).toEqual({ role: 'contact', text: 'leche' });
  });

  it('takes its way out when the agent fails, and where the bot has none', async () => {
    agents.model.script(null);
    expect((await asked('both')).heard()).toEqual(['¿Qué buscas?', 'no se pudo']);
    expect((await asked('scenario')).heard()).toEqual(['¿Qué buscas?', 'no se pudo']);
    expect(agents.model.asked).toHaveLength(1);
  });

  it.each<[string, Reply, object, string]>([
    ['found out', finishing('leche entera'), { agentFinds: 'leche entera' }, 'Vendido: leche entera'],
    ['failed with', null, { agentFails: 'no-answer' }, 'no se pudo'],
  ])('is recorded with what its agent %s, and goes the same way again', async (_what, reply, move, end) => {
    agents.model.script('¿Entera?', reply);
    const ana = await asked('both');
    await ana.chats('sí');
    const { turns, state } = recordHistory(
      { scenario, ports: testPorts },
      { ...FACTS, description: '', happened: readHistory(await ana.transcript()) },
    );
    expect(turns.at(-1)).toEqual({ move, expect: [end, '(end: done)'] });
    expect(state.variables).toEqual((await ana.dialog()).state?.variables);
  });

  it('is recorded as having failed where the bot has no agent', async () => {
    const ana = await asked('scenario');
    const happened = readHistory(await ana.transcript());
    const { turns } = recordHistory({ scenario, ports: testPorts }, { ...FACTS, description: '', happened });
    expect(turns.at(-1)).toEqual({
      move: { agentFails: 'the bot has no agent' },
      expect: ['no se pudo', '(end: done)'],
    });
  });
});

const FACTS = { contact: {}, context: {} };

function finishing(result: string) {
  const call: [string, Record<string, unknown>] = ['finish_task', { result }];
  return { calls: [call] };
}
