import { createOperatorShell, type OperatorShell } from '../../support/operator-shell';

const PHONE = '+573001112233';

let shell: OperatorShell;
beforeAll(async () => {
  shell = await createOperatorShell();
});
afterAll(() => shell.close());

const hilo = (...args: string[]) => shell.hilo(['contacts', ...args]);
const write = (phone: string, text: string) =>
  shell.api.call('post', `/api/simulator/${phone}/messages`).send({ text });

describe('hilo contacts', () => {
  beforeAll(async () => {
    await write(PHONE, 'hola');
    await write('+573004445566', 'hola');
    await shell.api.settled();
  });

  it('lists the one with a number, however it is written', async () => {
    const one = await hilo('list', '--phone', '300 111 2233', '--json');
    expect((JSON.parse(one.stdout) as { phone: string }[]).map(({ phone }) => phone)).toEqual([PHONE]);
  });

  it('marks a contact, lists those who are marked, and takes the mark off', async () => {
    expect((await hilo('tag', PHONE, 'VIP')).stdout).toBe(`${PHONE}: vip\n`);
    const marked = await hilo('list', '--tag', 'vip', '--json');
    expect(JSON.parse(marked.stdout)).toMatchObject([{ phone: PHONE, tags: ['vip'] }]);
    expect((await hilo('untag', PHONE, 'vip')).stdout).toBe(`${PHONE}: no tags\n`);
    const again = await hilo('untag', PHONE, 'vip');
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('no tag of the contact')]);
  });

  it('erases nobody without a yes', async () => {
    const answer = await hilo('erase', PHONE);
    expect(answer.code).toBe(1);
    expect(answer.stderr).toContain('--yes');
    expect(
      await shell.api.deps.contacts.findByAddress(shell.api.account.id, 'simulator', PHONE),
    ).not.toBeNull();
  });

  it('erases the one with a number, and says what there was', async () => {
    const answer = await hilo('erase', PHONE, '--yes');
    expect([answer.stderr, answer.code]).toEqual(['', 0]);
    expect(answer.stdout).toContain('1 message received');
    expect(await shell.api.deps.contacts.findByAddress(shell.api.account.id, 'simulator', PHONE)).toBeNull();
  });
});
