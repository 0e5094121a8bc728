import type { TemplateSender } from '../../../domain/templates/template';
import { createTestBot } from '../../support/bot-webhooks';
import { createOperatorShell, type OperatorShell } from '../../support/operator-shell';
import { until } from '../../support/pace';

let shell: OperatorShell;
let senders: readonly TemplateSender[];
beforeAll(async () => {
  shell = await createOperatorShell();
  const botId = await createTestBot(shell.api, 'mine');
  const accountId = shell.api.account.id;
  senders = [
    { accountId, channel: 'twilio', botId: null },
    { accountId, channel: 'twilio', botId },
    { accountId, channel: 'whatsapp-cloud', botId },
  ];
});
afterAll(() => shell.close());

const hilo = (...args: string[]) => shell.hilo(['templates', ...args]);
const named = (name: string, status: 'approved' | 'paused') => ({
  ...{ template: `${name}:es`, name, language: 'es', category: 'marketing', status },
  ...{ quality: 'low' as const, reason: null, body: null },
});

/** What the worker does of it: the first sender's list cannot be had. */
async function workerLooks(): Promise<void> {
  const { api } = shell;
  await until({
    for: 'the look to be asked for',
    look: () => Promise.resolve(api.temporal.asked),
    is: (asked) => asked.includes(`sync templates ${api.account.id}`),
  });
  const { messageTemplates } = api.deps;
  const [away, ...rest] = senders;
  if (away) await messageTemplates.noteFailure(away, 'Twilio answered 401', new Date());
  for (const sender of rest) {
    const templates = [named('promo', 'approved'), named('aviso', 'paused')];
    await messageTemplates.keepList(sender, { owner: '1', templates, at: new Date() });
  }
}

describe('hilo templates', () => {
  it('has the lists looked at, and says of each sender how it went', async () => {
    const [answer] = await Promise.all([hilo('sync'), workerLooks()]);
    expect(answer.stdout).toMatch(/^twilio +.*Twilio answered 401$/m);
    expect(answer.stdout).toMatch(/^mine\/whatsapp-cloud +2 /m);
    expect(answer.code).toBe(1);
  });

  it('shows what providers told of them, by status too', async () => {
    expect((await hilo('list')).stdout).toMatch(/promo:es +promo +es +marketing +approved +low/);
    const { stdout } = await hilo('list', '--status', 'paused', '--json');
    expect((JSON.parse(stdout) as { name: string }[]).map(({ name }) => name)).toEqual(['aviso', 'aviso']);
  });
});
