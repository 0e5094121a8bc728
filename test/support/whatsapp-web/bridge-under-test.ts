import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { SessionsParts } from '../../../bridge/sessions';
import type { WebLibrary } from '../../../bridge/web-client';
import { startBridge } from '../../../bridge/start-bridge';
import { createBridgeSessions } from '../../../channels/whatsapp-web/sessions';
import { silentLogger } from '../framework-deps';
import { createScriptedPhone, type ScriptedPhone } from './scripted-client';

export const BRIDGE_TOKEN = 'a-token-of-a-test-that-is-long-enough';

export interface BridgeUnderTest {
  /** The phone of every bot that has none of its own. */
  phone: ScriptedPhone;
  /** A phone of the bot's own, from its first mention on. */
  phoneOf(botId: string): ScriptedPhone;
  url: string;
  token: string;
  root: string;
  sessions: ReturnType<typeof createBridgeSessions>;
  /** Starts a session and waits until it is so; its phone scans the code when it is to be ready. */
  until(botId: string, state: string): Promise<void>;
  signIn(botId: string): Promise<void>;
  /** The bridge goes and comes back on the same folder, with other parts if there are any. */
  restart(changes?: Partial<SessionsParts>): Promise<void>;
  close(): Promise<void>;
}

/** The real bridge on this machine, with a page that does as it is told. */
export async function bridgeUnderTest(parts: Partial<SessionsParts> = {}): Promise<BridgeUnderTest> {
  const phone = createScriptedPhone();
  const phones = new Map<string, ScriptedPhone>();
  const phoneOf = (botId: string) => {
    const own = phones.get(botId) ?? createScriptedPhone(`57300900${String(phones.size).padStart(4, '0')}`);
    phones.set(botId, own);
    return own;
  };
  const { media } = phone.library();
  const open: WebLibrary['open'] = (session) =>
    (phones.get(basename(dirname(session.folder))) ?? phone).library().open(session);
  const root = parts.root ?? join(await mkdtemp(join(tmpdir(), 'hilo-bridge-')), 'whatsapp-web');
  const settings = {
    ...{ host: '127.0.0.1', port: 0, root, token: BRIDGE_TOKEN, apiUrl: 'http://127.0.0.1:1' },
    ...{ library: () => ({ open, media }), logger: silentLogger(), pauseMs: () => 20, restartMs: 20 },
    ...parts,
  };
  let bridge = await startBridge(settings);
  const sessions = () => createBridgeSessions({ bridgeUrl: bridge.url, token: settings.token });
  const until = async (botId: string, state: string) => {
    for (let tries = 0; tries < 3000; tries += 1) {
      const answer = await sessions().get(botId);
      if (answer.kind === 'state' && answer.session.state === state) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`The session of ${botId} never came to be ${state}`);
  };
  return {
    ...{ phone, phoneOf, root, token: settings.token },
    get url() {
      return bridge.url;
    },
    get sessions() {
      return sessions();
    },
    until,
    async signIn(botId) {
      await sessions().start(botId);
      await until(botId, 'scan');
      (phones.get(botId) ?? phone).scan();
      await until(botId, 'ready');
    },
    async restart(changes = {}) {
      await bridge.stop();
      bridge = await startBridge({ ...settings, ...changes });
    },
    async close() {
      await bridge.stop();
      await rm(join(root, '..'), { recursive: true, force: true });
    },
  };
}
