import { createSmtpEmail } from '../../activities/alerts/smtp-email';
import { startSmtpInbox, type Verdict } from '../support/smtp-inbox';

const EMAIL = { key: 'action-1', to: ['ana@example.com', 'leo@example.com'], subject: '[high] Quejas' };
const TEXT = 'Message: ¿dónde está mi pedido?\n.\nAlert: 1\n';

async function sendTo(verdict: Verdict) {
  const inbox = await startSmtpInbox(() => verdict);
  const send = createSmtpEmail({ url: inbox.url, from: 'alertas@hilo.example' });
  const result = await send({ ...EMAIL, text: TEXT });
  await inbox.close();
  return { result, taken: inbox.taken };
}

describe('an email of an alert', () => {
  it('reaches everybody it names, whole, from the address of the settings, under the key of its action', async () => {
    const { result, taken } = await sendTo('take');
    expect(result).toEqual({ kind: 'taken' });
    expect(taken).toHaveLength(1);
    const [{ from, to, raw } = { from: '', to: [], raw: '' }] = taken;
    expect([from, to]).toEqual(['alertas@hilo.example', EMAIL.to]);
    expect(raw).toContain('Message-ID: <action-1@hilo.example>');
    expect(raw).toContain('Auto-Submitted: auto-generated');
    expect(raw).toContain('Subject: [high] Quejas');
    const body = raw.slice(raw.indexOf('\r\n\r\n') + 4);
    expect(readQuotedPrintable(body)).toContain('¿dónde está mi pedido?');
  });

  it.each([
    [550, { kind: 'refused', detail: 'the mail server answered 550' }],
    [451, { kind: 'away', detail: 'the mail server answered 451' }],
  ])('that the server answers %i came to %j', async (code, expected) => {
    const { result, taken } = await sendTo(code);
    expect([result, taken]).toEqual([expected, []]);
  });

  it('whose answer is lost is to be tried again, though it was taken', async () => {
    const { result, taken } = await sendTo('take-and-hang-up');
    expect(result).toMatchObject({ kind: 'away' });
    expect(taken).toHaveLength(1);
  });

  it('for a server that nobody answers at is to be tried again', async () => {
    const inbox = await startSmtpInbox();
    await inbox.close();
    const send = createSmtpEmail({ url: inbox.url, from: 'alertas@hilo.example' });
    expect(await send({ ...EMAIL, text: TEXT })).toMatchObject({ kind: 'away' });
  });

  it('cannot be given further headers by the name of a rule', async () => {
    const inbox = await startSmtpInbox();
    const send = createSmtpEmail({ url: inbox.url, from: 'alertas@hilo.example' });
    await send({ ...EMAIL, subject: 'Quejas\r\nBcc: eva@example.com', text: TEXT });
    await inbox.close();
    expect(inbox.taken.map(({ to }) => to)).toEqual([EMAIL.to]);
    expect(inbox.taken[0]?.raw).not.toMatch(/^Bcc:/m);
  });
});

function readQuotedPrintable(body: string): string {
  const joined = body.replace(/=\r\n/g, '');
  const bytes = joined.replace(/=([0-9A-F]{2})/g, (_whole, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
