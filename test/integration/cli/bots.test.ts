import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CANARY, CREDENTIAL_BODIES, scenarioBody } from '../../support/conversations/bot-bodies';
import { createOperatorShell, type OperatorShell } from '../../support/operator-shell';

const EXAMPLE = 'examples/scenarios/restaurant-booking.json';

let shell: OperatorShell;
beforeAll(async () => {
  shell = await createOperatorShell();
});
afterAll(() => shell.close());

const hilo = (args: string[], input?: string) => shell.hilo(['bots', ...args], input);

async function fileOf(name: string, content: unknown): Promise<string> {
  const file = join(shell.folder, name);
  await writeFile(file, JSON.stringify(content));
  return file;
}

interface Shown {
  bot: { id: string; platforms: string[]; scenario: { version: number } | null };
  secrets: { name: string }[];
}

const shown = async (bot: string) => JSON.parse((await hilo(['show', bot, '--json'])).stdout) as Shown;

describe('hilo bots', () => {
  it('says how to make the first one', async () => {
    expect((await hilo([])).stdout).toContain('hilo bots create');
  });

  it('makes a bot of a scenario, which answers on the simulator', async () => {
    const made = await hilo(['create', EXAMPLE, '--name', 'Reservas']);
    expect([made.code, made.stdout]).toEqual([0, expect.stringContaining('just made')]);
    expect(made.stderr).toContain('no secret "BOOKINGS_TOKEN" yet');
    expect((await shown('Reservas')).bot).toMatchObject({
      platforms: ['simulator'],
      scenario: { version: 1 },
    });
    const { id } = (await shown('reservas')).bot;
    expect(await shell.api.deps.platformCredentials.sharedBot(shell.api.account.id, 'simulator')).toBe(id);
  });

  it('publishes the next version under the same name, and none for the same scenario', async () => {
    expect((await hilo(['create', EXAMPLE, '--name', 'Reservas'])).stdout).toContain('as it was');
    const first = await fileOf('first.json', scenarioBody());
    const second = await fileOf('second.json', scenarioBody({ description: 'second' }));
    await hilo(['create', first, '--name', 'Saludo']);
    expect((await hilo(['create', second, '--name', 'Saludo'])).stdout).toContain('just published');
    expect((await shown('Saludo')).bot.scenario).toMatchObject({ version: 2 });
    expect(await shell.api.rows('bot_instance')).toBe(2);
  });

  it('goes back to an earlier version by publishing it again', async () => {
    const back = await hilo(['rollback', 'Saludo', '1']);
    expect([back.code, back.stdout]).toEqual([0, expect.stringContaining('as version 3')]);
    const versions = JSON.parse((await hilo(['versions', 'Saludo', '--json'])).stdout) as {
      version: number;
    }[];
    expect(versions.map(({ version }) => version)).toEqual([3, 2, 1]);
  });

  it('lists them with where they are and what they follow', async () => {
    const { stdout } = await hilo([]);
    expect(stdout).toMatch(/Reservas\s+active\s+simulator\s+.*version 1/);
  });

  it('makes nothing of a scenario with errors, and says what is wrong', async () => {
    const wrong = await fileOf('wrong.json', scenarioBody({ start: 'nowhere' }));
    const answer = await hilo(['create', wrong, '--name', 'Wrong']);
    expect([answer.code, answer.stderr]).toEqual([1, expect.stringContaining('nowhere')]);
    expect(await shell.api.rows('bot_instance')).toBe(2);
  });

  it('leaves no bot behind when the server refuses', async () => {
    const good = await fileOf('good.json', scenarioBody());
    const answer = await hilo(['create', good, '--name', 'Telegram', '--platform', 'telegram']);
    expect([answer.code, answer.stderr]).toEqual([1, expect.stringContaining('credentials')]);
    expect(await shell.api.rows('bot_instance')).toBe(2);
  });

  it('takes credentials from a file and never shows them', async () => {
    const file = await fileOf('telegram.json', CREDENTIAL_BODIES.telegram);
    const answer = await hilo(['platforms', 'set', 'Reservas', 'telegram', '--file', file]);
    expect([answer.code, answer.stdout]).toEqual([0, expect.stringContaining('/api/webhook/telegram/')]);
    const show = await hilo(['show', 'Reservas']);
    for (const { stdout, stderr } of [answer, show]) expect(stdout + stderr).not.toContain(CANARY);
    const { id } = (await shown('Reservas')).bot;
    expect(await shell.api.deps.platformCredentials.open(shell.api.account.id, id, 'telegram')).toMatchObject(
      {
        credentials: CREDENTIAL_BODIES.telegram,
      },
    );
  });

  it('says which field of a file is wrong', async () => {
    const file = await fileOf('half.json', { botToken: 'no token', webhookSecret: 'a-secret-of-mine' });
    const answer = await hilo(['platforms', 'set', 'Reservas', 'telegram', '--file', file]);
    expect([answer.code, answer.stderr]).toEqual([1, expect.stringContaining('credentials.botToken')]);
  });

  it('keeps a secret from standard input', async () => {
    const answer = await hilo(['secrets', 'set', 'Reservas', 'TOKEN'], `${CANARY}\n`);
    expect([answer.code, answer.stdout]).toEqual([0, expect.not.stringContaining(CANARY)]);
    const { bot, secrets } = await shown('Reservas');
    expect(secrets.map(({ name }) => name)).toEqual(['TOKEN']);
    expect((await shell.api.deps.botSecrets.open(shell.api.account.id, bot.id, ['TOKEN'])).get('TOKEN')).toBe(
      CANARY,
    );
  });

  it('deletes one after a yes only', async () => {
    const refused = await hilo(['delete', 'Saludo']);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('--yes')]);
    expect((await hilo(['delete', 'Saludo', '--yes'])).code).toBe(0);
    expect(await shell.api.rows('bot_instance')).toBe(1);
  });
});
