import { createAgentRig, type AgentRig } from '../../support/agent/agent-rig';
import { until } from '../../support/conversations/rig-person';
import { failOnce } from '../../support/database-faults';

describe('a turn of an agent that something comes between', () => {
  let agents: AgentRig;
  beforeAll(async () => {
    agents = await createAgentRig();
  });
  beforeEach(() => agents.forget());
  afterAll(() => agents.close());

  it('answers messages that follow each other closely as one', async () => {
    const ana = await agents.somebody();
    const ids: string[] = [];
    for (const text of ['hola', 'quiero', 'leche']) ids.push(await ana.store({ text }));
    await Promise.all(ids.map((id) => ana.signal(id)));
    await until(async () => (await ana.dialog()).turn > 0);
    await ana.listens(3);
    expect(agents.model.asked).toHaveLength(1);
    expect(ana.heard()).toEqual(['eco: hola\nquiero\nleche']);
  });

  it('leaves what comes while a model thinks to the next turn', async () => {
    const ana = await agents.somebody();
    agents.model.script(async () => {
      await ana.signal(await ana.store({ text: 'y pan' }));
      return 'leche';
    });
    await ana.chats('leche');
    await ana.listens(3);
    expect(ana.heard()).toEqual(['leche', 'eco: y pan']);
  });

  it('ends without a word when a person takes over, who does not wait for the model', async () => {
    const ana = await agents.somebody();
    const thinking = Promise.withResolvers<string>();
    agents.model.script(() => thinking.promise);
    await ana.says('hola');
    const listening = agents.env.sleep(2000);
    await until(() => Promise.resolve(agents.model.asked.length === 1));
    await expect(ana.ask({ kind: 'hand-off', until: null, reason: null })).resolves.toMatchObject({
      view: { handoff: { by: 'operator' }, pendingAgent: null },
    });
    thinking.resolve('demasiado tarde');
    await listening;
    expect(ana.heard()).toEqual([]);
    expect(await ana.noted('ignored')).toContain('the agent was stopped');
  });

  it('says nothing to whoever opted out meanwhile', async () => {
    const ana = await agents.somebody();
    agents.model.script(async () => {
      await agents.database.dataSource.query('UPDATE contact SET opted_out_at = now() WHERE id = $1', [
        ana.contactId,
      ]);
      return 'compra algo';
    });
    await ana.chats('hola');
    expect(ana.heard()).toEqual([]);
  });

  it('pays for a step once, and runs its tools once, when its worker dies after each of them', async () => {
    const ana = await agents.somebody();
    const db = agents.database.dataSource;
    const mine = `NEW.dialog_state_id = '${ana.dialogId}'`;
    // The tool did its work, and its result was lost on the way to the books.
    await failOnce(db, { table: 'agent_tool_call', on: 'UPDATE', when: mine });
    // The turn was worked out, and not written.
    await failOnce(db, {
      table: 'bot_dialog_history',
      on: 'INSERT',
      when: `${mine} AND NEW.message_type = 'bot'`,
    });
    agents.model.script({ calls: [['find', { word: 'leche' }]] }, 'Hay leche.');
    await ana.chats('leche');
    expect(agents.model.asked).toHaveLength(2);
    expect(new Set(agents.ran.map(({ scope }) => scope.callKey)).size).toBe(1);
    expect(ana.heard()).toEqual(['Hay leche.']);
  });

  it('tells a tool for whom it runs and what was said, and nothing that a model made up', async () => {
    const ana = await agents.somebody();
    agents.model.script('¿Confirmás?', { calls: [['find', { word: 'leche' }]] }, 'Listo.');
    await ana.chats('finalizar');
    await ana.chats('sí');
    const { botId } = await ana.dialog();
    expect(agents.ran.at(-1)?.scope).toMatchObject({
      ...{ accountId: agents.accountId, contactId: ana.contactId, dialogId: ana.dialogId, botId },
      ...{ said: 'sí', told: '¿Confirmás?' },
    });
  });

  it('ends with a sorry when a tool keeps failing', async () => {
    const ana = await agents.somebody();
    agents.failures.push(...Array.from({ length: 5 }, () => new Error('the database is away')));
    agents.model.script({ calls: [['find', { word: 'leche' }]] });
    await ana.says('leche');
    await ana.listens(120);
    expect(ana.heard()).toEqual([expect.stringContaining('Perdón')]);
    agents.failures.length = 0;
  });
});
