import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { SessionsParts } from '../../../bridge/sessions';
import type { WebLibrary } from '../../../bridge/web-client';
import { startBridge } from '../../../bridge/start-bridge';
import { createBridgeSessions } from '../../../channels/whatsapp-web/sessions';
import { silentLogger } from '../framework-deps';
import { until } from '../pace';
import { createScriptedPhone, type ScriptedPhone } from './scripted-client';

/** Less than a test may take. */
const PATIENCE_MS = 30_000;

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
  const untilIs = async (botId: string, state: string) => {
    await until({
      for: `the session of ${botId} to be ${state}`,
      look: () => sessions().get(botId),
      is: (answer) => answer.kind === 'state' && answer.session.state === state,
      everyMs: 10,
      patienceMs: PATIENCE_MS,
    });
  };
  return {
    ...{ phone, phoneOf, root, token: settings.token },
    get url() {
      return bridge.url;
    },
    get sessions() {
      return sessions();
    },
    until: untilIs,
    async signIn(botId) {
      await sessions().start(botId);
      await untilIs(botId, 'scan');
      (phones.get(botId) ?? phone).scan();
      await untilIs(botId, 'ready');
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
