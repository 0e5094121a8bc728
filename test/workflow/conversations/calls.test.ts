import type { CallAnswer } from '../../../activities/conversations/conversations-deps';
import type { WrittenScenario } from '../../support/conversations/read-scenario';
import { createConversationRig, type ConversationRig } from '../../support/conversations/conversation-rig';
import { smallScenario } from '../../support/conversations/read-scenario';
import { until } from '../../support/conversations/rig-person';
import { TASK_QUEUES } from '../../../workers/task-queues';
import { CONVERSATION_WORKFLOW } from '../../../workflows/conversations/contract';
import { failOnce } from '../../support/database-faults';

const ok = (body: Extract<CallAnswer, { kind: 'answered' }>['body']): CallAnswer => ({
  kind: 'answered',
  status: 200,
  body,
});

const STEPS: WrittenScenario['steps'] = {
  a: {
    kind: 'call',
    method: 'GET',
    url: 'https://shop.example/price',
    save: { price: 'body.price', status: 'status' },
    onError: 'sorry',
    next: 'tell',
  },
  tell: { kind: 'ask', text: 'cuesta {{price}}', answer: { kind: 'text' }, save: 'last', next: 'echo' },
  echo: { kind: 'message', text: 'oí {{last}}', next: 'tell' },
  sorry: { kind: 'end', text: 'ahora no ({{status}})' },
};

describe('a call of a backend', () => {
  let rig: ConversationRig;
  beforeAll(async () => {
    rig = await createConversationRig();
  });
  beforeEach(() => {
    rig.calls.length = 0;
  });
  afterAll(() => rig.close());

  const somebody = async (steps = STEPS) => {
    const variables = { price: null, status: null, last: null, second: null };
    const { botId } = await rig.bot(smallScenario(steps, { variables }));
    return rig.person(botId);
  };

  it('brings its answer into the conversation', async () => {
    const ana = await somebody();
    rig.answers.push(ok({ price: 12 }));
    await ana.says('hola');
    await until(async () => (await ana.dialog()).currentStep === 'tell');
    expect((await ana.dialog()).collectedData).toMatchObject({ price: 12, status: 200 });
    await until(() => Promise.resolve(ana.heard().length > 0));
    expect(ana.heard()).toEqual(['cuesta 12']);
  });

  it.each<[string, CallAnswer, string]>([
    ['is answered with an error', { kind: 'answered', status: 503, body: null }, 'ahora no (503)'],
    ['is not answered in time', { kind: 'failed', reason: 'no answer within 10 s' }, 'ahora no (0)'],
  ])('goes the way for errors when it %s', async (_what, answer, said) => {
    const ana = await somebody();
    rig.answers.push(answer);
    await ana.says('hola');
    await until(() => Promise.resolve(ana.heard().length > 0));
    expect(ana.heard()).toEqual([said]);
    expect((await ana.transcript()).map(({ event }) => event)).toContain('call');
  });

  it('is one of several that follow each other', async () => {
    const ana = await somebody({
      ...STEPS,
      tell: {
        kind: 'call',
        method: 'POST',
        url: 'https://shop.example/order',
        body: { price: '{{price}}' },
        save: { second: 'body.order' },
        next: 'done',
      },
      done: { kind: 'end', text: '{{price}} {{second}}' },
    });
    rig.answers.push(ok({ price: 7 }), ok({ order: 'B1' }));
    await ana.says('hola');
    await until(() => Promise.resolve(ana.heard().length > 0));
    expect(ana.heard()).toEqual(['7 B1']);
    expect(new Set(rig.calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
  });

  it('is made again under the same key when its answer was lost before it was written down', async () => {
    const ana = await somebody();
    await failOnce(rig.database.dataSource, {
      table: 'bot_dialog_state',
      on: 'UPDATE',
      when: `NEW.id = '${ana.dialogId}' AND OLD.pending IS NOT NULL`,
    });
    rig.answers.push(ok({ price: 1 }), ok({ price: 1 }));
    await ana.says('hola');
    await until(() => Promise.resolve(ana.heard().length > 0));
    expect(ana.heard()).toEqual(['cuesta 1']);
    const keys = rig.calls.map(({ idempotencyKey }) => idempotencyKey);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it('is not made again when its scenario is gone by the time it is answered', async () => {
    const ana = await somebody();
    rig.answers.push(async () => {
      const { botId } = await ana.dialog();
      await rig.database.dataSource.query('DELETE FROM bot_scenario WHERE bot_id = $1', [botId]);
      return ok({ price: 1 });
    });
    await ana.says('hola');
    await expect(ana.handle().result()).resolves.toEqual({ status: 'ended', turns: 2 });
    expect(rig.calls).toHaveLength(1);
  });

  it('lets what came with the message that asked for it wait for its answer', async () => {
    const ana = await somebody();
    rig.answers.push(ok({ price: 3 }));
    const ids = [await ana.store({ text: 'hola' }), await ana.store({ text: 'gracias' })];
    await rig.client.workflow.start(CONVERSATION_WORKFLOW, {
      workflowId: ana.handle().workflowId,
      taskQueue: TASK_QUEUES.conversations,
      args: [{ v: 1, ...ana.address, resumed: batchOf(ids) }],
    });
    await ana.untilAnswered(ids);
    await until(() => Promise.resolve(ana.heard().length > 2));
    expect(ana.heard()).toEqual(['cuesta 3', 'oí gracias', 'cuesta 3']);
  });

  it('may not take longer than its activity, with every try that a scenario allows', async () => {
    const [call] = Object.values(STEPS);
    const ana = await somebody({ ...STEPS, a: { ...call, timeout: '10s', retries: 5 } as never });
    rig.answers.push(ok({ price: 1 }));
    await ana.says('hola');
    await until(() => Promise.resolve(rig.calls.length > 0));
    const { timeoutMs, retries } = rig.calls[0]?.request ?? { timeoutMs: 0, retries: 0 };
    expect(timeoutMs * (retries + 1)).toBeLessThan(120_000);
  });

  it.each([
    ['characters that Postgres does not keep', { price: 'a\u0000b', '\u0000': '\uD83D' }, 'cuesta ab'],
    ['a text that has to be cut within an emoji', { price: `x${'😀'.repeat(3000)}` }, /^cuesta x😀/u],
  ])('may answer with %s', async (_what, body, said) => {
    const ana = await somebody();
    rig.answers.push(ok(body));
    await ana.says('hola');
    await until(() => Promise.resolve(ana.heard().length > 0));
    expect(ana.heard()[0]).toEqual(typeof said === 'string' ? said : expect.stringMatching(said));
    expect(ana.heard().join('').isWellFormed()).toBe(true);
  });
});

/** What a run finds that was left by the one before it. */
function batchOf(ids: readonly string[]) {
  const news = ids.map((messageId) => ({ kind: 'message', message: { messageId, hasFile: false } }));
  return { view: null, news, seen: [...ids] };
}
