import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export type LoopbackTwilio = Awaited<ReturnType<typeof startLoopbackTwilio>>;

/** A provider that takes every message after 50 ms and remembers nothing but when. */
export async function startLoopbackTwilio() {
  const child = fork(join(__dirname, 'provider-process.ts'), { execArgv: ['--import', 'tsx'] });
  const [{ address }] = (await once(child, 'message')) as [{ address: AddressInfo }];
  const url = `http://127.0.0.1:${address.port}`;
  const ask = async (method: 'GET' | 'DELETE') => (await fetch(url, { method })).json() as Promise<number[]>;
  return {
    url,
    pid: child.pid ?? 0,
    /** When it accepted each message, in order. */
    acceptedAt: () => ask('GET'),
    forget: () => ask('DELETE'),
    settings(messagesPerSecond: number): Record<string, string> {
      return {
        TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
        TWILIO_AUTH_TOKEN: 'loopback',
        TWILIO_WHATSAPP_FROM: '+15005550006',
        TWILIO_API_BASE_URL: url,
        TWILIO_MESSAGES_PER_SECOND: String(messagesPerSecond),
      };
    },
    async close() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
