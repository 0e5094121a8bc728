import { createTransport } from 'nodemailer';
import type { EmailResult, SendEmail } from '../../domain/messaging/email';

export interface SmtpSettings {
  /** `smtp://` or, with TLS from the first byte, `smtps://`; user and password in it. */
  url: string;
  /** Whom emails are from. */
  from: string;
}

/** Of a connection, of the greeting, and of silence in between; the whole must end well before a lease does. */
const SILENCE_MS = 10_000;
const WHOLE_MS = 40_000;

/** Hands emails to a mail server, each over a connection of its own. */
export function createSmtpEmail({ url, from }: SmtpSettings): SendEmail {
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/[^\w.-]/g, '');
  return async ({ key, to, subject, text }) => {
    const transport = createTransport({
      ...{ url, connectionTimeout: SILENCE_MS, greetingTimeout: SILENCE_MS, socketTimeout: SILENCE_MS },
    });
    const sending = transport.sendMail({
      ...{ from, to: [...to], subject, text },
      messageId: `<${key}@${domain}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      // Nothing of ours names files or addresses to be read into an email.
      ...{ disableFileAccess: true, disableUrlAccess: true },
    });
    try {
      await withinTime(sending);
      return { kind: 'taken' };
    } catch (error) {
      return failureOf(error);
    }
  };
}

async function withinTime(sending: Promise<unknown>): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('late')), WHOLE_MS);
  try {
    await Promise.race([sending, late.promise]);
  } finally {
    clearTimeout(timer);
    sending.catch(() => undefined);
  }
}

/** A 5xx is for good (RFC 5321, 4.2.1); the server's own words may hold addresses, and are left out. */
function failureOf(error: unknown): EmailResult {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  if (responseCode === undefined)
    return { kind: 'away', detail: `the mail server gave no answer (${code ?? 'late'})` };
  const detail = `the mail server answered ${responseCode}`;
  return { kind: responseCode >= 500 && code !== 'EAUTH' ? 'refused' : 'away', detail };
}
