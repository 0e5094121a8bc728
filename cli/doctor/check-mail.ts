import { createTransport } from 'nodemailer';
import { failure, fine, warning, type Finding } from './finding';
import type { InUse } from './settings-in-use';

const CHECK = 'mail';
/** Of the connection, of the greeting, and of silence in between. */
const SILENCE_MS = 5_000;
/** As nodemailer has it for a server that takes neither user nor password. */
const REFUSED = 'EAUTH';

/** Whether the mail server is there and takes the user and password of `SMTP_URL`; no email is sent. */
export async function checkMail({ env: { SMTP_URL: url } }: Pick<InUse, 'env'>): Promise<Finding[]> {
  if (url === undefined) return [];
  const transport = createTransport({
    ...{ url, connectionTimeout: SILENCE_MS, greetingTimeout: SILENCE_MS, socketTimeout: SILENCE_MS },
  });
  try {
    await transport.verify();
    return [fine(CHECK, 'the mail server is there, and takes who asks')];
  } catch (error) {
    return [troubleOf(error as { code?: string; responseCode?: number })];
  } finally {
    transport.close();
  }
}

/** The server's own words may hold addresses and names, and are left out. */
function troubleOf({ code = 'no answer', responseCode }: { code?: string; responseCode?: number }): Finding {
  if (code === REFUSED) {
    const says = `the mail server takes neither user nor password (${responseCode ?? code})`;
    return failure(CHECK, { says, remedy: 'Put others into SMTP_URL: smtp://user:password@host:587.' });
  }
  const says = `the mail server cannot be reached (${code})`;
  return warning(CHECK, { says, remedy: 'Look at SMTP_URL, and at the way out of this machine.' });
}
