import { createOperatorShell, type OperatorShell } from '../../support/operator-shell';

let shell: OperatorShell;
beforeAll(async () => {
  shell = await createOperatorShell();
});
afterAll(() => shell.close());

const hilo = (...args: string[]) => shell.hilo(args);

describe('hilo operators', () => {
  it('invites somebody, and prints nothing but the token where a program reads', async () => {
    const answer = await hilo('operators', 'invite', 'ana@example.com', 'agent');
    expect(answer.code).toBe(0);
    expect(answer.stdout).toMatch(/^[\w-]{20,}\n$/);
    expect(answer.stderr).toContain('ana@example.com');
    const accepted = await shell.api
      .call('post', '/api/auth/accept')
      .send({ token: answer.stdout.trim(), password: 'a-long-enough-password' });
    expect(accepted.status).toBe(200);
    expect((await hilo('operators', 'list')).stdout).toMatch(/ana@example.com +agent +chosen/);
  });

  it('gives another role', async () => {
    expect((await hilo('operators', 'role', 'ana@example.com', 'viewer')).stdout).toContain('is viewer now');
  });

  it('removes only after a yes', async () => {
    expect((await hilo('operators', 'remove', 'ana@example.com')).code).toBe(1);
    expect((await hilo('operators', 'remove', 'ana@example.com', '--yes')).stdout).toContain('Removed');
    const { body } = await shell.api.call('get', '/api/operators');
    expect(body).toEqual({ items: [] });
  });

  it('says who is not there', async () => {
    const answer = await hilo('operators', 'role', 'nobody', 'viewer');
    expect([answer.code, answer.stderr]).toEqual([1, expect.stringContaining('no operator "nobody"')]);
  });
});

describe('hilo audit', () => {
  it('lists what was done, the newest first, and what is asked for alone', async () => {
    const { stdout } = await hilo('audit', 'list');
    expect(stdout).toMatch(/removeOperator[^]*setOperatorRole[^]*inviteOperator/);
    const some = JSON.parse(
      (await hilo('audit', 'list', '--action', 'inviteOperator', '--json')).stdout,
    ) as object[];
    expect(some).toMatchObject([
      { action: 'inviteOperator', actor: { kind: 'key', name: 'test' }, status: 201 },
    ]);
  });
});
