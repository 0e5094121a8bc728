import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** An email as the mail server took it. */
export interface TakenEmail {
  from: string;
  to: string[];
  raw: string;
}

/** What the server says to an email: takes it, or answers with a code, or takes it and hangs up before it says so. */
export type Verdict = 'take' | 'take-and-hang-up' | number;

/** A real mail server on this machine that keeps what it takes. */
export async function startSmtpInbox(judge: (to: readonly string[]) => Verdict = () => 'take') {
  const taken: TakenEmail[] = [];
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true },
    onData(stream, { envelope }, answer) {
      void text(stream).then((raw) => {
        const to = envelope.rcptTo.map(({ address }) => address);
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const verdict = judge(to);
        if (typeof verdict === 'number') {
          answer(Object.assign(new Error('not today'), { responseCode: verdict }));
          return;
        }
        taken.push({ from, to, raw });
        if (verdict === 'take') answer();
        else for (const connection of server.connections) connection.close();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}
