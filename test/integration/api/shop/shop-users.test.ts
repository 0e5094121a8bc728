import request from 'supertest';
import { createTestApi, type TestApi } from '../../../support/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

interface User {
  id: number;
}

describe('a user of the shop', () => {
  it('is made in the shape of the first shop, and found by any writing of the phone', async () => {
    const made = await api
      .call('post', '/users')
      .send({ name: ' Juan  Pérez ', email: 'Juan@Example.com', phone: '5491123456789' });
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      id: expect.any(Number),
      name: 'Juan Pérez',
      email: 'juan@example.com',
      phone: '+5491123456789',
      segment: 'nuevo',
      contact_id: null,
      created_at: expect.any(String),
    });
    for (const phone of ['5491123456789', '+54 9 11 2345-6789', '541123456789', 'whatsapp:+5491123456789']) {
      const found = await api.call('get', '/users/search').query({ phone });
      expect(found.body).toMatchObject({ status: 'found', user: made.body });
    }
  });

  it('is known by a number that no plan has, as WhatsApp knows it', async () => {
    const made = await api.call('post', '/users').send({ name: 'Prueba', phone: '5491234567890' });
    const found = await api.call('get', '/api/shop/users/search').query({ phone: '+5491234567890' });
    expect(found.body).toMatchObject({ status: 'found', user: { id: (made.body as User).id } });
  });

  it('is found by email in any case and by part of the name, and not found is an answer', async () => {
    const made = await api.call('post', '/users').send({ name: 'Águeda Ríos', email: 'agueda@example.com' });
    for (const query of [{ email: 'AGUEDA@example.com' }, { name: 'águeda' }]) {
      const found = await api.call('get', '/users/search').query(query);
      expect(found.body).toMatchObject({ status: 'found', items: [made.body] });
    }
    const missing = await api.call('get', '/users/search').query({ email: 'nobody@example.com' });
    expect([missing.status, missing.body]).toEqual([200, { status: 'not_found', user: null, items: [] }]);
    expect((await api.call('get', '/users/search').query({ name: '%%' })).body).toMatchObject({ items: [] });
  });

  it('is the same when it is made again, and keeps its phone from others', async () => {
    const body = { name: 'Rosa', email: 'rosa@example.com', phone: '3001112233' };
    const first = await api.call('post', '/users').send(body);
    const again = await api.call('post', '/users').send(body);
    expect([again.status, again.body]).toEqual([200, first.body]);
    const other = await api.call('post', '/users').send({ ...body, name: 'Otra' });
    expect(other.status).toBe(409);
    const elsewhere = await request(api.app).post('/users').set('x-api-key', api.stranger.key).send(body);
    expect(elsewhere.status).toBe(201);
  });

  it('is one, however many ask for it at once', async () => {
    const body = { name: 'Única', phone: '3009998877' };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => api.call('post', '/users').send(body)),
    );
    expect(new Set(answers.map((answer) => (answer.body as User).id)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('is the contact that has the number, and the same one when the contact writes', async () => {
    const { contacts, shopUsers } = api.deps;
    const identity = {
      channel: 'twilio' as const,
      address: '+573005550001',
      phone: '+573005550001',
      name: 'Ana',
    };
    const contactId = await contacts.ensure({ accountId: api.account.id, ...identity });
    const made = await api.call('post', '/users').send({ name: 'Ana María', phone: '3005550001' });
    expect(made.body).toMatchObject({ contact_id: contactId });
    const user = await shopUsers.ensureForContact(api.account.id, contactId, { email: 'ana@example.com' });
    expect(user).toMatchObject({ id: (made.body as User).id, name: 'Ana María', email: 'ana@example.com' });
    expect(await shopUsers.ensureForContact(api.stranger.id, contactId, {})).toBeNull();
  });

  it('is made of a contact once, whatever happens at once', async () => {
    const { contacts, shopUsers } = api.deps;
    const identity = { channel: 'telegram' as const, address: '4242', phone: null, name: 'Beto' };
    const contactId = await contacts.ensure({ accountId: api.account.id, ...identity });
    const users = await Promise.all(
      Array.from({ length: 10 }, () => shopUsers.ensureForContact(api.account.id, contactId, {})),
    );
    expect(new Set(users.map((user) => user?.id)).size).toBe(1);
    expect(users[0]).toMatchObject({ name: 'Beto', phone: null });
  });

  it('is nobody any more once the contact with its number is erased', async () => {
    const body = { name: 'Olvidado', email: 'olvidado@example.com', phone: '3005550002' };
    const made = await api.call('post', '/users').send(body);
    const identity = {
      channel: 'twilio' as const,
      address: '+573005550002',
      phone: '+573005550002',
      name: null,
    };
    const contactId = await api.deps.contacts.ensure({ accountId: api.account.id, ...identity });
    expect((await api.call('delete', `/api/contacts/${contactId}`)).status).toBe(200);
    const user = await api.deps.shopUsers.get(api.account.id, (made.body as User).id);
    expect(user).toMatchObject({ name: null, email: null, phone: null });
  });

  it.each([
    ['no name', { phone: '3001112299' }],
    ['a name of signs', { name: '🙂!!', phone: '3001112299' }],
    ['neither phone nor email', { name: 'Nadie' }],
    ['a name of a book', { name: 'a'.repeat(10_000), phone: '3001112299' }],
    ['an email of a book', { name: 'A', email: `${'a'.repeat(10_000)}@example.com` }],
    ['a segment of a book', { name: 'A', phone: '3001112299', segment: 'a'.repeat(10_000) }],
    ['a wrong email', { name: 'A', email: 'juan@' }],
    ['an email with a space', { name: 'A', email: 'juan perez@example.com' }],
    ['a wrong phone', { name: 'A', phone: '12345' }],
    ['letters for a phone', { name: 'A', phone: '+57abc' }],
    ['an id of its own', { id: 7, name: 'A', email: 'a@example.com' }],
    ['an account', { account_id: 'x', name: 'A', email: 'a@example.com' }],
  ])('is not made with %s', async (_what, body) => {
    const before = await api.rows('users');
    const answer = await api.call('post', '/users').send(body);
    expect([answer.status, answer.body]).toEqual([400, expect.objectContaining({ code: 'invalid_request' })]);
    expect(await api.rows('users')).toBe(before);
  });

  it('is listed page by page, each once', async () => {
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, unknown> = { limit: 2, ...(cursor === null ? {} : { cursor }) };
      const page = (await api.call('get', '/users').query(query)).body as {
        items: User[];
        nextCursor: string | null;
      };
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(4);
  });
});
