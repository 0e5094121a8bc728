import { createInlineReplies } from '../../../api/inbound/inline-replies';
import { createApp } from '../../../api/app';
import type { Dialog } from '../../../db/repositories/dialogs';
import { createInlineSends } from '../../../db/repositories/inline-sends';
import { createTurnDialogs } from '../../../db/repositories/turn-dialogs';
import { turnSendKey } from '../../../domain/conversations/turn-send-key';
import type { MessageContent } from '../../../domain/messaging/content';
import type { SendState } from '../../../domain/messaging/send';
import {
  createTestBot,
  deliver,
  fromTwilio,
  PHONE,
  twilioMessage,
  type Delivery,
} from '../../support/bot-webhooks';
import { startFakeTwilio } from '../../support/fake-twilio/fake-twilio';
import { serveOnLoopback } from '../../support/loopback-server';
import { createTestApi, type TestApi } from '../../support/test-api';

const text = (words: string): MessageContent => ({ kind: 'text', text: words });

let api: TestApi;
let bot: string;
beforeEach(async () => {
  api = await createTestApi();
  bot = await createTestBot(api, 'mine');
  api.deps.inlineReplies = createInlineReplies({
    sends: createInlineSends(api.database.dataSource),
    now: () => Date.now(),
    limit: 2,
  });
  api.app = createApp(api.deps);
});
afterEach(() => api.close());

const genuine = (delivery: Delivery) => deliver(api, delivery, delivery.proofFor('mine'));
const write = (sid: string, suffix = 'hola') => genuine(fromTwilio(bot, twilioMessage(sid, suffix)));

/**
 * Takes the turn of every message that is signalled, as the worker would, saying these things. What is held back for
 * the answer is held for longer, unless said otherwise: a busy machine can need more than a second to claim it.
 */
function answerWith(
  contents: readonly MessageContent[],
  {
    before = () => Promise.resolve(),
    patient = true,
  }: { before?: (dialogId: string) => Promise<unknown>; patient?: boolean } = {},
) {
  const { dataSource } = api.database;
  const dialogs = createTurnDialogs(dataSource);
  api.deps.conversationStarter = {
    ...api.temporal.conversationStarter,
    messageReceived: async ({ accountId, dialogId }, { messageId }) => {
      const known = await dialogs.get(accountId, dialogId);
      if (!known) throw new Error('There is no such dialog');
      await before(dialogId);
      const { dialog } = known;
      const sends = contents.map((content, n) =>
        requestOf(dialog, turnSendKey(dialogId, dialog.turn + 1, n), content),
      );
      const change = { ...dialog, lastEvent: messageId };
      await dialogs.write(dialog, { change, sends, messageIds: [messageId] }, (unit) =>
        patient ? unit.query(HOLD_LONGER) : Promise.resolve(),
      );
      return { kind: 'signalled' };
    },
  };
}

function requestOf({ accountId, contactId, botId }: Dialog, idempotencyKey: string, content: MessageContent) {
  return { accountId, idempotencyKey, contactId, channel: 'twilio' as const, content, botId };
}

const HOLD_LONGER = `UPDATE send SET not_before = not_before + interval '1 minute' WHERE not_before IS NOT NULL`;

interface Row {
  id: string;
  state: SendState;
  attempt_id: string | null;
  attempts: number;
  not_before: Date | null;
}
const rows = () => api.database.dataSource.query<Row[]>('SELECT * FROM send ORDER BY id');

describe('the answer to Twilio', () => {
  it('carries what the turn said, escaped, and leaves it to callbacks and look-ups to settle', async () => {
    answerWith([text('¡Hola, <Ana> & "todos"! 🙂'), text('¿Seguimos?')]);
    const answer = await write('SM1');
    expect(answer.headers['content-type']).toContain('text/xml');
    const [first, second] = await rows();
    expect([first?.state, second?.state]).toEqual(['dispatching', 'dispatching']);
    expect(answer.text).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><Response>' +
        `<Message statusCallback="https://hilo.example/api/webhook/twilio/${bot}/status?a=${first?.attempt_id}#rc=3&amp;rp=all">` +
        '<Body>¡Hola, &lt;Ana&gt; &amp; &quot;todos&quot;! 🙂</Body></Message>' +
        `<Message statusCallback="https://hilo.example/api/webhook/twilio/${bot}/status?a=${second?.attempt_id}#rc=3&amp;rp=all">` +
        '<Body>¿Seguimos?</Body></Message></Response>',
    );
    const report = fromTwilio(
      bot,
      { MessageSid: 'SM-reply', MessageStatus: 'delivered' },
      { suffix: '/status', query: `?a=${first?.attempt_id}` },
    );
    await genuine(report);
    expect((await rows()).map(({ state }) => state)).toEqual(['delivered', 'dispatching']);
  });

  it('that was given can be given by nobody else, and is never followed by a second call', async () => {
    answerWith([text('hola')]);
    await write('SM1');
    const [row] = await rows();
    const now = Date.now();
    const claim = { sendId: row?.id ?? '', attemptId: bot, now, checkAt: now };
    await expect(api.deps.sendLedger.claim(claim)).resolves.toBeNull();
    expect(row?.attempts).toBe(2);
  });

  it('of a delivery that comes again is empty: the first one had the reply', async () => {
    answerWith([text('hola')]);
    // As many at once as may wait: one on top would not, and might be the one that is stored.
    const answers = await Promise.all([write('SM1'), write('SM1')]);
    answers.push(await write('SM1'));
    expect(answers.filter((answer) => answer.text.includes('<Message'))).toHaveLength(1);
    expect(await rows()).toHaveLength(1);
  });

  it.each<[string, MessageContent[]]>([
    ['a file', [text('mira'), { kind: 'file', file: { kind: 'image', url: 'https://x.example/a.jpg' } }]],
    ['more than five messages', Array.from({ length: 6 }, (_, n) => text(`${n}`))],
    ['nothing', []],
  ])('is empty for a turn that says %s, and what it says goes out at once', async (_what, contents) => {
    answerWith(contents);
    expect((await write('SM1')).text).toContain('<Response/>');
    const left = await rows();
    expect(left.map(({ state, not_before }) => [state, not_before])).toEqual(
      contents.map(() => ['reserved', null]),
    );
  });

  it('is empty when the contact opted out meanwhile', async () => {
    const before = async (dialogId: string) => {
      const dialog = await api.deps.dialogs.get(api.account.id, dialogId);
      await api.deps.contacts.optOut(api.account.id, dialog?.contactId ?? '', new Date());
    };
    answerWith([text('hola')], { before });
    expect((await write('SM1')).text).toContain('<Response/>');
    expect((await rows()).map(({ state }) => state)).toEqual(['reserved']);
  });

  it('does not wait for a word of consent, which no bot answers', async () => {
    expect((await write('SM1', 'BAJA')).text).toContain('<Response/>');
  });

  it('holds a message back from the dispatcher for a second at most', async () => {
    const began = Date.now();
    answerWith([text('hola')], { patient: false });
    await write('SM1');
    const [row] = await rows();
    expect(row?.not_before?.getTime()).toBeLessThanOrEqual(Date.now() + 1000);
    expect(row?.not_before?.getTime()).toBeGreaterThan(began);
  });

  it('is what Twilio sends: once, to whoever wrote, and reported on', async () => {
    answerWith([text('¡Hola & adiós! 🙂')]);
    const server = await serveOnLoopback(api.app);
    const fake = await startFakeTwilio({ authToken: 'twilio-mine', sender: '+573000000000' });
    api.deps.publicBaseUrl = server.url;
    fake.script({ inboundUrl: `${server.url}/api/webhook/twilio/${bot}` });
    const sent = await fake.sendInbound({ from: PHONE, body: 'hola', messageSid: 'SM1' });
    await fake.sendInbound({ from: PHONE, body: 'hola', messageSid: 'SM1' });
    await fake.quiet();
    await fake.close();
    await server.close();
    expect(sent.status).toBe(200);
    expect(fake.ledger.all()).toMatchObject([{ to: `whatsapp:${PHONE}`, body: '¡Hola & adiós! 🙂' }]);
    expect((await rows()).map(({ state }) => state)).toEqual(['read']);
  });
});
