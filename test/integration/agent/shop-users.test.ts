import { createAgentShopRig, type AgentShopRig } from '../../support/shop/agent-shop-rig';

let rig: AgentShopRig;
beforeAll(async () => {
  rig = await createAgentShopRig();
});
afterAll(() => rig.database.drop());

describe('search_users', () => {
  it('knows the contact of the conversation and nobody else', async () => {
    const juan = await rig.contact();
    const stranger = await rig.contact({ registered: false });
    expect((await juan.asks('search_users')).output).toEqual({
      status: 'found',
      user: { name: 'Juan', email: 'juan@example.com' },
    });
    expect((await stranger.asks('search_users')).output).toEqual({ status: 'not_found' });
  });

  it.each([{ phone: '+573101000001' }, { user_id: 1 }, { email: 'juan@example.com' }, { account_id: 'x' }])(
    'takes no %o to look for',
    async (input) => {
      const asked = await (await rig.contact()).asks('search_users', input);
      expect(asked).toMatchObject({ isError: true, output: { error: 'wrong_arguments' } });
    },
  );

  it.each([
    ['Argentina’s 9', '+5491151234567'],
    ['Mexico without its old 1', '+525512345678'],
  ])('finds the user that the shop made with the number: %s', async (_what, phone) => {
    const details = { name: 'Marta', email: null, phone, segment: 'nuevo' };
    const made = await rig.shopUsers.create(rig.accountId, details);
    const contact = await rig.contact({ registered: false, phone });
    expect((await contact.asks('search_users')).output).toMatchObject({ user: { name: 'Marta' } });
    expect(await rig.shopUsers.ofContact(rig.accountId, contact.contactId)).toMatchObject({
      id: (made as { user: { id: number } }).user.id,
      contactId: contact.contactId,
    });
  });
});

describe('create_user', () => {
  it('registers the contact, once however often it is asked to', async () => {
    const contact = await rig.contact({ registered: false });
    const details = { name: ' Juan  Pérez ', email: 'JUAN@Example.com.' };
    const first = await contact.asks('create_user', details);
    expect(first.output).toEqual({
      status: 'created',
      user: { name: 'Juan Pérez', email: 'juan@example.com' },
    });
    const before = await rig.shopUsers.ofContact(rig.accountId, contact.contactId);
    await contact.asks('create_user', details);
    expect((await rig.shopUsers.ofContact(rig.accountId, contact.contactId))?.id).toBe(before?.id);
  });

  it.each([
    { name: 'Juan', email: 'juan@' },
    { name: 'Juan', email: 'juan example.com' },
    { name: 'Juan', email: `${'a'.repeat(300)}@example.com` },
    { name: '???', email: 'juan@example.com' },
    { name: 'Juan', email: 'juan@example.com', segment: 'vip' },
    { name: 'Juan', email: 'juan@example.com', contact_id: 'another' },
    { email: 'juan@example.com' },
  ])('registers nobody as %o, and says why', async (input) => {
    const contact = await rig.contact({ registered: false });
    const before = await rig.state();
    const asked = await contact.asks('create_user', input);
    expect(asked).toMatchObject({
      isError: true,
      output: { error: 'wrong_arguments', to_do: expect.stringMatching(/\S/) },
    });
    expect(await rig.state()).toEqual(before);
  });
});

describe('a tool that is not there', () => {
  it('is refused with the names of those that are', async () => {
    const contact = await rig.contact();
    const before = await rig.state();
    const asked = await contact.asks('set_price', { product_id: 1, price: 1 });
    expect(asked).toMatchObject({
      isError: true,
      output: { error: 'unknown_tool', to_do: expect.stringContaining('checkout_cart') },
    });
    expect(await rig.state()).toEqual(before);
  });
});

describe('handoff_to_person', () => {
  it('asks for a person to take the conversation over', async () => {
    const asked = await (await rig.contact()).asks('handoff_to_person', { reason: 'wants a refund' });
    expect(asked).toMatchObject({ isError: false, handOff: { reason: 'wants a refund' } });
  });
});
