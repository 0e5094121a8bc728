import { createOperatorShell, type OperatorShell } from '../../support/operator-shell';

let shell: OperatorShell;
beforeAll(async () => {
  shell = await createOperatorShell();
});
afterAll(() => shell.close());

const remove = (...args: string[]) => shell.hilo(['demo', 'remove', ...args]);

describe('hilo demo remove', () => {
  it('removes no account that is not the demonstration', async () => {
    const answer = await remove('--yes');
    expect([answer.code, answer.stderr]).toEqual([1, expect.stringContaining('There is no demonstration')]);
    expect((await shell.api.call('get', '/api/account')).status).toBe(200);
  });

  it('removes the demonstration, after a yes', async () => {
    const { account, database } = shell.api;
    await database.dataSource.query('INSERT INTO demonstration (account_id) VALUES ($1)', [account.id]);
    expect((await remove()).stderr).toContain('--yes');
    expect((await shell.api.call('get', '/api/account')).status).toBe(200);
    expect(await remove('--yes')).toMatchObject({ code: 0, stdout: 'The demonstration is gone.\n' });
    expect((await shell.api.call('get', '/api/account')).status).toBe(401);
    expect((await remove('--yes')).stderr).toContain('There is no demonstration');
  });
});
