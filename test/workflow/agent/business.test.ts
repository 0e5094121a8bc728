import { createBusiness } from '../../../db/repositories/business-settings';
import { DEFAULT_BUSINESS, type BusinessSettings } from '../../../domain/business/settings';
import { createScriptedRouter } from '../../support/agent/scripted-router';
import { createConversationRig, type ConversationRig } from '../../support/conversations/conversation-rig';

describe('an agent of an account that said something of itself', () => {
  const model = createScriptedRouter();
  let rig: ConversationRig;
  beforeAll(async () => {
    rig = await createConversationRig({ agent: { router: model.router } });
  });
  beforeEach(() => {
    model.asked.length = 0;
  });
  afterAll(() => rig.close());

  const say = (change: Partial<BusinessSettings>) =>
    createBusiness(rig.database.dataSource).put(rig.accountId, {
      ...{ name: 'Café Azul', changedBy: 'test' },
      settings: { ...DEFAULT_BUSINESS.settings, ...change },
    });

  it('is told its name, its facts and its hours, from the next step on', async () => {
    const ana = await rig.person(await rig.agentBot());
    await ana.chats('hola');
    await say({ facts: ['Mascotas bienvenidas.'], hours: [{ weekday: 1, from: '08:00', to: '18:00' }] });
    await ana.chats('¿puedo ir con mi perro?');
    const [before, after] = model.asked.map(({ system }) => system);
    expect(before).not.toContain('Mascotas');
    expect(after).toMatch(/Mascotas bienvenidas[^]*lunes: 08:00–18:00[^]*Negocio: Café Azul/);
  });

  it('may name an address that the account named', async () => {
    await say({ facts: ['La carta está en https://cafe-azul.example/carta'] });
    const ana = await rig.person(await rig.agentBot());
    model.script('Mira https://cafe-azul.example/postres y https://otro.example');
    await ana.chats('¿qué hay?');
    expect(ana.heard()).toEqual(['Mira https://cafe-azul.example/postres y [enlace retirado]']);
  });

  it('without an answer says so in its words, unless the bot has words of its own', async () => {
    await say({ texts: { agentFallback: { es: 'Ya te respondemos.' } } });
    const [ana, eva] = [
      await rig.person(await rig.agentBot()),
      await rig.person(await rig.agentBot({ fallbackText: 'Soy Milo y no sé.' })),
    ];
    model.script(null);
    await ana.chats('hola');
    model.script(null);
    await eva.chats('hola');
    expect([ana.heard(), eva.heard()]).toEqual([['Ya te respondemos.'], ['Soy Milo y no sé.']]);
  });

  it("speaks the contact's own language where the account does", async () => {
    await say({ languages: ['es', 'en'] });
    const [ana, eva] = [await rig.person(await rig.agentBot()), await rig.person(await rig.agentBot())];
    const own = (language: string, phone: string) =>
      rig.database.dataSource.query('UPDATE contact SET language = $1 WHERE phone = $2', [language, phone]);
    await own('en', ana.phone);
    await own('fr', eva.phone);
    await ana.chats('hola');
    await eva.chats('hola');
    const spoken = model.asked.map(({ system }) => /si no se sabe otro: (\S+?)\./.exec(system)?.[1]);
    expect(spoken).toEqual(['en', 'es']);
  });

  it('knows what day it is where the account is', async () => {
    await say({ timezone: 'Pacific/Kiritimati' });
    const ana = await rig.person(await rig.agentBot());
    await ana.chats('hola');
    await say({ timezone: 'Pacific/Pago_Pago' });
    await ana.chats('hola de nuevo');
    const days = model.asked.map(({ system }) => /Hoy es (\S+)\./.exec(system)?.[1] ?? '');
    // 25 hours lie between the two: it is always another date.
    expect(days[0]).not.toBe(days[1]);
  });
});
