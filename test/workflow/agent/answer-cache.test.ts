import { createAgentRig, type AgentRig } from '../../support/agent/agent-rig';
import { smallScenario } from '../../support/conversations/read-scenario';
import type { RigPerson } from '../../support/conversations/rig-person';

const HOURS = '¿A qué hora abren?';

describe('a question that opened a conversation before', () => {
  let agents: AgentRig;
  let botId: string;
  beforeAll(async () => {
    agents = await createAgentRig();
  });
  beforeEach(async () => {
    agents.forget();
    botId = await agents.agentBot({ answerCache: true });
  });
  afterAll(() => agents.close());

  const another = (): Promise<RigPerson> => agents.person(botId);

  it('is answered as it was then, without a model, whoever asks', async () => {
    agents.model.script('A las 8.');
    const ana = await another();
    await ana.chats(HOURS);
    const luis = await another();
    await luis.chats('a que hora abren');
    expect([ana.heard(), luis.heard()]).toEqual([['A las 8.'], ['A las 8.']]);
    expect(agents.model.asked).toHaveLength(1);
    expect(await stepOf(luis)).toEqual({
      ...{ from_cache: true, provider: 'offline', ms: 0, cost_micros: '0' },
      ...{ input_tokens: 0, output_tokens: 0 },
    });
    expect(await usedBy(luis)).toBe(0);
  });

  it('is asked again when a word differs', async () => {
    await (await another()).chats(HOURS);
    const luis = await another();
    await luis.chats('¿A qué hora cierran?');
    expect(luis.heard()).toEqual(['eco: ¿A qué hora cierran?']);
  });

  it('is asked again once the agent is told something else', async () => {
    await (await another()).chats(HOURS);
    await agents.tell(botId, { answerCache: true, facts: ['Abrimos a las 9.'] });
    await (await another()).chats(HOURS);
    expect(agents.model.asked).toHaveLength(2);
  });

  it('is asked again of another bot, and of a bot that was not told to remember', async () => {
    await (await another()).chats(HOURS);
    await (await agents.somebody({ answerCache: true })).chats(HOURS);
    await (await agents.somebody()).chats(HOURS);
    await (await agents.somebody()).chats(HOURS);
    expect(agents.model.asked).toHaveLength(4);
  });

  it('is not answered from memory in the middle of a conversation', async () => {
    await (await another()).chats(HOURS);
    const luis = await another();
    await luis.chats('hola');
    await luis.chats(HOURS);
    expect(agents.model.asked).toHaveLength(3);
  });

  it('is asked again where a tool answered it', async () => {
    agents.model.script({ calls: [['find', { word: 'leche' }]] }, 'Hay leche.');
    await (await another()).chats('¿hay leche?');
    const luis = await another();
    agents.model.script('Se acabó.');
    await luis.chats('¿hay leche?');
    expect(luis.heard()).toEqual(['Se acabó.']);
  });

  it.each(['Soy Ana, ¿a qué hora abren?', 'escríbanme a ana@example.com', 'mi cédula es 52.123.456'])(
    'is asked again when it says something of the person: %s',
    async (text) => {
      await (await another()).chats(text);
      await (await another()).chats(text);
      expect(agents.model.asked).toHaveLength(2);
    },
  );

  it('is another question when a file came with it', async () => {
    const image = { kind: 'image' as const, answers: [{ refused: 'too big' }] };
    agents.model.script('No puedo ver fotos.', 'A las 8.');
    const ana = await another();
    await ana.tells({ text: HOURS, file: image });
    await ana.listens(2);
    const luis = await another();
    await luis.chats(HOURS);
    expect(luis.heard()).toEqual(['A las 8.']);
  });

  it('is asked again in the step of a scenario, whose goal is its own', async () => {
    const scenario = smallScenario({
      a: { kind: 'agent', goal: 'Vende', tools: [], next: 'bye', onError: 'bye' },
      bye: { kind: 'end' },
    });
    const { botId: led } = await agents.bot(scenario, 'both');
    await agents.tell(led, { answerCache: true });
    await (await agents.person(led)).chats(HOURS);
    await (await agents.person(led)).chats(HOURS);
    expect(agents.model.asked).toHaveLength(2);
  });

  it('gets no sorry from memory when no model answered it', async () => {
    agents.model.script(null);
    await (await another()).chats(HOURS);
    const luis = await another();
    await luis.chats(HOURS);
    expect(luis.heard()).toEqual([`eco: ${HOURS}`]);
  });

  const stepOf = async ({ dialogId }: RigPerson): Promise<unknown> => {
    const [row] = await agents.database.dataSource.query<unknown[]>(
      `SELECT from_cache, provider, ms, cost_micros, input_tokens, output_tokens
         FROM agent_step WHERE dialog_state_id = $1`,
      [dialogId],
    );
    return row;
  };
  const usedBy = async ({ dialogId }: RigPerson): Promise<number> => {
    const rows = await agents.database.dataSource.query<unknown[]>(
      'SELECT 1 FROM model_usage WHERE step_key LIKE $1',
      [`turn:${dialogId}:%`],
    );
    return rows.length;
  };
});
