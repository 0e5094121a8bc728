import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFakeCalendar } from '../fake-calendars/fake-calendar';
import { READY, runHilo } from '../running-hilo';
import { scriptedBridge } from '../whatsapp-web/scripted-bridge';
import { TEST_SETTINGS } from '../test-servers';

/** Who signs in at the stack of the browser tests. */
export const OPERATOR = { login: 'admin', password: 'a-password-for-tests' };

export interface ConsoleStack {
  url: string;
  pid: number;
  /** Settles when it is gone. */
  exited: Promise<unknown>;
  stop(): Promise<void>;
}

/** `npm start` in a folder of its own, as a newcomer has it, with a password, a Google and phones of WhatsApp Web that the tests know. */
export async function startConsoleStack(): Promise<ConsoleStack> {
  const folder = mkdtempSync(join(tmpdir(), 'hilo-browser-'));
  const google = await startFakeCalendar('google');
  const bridge = await scriptedBridge();
  const hilo = runHilo(folder, {
    ...bridge.settings,
    ...{ ADMIN_PASSWORD: OPERATOR.password, ADMIN_USER: OPERATOR.login },
    GOOGLE_CALENDAR_BASE_URL: google.url,
    GOOGLE_OAUTH_CLIENT_ID: google.oauth.client.id,
    GOOGLE_OAUTH_CLIENT_SECRET: google.oauth.client.secret,
  });
  await hilo.waitFor(READY);
  const url = hilo.place('API');
  process.env[TEST_SETTINGS.consoleUrl] = url;
  process.env[TEST_SETTINGS.consoleFolder] = folder;
  process.env[TEST_SETTINGS.consolePhones] = bridge.url;
  const { pid } = JSON.parse(readFileSync(join(folder, 'running.json'), 'utf8')) as { pid: number };
  return {
    url,
    pid,
    exited: hilo.ended,
    async stop() {
      await hilo.interrupt();
      await google.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
