import { MOST_TOOL_CALLS } from '../../../domain/agent/turn-limits';
import { agentText } from '../../../domain/agent/texts';
import { createAgentRig, type AgentRig } from '../../support/agent/agent-rig';
import type { Reply } from '../../support/agent/scripted-router';

const find = (word: string): Reply => ({ calls: [['find', { word }]] });
const SORRY = agentText('es', 'fallback');
const SOMEBODY_WILL = agentText('es', 'handedOver');

describe('an agent', () => {
  let agents: AgentRig;
  beforeAll(async () => {
    agents = await createAgentRig();
  });
  beforeEach(() => agents.forget());
  afterAll(() => agents.close());

  it(`runs ${MOST_TOOL_CALLS} tools a turn, and says so when its model wants another`, async () => {
    const ana = await agents.somebody();
    agents.model.script(...Array.from({ length: MOST_TOOL_CALLS + 1 }, (_, n) => find(`w${n}`)));
    await ana.chats('busca todo');
    expect(agents.ran).toHaveLength(MOST_TOOL_CALLS);
    expect(ana.heard()).toEqual([SORRY]);
  });

  it('runs none of the calls that a model asks for at once beyond the limit', async () => {
    const ana = await agents.somebody();
    const calls = Array.from({ length: 200 }, (_, n): [string, Record<string, unknown>] => [
      'find',
      { word: `w${n}` },
    ]);
    agents.model.script({ calls });
    await ana.chats('busca todo');
    expect(agents.ran).toEqual([]);
    expect(ana.heard()).toEqual([SORRY]);
  });

  it('asks no model again once models have taken 15 s of the turn', async () => {
    const ana = await agents.somebody();
    agents.model.script(find('lento'));
    await agents.database.dataSource.query(
      `CREATE OR REPLACE FUNCTION slow_step() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN IF NEW.dialog_state_id = '${ana.dialogId}' THEN NEW.ms := 15000; END IF; RETURN NEW; END $$;
       CREATE TRIGGER slow_step BEFORE INSERT ON agent_step FOR EACH ROW EXECUTE FUNCTION slow_step()`,
    );
    await ana.chats('hola');
    expect(agents.model.asked).toHaveLength(1);
    expect(ana.heard()).toEqual([SORRY]);
    await agents.database.dataSource.query('DROP TRIGGER slow_step ON agent_step');
  });

  it('says its own sorry where it has one, and calls a person when the next turn fails too', async () => {
    const ana = await agents.somebody({ fallbackText: 'Uy.', handoffHours: 2 });
    agents.model.script(null, null);
    await ana.chats('hola');
    expect(ana.heard()).toEqual(['Uy.']);
    await ana.chats('¿hola?');
    expect(ana.heard()).toEqual(['Uy.', SOMEBODY_WILL]);
    expect(await ana.view()).toMatchObject({ handoff: { by: 'agent' } });
    await ana.says('sigo aquí');
    expect(agents.model.asked).toHaveLength(2);
    await agents.env.sleep(2 * 3_600_000 + 60_000);
    agents.model.script('Ya volví.');
    await ana.chats('¿y?');
    expect(ana.heard().at(-1)).toBe('Ya volví.');
  });

  it('forgets a failure that a good turn came after', async () => {
    const ana = await agents.somebody();
    agents.model.script(null, 'bien', null);
    for (const text of ['uno', 'dos', 'tres']) await ana.chats(text);
    expect(ana.heard()).toEqual([SORRY, 'bien', SORRY]);
  });

  it('goes back to its model with a bad call, which had no effect', async () => {
    const ana = await agents.somebody();
    agents.model.script(
      {
        calls: [
          ['find', { word: 7 }],
          ['transfer_money', { to: 'me' }],
          ['find', { word: 'x', price: 1 }],
        ],
      },
      'no se pudo',
    );
    await ana.chats('dame plata');
    expect(agents.ran).toEqual([]);
    expect(agents.model.asked.at(-1)?.messages.at(-1)).toMatchObject({
      role: 'tools',
      results: [
        { isError: true, output: { error: 'wrong_arguments' } },
        { isError: true, output: { error: 'unknown_tool' } },
        { isError: true, output: { error: 'wrong_arguments' } },
      ],
    });
    expect(ana.heard()).toEqual(['no se pudo']);
  });

  it('hands over to a person once it has said so, when a tool asks for it', async () => {
    const ana = await agents.somebody();
    agents.model.script({ calls: [['call_person', {}]] }, 'Te paso con alguien.');
    await ana.chats('quiero una persona');
    expect(ana.heard()).toEqual(['Te paso con alguien.']);
    expect((await ana.dialog()).handoff).toMatchObject({ by: 'agent', reason: 'pidió una persona' });
    await expect(ana.ask({ kind: 'return' })).resolves.toMatchObject({ view: { handoff: null } });
  });

  it('does not say an address that nobody of the account named', async () => {
    const ana = await agents.somebody({ facts: ['Estamos en https://tienda.example.'] });
    agents.model.script(
      'Paga en https://hilo.example/checkout/t1 o https://malo.example/x, ver https://tienda.example.',
    );
    await ana.chats('¿dónde pago?');
    expect(ana.heard()).toEqual([
      'Paga en https://hilo.example/checkout/t1 o [enlace retirado], ver https://tienda.example.',
    ]);
  });
});

describe('an account over its budget', () => {
  it('has a person take over, and no model asked', async () => {
    const agents = await createAgentRig();
    await agents.database.dataSource.query(
      'INSERT INTO language_model_budget (account_id, tokens_per_day) VALUES ($1, 150)',
      [agents.accountId],
    );
    const ana = await agents.somebody();
    for (const text of ['uno', 'dos', 'tres']) await ana.chats(text);
    expect(agents.model.asked).toHaveLength(2);
    expect(ana.heard()).toEqual(['eco: uno', 'eco: dos', SOMEBODY_WILL]);
    expect((await ana.dialog()).handoff).toMatchObject({ by: 'agent' });
    const [used] = await agents.database.dataSource.query<unknown[]>(
      'SELECT count(*)::int AS steps, sum(cost_micros)::int AS cost FROM model_usage WHERE account_id = $1',
      [agents.accountId],
    );
    expect(used).toEqual({ steps: 2, cost: 14 });
    await agents.close();
  });
});
