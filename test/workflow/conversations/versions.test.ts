import type { Scenario } from '../../../domain/conversations/scenario';
import { createConversationRig, type ConversationRig } from '../../support/conversations/conversation-rig';
import { smallScenario } from '../../support/conversations/read-scenario';
import { nameScenario } from '../../support/conversations/small-scenarios';

/** The second version: the question is a step of another name. */
function withoutStep(): Scenario {
  return smallScenario(
    {
      a: { kind: 'message', text: 'v2', next: 'ask-name' },
      'ask-name': {
        kind: 'ask',
        text: '¿cómo te llamas?',
        answer: { kind: 'text' },
        save: 'name',
        next: 'b',
      },
      b: { kind: 'end', text: 'v2 {{name}}' },
      lost: { kind: 'message', text: 'empecemos de nuevo', next: 'ask-name' },
    },
    { start: 'a', variables: { name: null } },
  );
}

describe('a conversation and the versions of its scenario', () => {
  let rig: ConversationRig;
  beforeAll(async () => {
    rig = await createConversationRig();
  });
  afterAll(() => rig.close());

  const running = async (next: Scenario) => {
    const { botId, scenarioId } = await rig.bot(nameScenario('v1 {{name}}'));
    const ana = await rig.person(botId);
    await ana.says('hola');
    await rig.scenarios.publish(rig.accountId, scenarioId, next);
    return { ana, botId, scenarioId };
  };

  it('stays on the version it began with, and the next one begins on the newest', async () => {
    const { ana } = await running(nameScenario('v2 {{name}}'));
    await ana.says('Ana');
    expect(ana.heard()).toEqual(['¿nombre?', 'v1 Ana']);
    expect(await ana.dialog()).toMatchObject({ scenarioVersion: 1 });
    await ana.says('hola otra vez');
    await ana.says('Ana');
    expect(ana.heard().slice(2)).toEqual(['¿nombre?', 'v2 Ana']);
    expect(await ana.dialog()).toMatchObject({ scenarioVersion: 2 });
  });

  it('keeps its step when it is moved to a version that has it', async () => {
    const { ana } = await running(nameScenario('v2 {{name}}'));
    await expect(ana.ask({ kind: 'migrate', version: 2 })).resolves.toMatchObject({
      kind: 'updated',
      view: { step: 'a', waitingFor: 'answer' },
    });
    await ana.says('Ana');
    expect(ana.heard()).toEqual(['¿nombre?', 'v2 Ana']);
  });

  it('goes to the fallback and says so in its log when its step is gone in the version it is moved to', async () => {
    const next = withoutStep();
    const { a, ...rest } = next.steps;
    const { ana } = await running({ ...next, start: 'lost', steps: rest });
    expect(a).toBeDefined();
    await ana.ask({ kind: 'migrate', version: 2 });
    expect(await ana.noted('fallback')).toEqual(['step a is gone in this version']);
    await ana.says('Ana');
    expect(ana.heard()).toEqual(['¿nombre?', 'empecemos de nuevo', '¿cómo te llamas?', 'v2 Ana']);
  });

  it('can be moved when no workflow runs any more', async () => {
    const { ana } = await running(nameScenario('v2 {{name}}'));
    await ana.handle().result();
    await expect(ana.ask({ kind: 'migrate', version: 2 })).resolves.toMatchObject({ kind: 'updated' });
    expect(await ana.dialog()).toMatchObject({ scenarioVersion: 2, currentStep: 'a' });
  });

  it('refuses to be moved to a version that was never published, and does not change', async () => {
    const { ana } = await running(nameScenario('v2 {{name}}'));
    const before = await ana.dialog();
    for (const version of [3, 0, 1.5]) {
      await expect(ana.ask({ kind: 'migrate', version })).resolves.toMatchObject({ kind: 'refused' });
    }
    expect(await ana.dialog()).toEqual(before);
  });

  it('refuses to be moved when it has ended', async () => {
    const { ana } = await running(nameScenario('v2 {{name}}'));
    await ana.says('Ana');
    await expect(ana.ask({ kind: 'migrate', version: 2 })).resolves.toEqual({
      kind: 'refused',
      refusal: expect.stringMatching(/^Nothing runs that could be moved/) as string,
    });
  });

  it('stays on its scenario when another one becomes the active one', async () => {
    const { ana, botId } = await running(nameScenario('v1 {{name}}'));
    const other = await rig.scenarios.create(rig.accountId, botId, {
      ...nameScenario('otro {{name}}'),
      name: 'Other',
    });
    await rig.scenarios.activate(rig.accountId, other?.id ?? '');
    await ana.says('Ana');
    await ana.says('hola');
    await ana.says('Ana');
    expect(ana.heard()).toEqual(['¿nombre?', 'v1 Ana', '¿nombre?', 'otro Ana']);
  });

  it('ends in silence when its scenario is gone, instead of asking for ever', async () => {
    const { botId, scenarioId } = await rig.bot(
      smallScenario({
        a: { kind: 'message', text: 'uno', auto: { after: '1h', next: 'b' } },
        b: { kind: 'end', text: 'dos' },
      }),
    );
    const ana = await rig.person(botId);
    await ana.says('hola');
    await rig.database.dataSource.query('DELETE FROM bot_scenario WHERE id = $1', [scenarioId]);
    await ana.handle().result();
    expect(ana.heard()).toEqual(['uno']);
    expect(await ana.dialog()).toMatchObject({ turn: 2, state: { status: 'ended' } });
  });
});
