import { finishTask } from '../../../activities/agent/finish-task';
import { handoffToPerson } from '../../../activities/agent/handoff-tool';
import { createOfflineRouter } from '../../support/llm/offline-router';
import { createShopTools, SHOP_TOOLS } from '../../support/llm/shop-tools';
import { createTalk, type Talk } from '../../support/llm/talk';

const router = createOfflineRouter();
const FINISH = finishTask.declaration;
const WITHOUT_PERSON = SHOP_TOOLS.filter(({ name }) => name !== handoffToPerson.declaration.name);

/** The task of a scenario's step, for somebody who is registered. */
function task(declared = [...SHOP_TOOLS, FINISH]): Talk {
  return createTalk(router, createShopTools({ registered: true }), { declared });
}

async function afterSaying(talk: Talk, ...texts: string[]) {
  let last: Awaited<ReturnType<Talk['say']>> | undefined;
  for (const text of texts) last = await talk.say(text);
  return last;
}

const ORDERED = 'La persona hizo su pedido y tiene el enlace de pago.';
const NOTHING_MORE = 'La persona no quiere nada más.';

describe('the offline model with a task of a scenario', () => {
  it('has done it once there is an order, and gives the link with it', async () => {
    const talk = task();
    const summary = await afterSaying(talk, 'quiero leche', 'la primera', 'finalizar');
    expect(summary).toMatchObject({ reply: expect.stringContaining('¿Confirmás') as string });
    expect(summary).not.toHaveProperty('result');
    expect(await talk.say('sí')).toMatchObject({
      reply: expect.stringContaining('https://shop.example/checkout/tok456') as string,
      tools: ['checkout_cart', 'finish_task'],
      result: ORDERED,
    });
  });

  it.each(['no', 'nada', 'gracias', 'chau', 'no quiero nada', 'finalizar'])(
    'has done it when somebody with nothing in the cart says: %s',
    async (text) => {
      const last = await afterSaying(task(), 'hola', text);
      expect(last).toMatchObject({ result: NOTHING_MORE, reply: expect.stringContaining('Dale') as string });
    },
  );

  it('asks about what is in the cart before somebody leaves, and lets them leave it', async () => {
    const talk = task();
    expect(await afterSaying(talk, 'quiero leche', 'la primera', 'gracias')).toMatchObject({
      reply: expect.stringMatching(/1x Leche[^]*¿Confirmás/) as string,
    });
    expect(await talk.say('no')).toMatchObject({
      reply: expect.stringContaining('dejo el carrito') as string,
    });
    expect(await talk.say('no')).toMatchObject({ result: NOTHING_MORE, tools: ['finish_task'] });
  });

  it('can be left while it asks for a name', async () => {
    const talk = createTalk(router, createShopTools(), { declared: [...SHOP_TOOLS, FINISH] });
    expect(await afterSaying(talk, 'quiero leche', 'chau')).toMatchObject({ result: NOTHING_MORE });
  });

  it('calls a person where it can, and leaves it to the scenario where it cannot', async () => {
    expect(await task().say('quiero hablar con una persona')).toMatchObject({ tools: ['handoff_to_person'] });
    expect(await task([...WITHOUT_PERSON, FINISH]).say('quiero hablar con una persona')).toMatchObject({
      ...{ reply: '', tools: ['finish_task'], result: 'La persona pidió hablar con alguien.' },
    });
  });

  it('gives back at once what it has no tool for', async () => {
    expect(await task([FINISH]).say('se rompió mi pedido')).toMatchObject({
      ...{ reply: '', tools: ['finish_task'], result: 'El modelo sin conexión no puede con esta tarea.' },
    });
    const { tools } = await task([handoffToPerson.declaration, FINISH]).say('se rompió mi pedido');
    expect(tools).toEqual(['handoff_to_person']);
  });
});

describe('the offline model without a task', () => {
  it.each(['no', 'chau', 'nada gracias'])('says goodbye to: %s', async (text) => {
    const last = await afterSaying(task([...SHOP_TOOLS]), 'hola', text);
    expect(last).toMatchObject({ reply: expect.stringContaining('Dale') as string, tools: [] });
  });
});
