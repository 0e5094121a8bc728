import { join } from 'node:path';
import { createTalks, HANDED_OFF, type Talk } from '../../support/conversations/talks';
import type { ConversationView } from '../../../workflows/conversations/contract';
import { createOperatorShell, type OperatorShell } from '../../support/operator-shell';

let shell: OperatorShell;
let ana: Talk;
let luz: Talk;
beforeAll(async () => {
  shell = await createOperatorShell();
  const talks = createTalks(shell.api);
  ana = await talks.talk(await talks.makeBot(), 5);
  luz = await talks.takenOver();
  await say(ana, 0, 'user', 'message', { text: 'hola', messageId: 'x' });
  await say(ana, 1, 'event', 'entered', { step: 'welcome', detail: 'message' });
  const buttons = [{ id: 'book', label: 'Reservar' }];
  const message = { items: [{ kind: 'text', text: '¿Qué\nquieres?' }], buttons };
  await say(ana, 2, 'bot', 'message', { message });
  await say(ana, 3, 'user', 'message', { text: 'Reservar', choice: 'book' });
  await say(ana, 4, 'user', 'message', { text: '', media: [{ kind: 'image', mediaId: null }] });
  await say(ana, 5, 'event', 'handed-off', { until: HANDED_OFF.since, reason: 'pide una rebaja' });
});
afterAll(() => shell.close());

const hilo = (...args: string[]) => shell.hilo(['dialogs', ...args]);

function say(
  { dialogId, contactId }: Talk,
  position: number,
  type: 'user' | 'bot' | 'event',
  event: string,
  data: object,
) {
  const entry = { id: `${dialogId}:1:${position}`, accountId: shell.api.account.id, dialogId, contactId };
  const line = { ...entry, type, event, turn: 1, position, at: HANDED_OFF.since, data: { ...data } };
  return shell.api.deps.transcripts.append([line]);
}

describe('hilo dialogs', () => {
  it('lists those of every bot, the newest first, or those that were taken over', async () => {
    const { stdout } = await hilo();
    expect(stdout.indexOf(luz.phone)).toBeGreaterThan(0);
    expect(stdout.indexOf(ana.phone)).toBeGreaterThan(stdout.indexOf(luz.phone));
    const taken = (await hilo('list', '--handed-off')).stdout;
    expect(taken).toContain('taken over until it is returned');
    expect(taken).not.toContain(ana.phone);
  });

  it('shows what was said, by the phone of the contact', async () => {
    const { stdout } = await hilo('show', ana.phone);
    expect(stdout).toContain(`conversation%3A${ana.dialogId}`);
    const [, said = ''] = stdout.split('/conversation%3A');
    const lines = said.split('\n').slice(2);
    expect(lines.map((line) => line.slice('00:00:00'.length).trim().replaceAll(/ +/g, ' '))).toEqual([
      `${ana.name} hola`,
      'bot ¿Qué',
      'quieres?',
      '[Reservar]',
      `${ana.name} ▸ Reservar`,
      `${ana.name} [image]`,
      expect.stringMatching(/^· handed-off until 2026-11-21 [\d:]+ reason pide una rebaja$/),
      '',
    ]);
    expect((await hilo('show', ana.phone, '--log')).stdout).toContain('entered  step welcome  message');
    const short = (await hilo('show', ana.dialogId, '--lines', '1')).stdout;
    expect(short).toContain('4 earlier lines');
    expect(short).not.toContain('hola');
  });

  it('takes a dialog over for a while, and gives it back', async () => {
    const view: ConversationView = {
      ...{
        step: null,
        status: 'running',
        waitingFor: null,
        timers: [],
        pendingCall: null,
        pendingAgent: null,
      },
      ...{ turns: 1, handoff: null, botId: ana.botId },
    };
    shell.api.temporal.answerConversationUpdates({ kind: 'updated', view });
    shell.api.temporal.asked.length = 0;
    expect((await hilo('take', ana.phone, '--for', '2h', '--reason', 'rebaja')).code).toBe(0);
    expect((await hilo('return', ana.phone)).code).toBe(0);
    expect(shell.api.temporal.asked).toEqual([`hand-off ${ana.dialogId}`, `return ${ana.dialogId}`]);
  });

  it('replies only where a person has taken over, and says so', async () => {
    expect((await hilo('reply', luz.phone, 'Soy Marta')).code).toBe(0);
    expect(await shell.api.rows('send')).toBe(1);
    const refused = await hilo('reply', ana.phone, 'Soy Marta');
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining(`take ${ana.phone}`)]);
    expect(await shell.api.rows('send')).toBe(1);
  });

  it.each([
    ['a phone that wrote to no bot', '+573009999999', 'has talked to no bot'],
    ['what is neither phone nor id', 'ana', 'neither a dialog id nor a phone'],
    ['an id of nothing', '01900000-0000-7000-8000-00000000ffff', 'There is no dialog'],
  ])('says what is wrong with %s', async (_what, wanted, words) => {
    const { code, stderr } = await hilo('show', wanted);
    expect([code, stderr]).toEqual([1, expect.stringContaining(words)]);
  });

  it('says why a dialog in which no scenario answered cannot be exported', async () => {
    const { code, stderr } = await hilo('export', ana.phone, '--out', join(shell.folder, 'golden.json'));
    expect([code, stderr]).toEqual([1, expect.stringContaining('nothing to record')]);
  });
});
