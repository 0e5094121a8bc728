import { createScriptedRouter, type Reply } from '../../support/agent/scripted-router';
import { createAlertDesk, type AlertDesk } from '../../support/alert-desk';
import { until } from '../../support/pace';

const IRONY = 'qué rapidez, solo tres semanas';

let desk: AlertDesk;
beforeEach(async () => {
  desk = await createAlertDesk();
  await desk.rule('enfado', { condition: { type: 'sentiment', atMost: -0.3 } });
});
afterEach(() => desk.close());

const useModel = (budget = 1000) =>
  desk.api.call('put', '/api/language-models').send({
    models: [{ provider: 'ollama', model: 'llama3.2' }],
    budget: { tokensPerDay: budget, costMicrosPerDay: null },
  });
const write = async (text: string) => {
  await desk.api.call('post', '/api/simulator/+573005554433/messages').send({ text });
  await desk.api.settled();
};
/** Has a model answer, and waits until the rules have looked. */
async function answer(...replies: Reply[]) {
  const model = createScriptedRouter();
  model.script(...replies);
  await desk.worker({ router: model.router }).readSentiments();
  await until({
    for: 'the rules to look at a message',
    look: () => desk.api.rows('alert_check'),
    is: (open) => open === 0,
    everyMs: 50,
  });
  return model.asked;
}

describe('the sentiment of a message', () => {
  it("is the account's model's where it has one, and the model is paid for", async () => {
    await useModel();
    await write(IRONY);
    const asked = await answer('-0.7');
    expect(asked.map(({ messages }) => messages)).toEqual([[{ role: 'contact', text: IRONY }]]);
    expect((await desk.alerts()).map(({ why }) => why)).toEqual(['a sentiment of -0.70']);
    expect(await desk.api.rows('model_usage')).toBe(1);
  });

  it.each<[string, Reply]>([
    ['gives no answer in time', null],
    ['answers in words', 'very angry'],
    ['fails', () => Promise.reject(new Error('a defect'))],
  ])('is read from the lists of words when the model %s', async (_how, reply) => {
    await useModel();
    await write('pésimo servicio, qué vergüenza');
    expect(await answer(reply)).toHaveLength(1);
    expect(await desk.alerts()).toMatchObject([{ why: expect.stringContaining('a sentiment of -0.') }]);
  });

  it('is not asked for once the budget of the day is spent', async () => {
    await useModel(0);
    await write('pésimo servicio');
    expect(await answer('1')).toEqual([]);
    expect(await desk.alerts()).toHaveLength(1);
  });

  it('is not asked for in an account without a model', async () => {
    await write('pésimo servicio');
    expect(await answer('1')).toEqual([]);
    expect(await desk.alerts()).toHaveLength(1);
  });

  it('is not waited for once half a minute has passed without a worker', async () => {
    await useModel();
    await write('pésimo servicio');
    await desk.api.database.dataSource.query(
      "UPDATE alert_check SET ask_until = now() - interval '1 second'",
    );
    await until({
      for: 'an alert without the model',
      look: async () => (await desk.alerts()).length,
      is: (count) => count === 1,
      everyMs: 50,
    });
  });
});
