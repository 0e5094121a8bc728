import { durationMs } from '../../../domain/conversations/duration';
import type { Move } from '../../../domain/conversations/play';
import { recordedState } from '../../../domain/conversations/recording';
import { botpressUnderTest } from '../../support/cross-platform/botpress-phone';
import type { Golden } from '../../support/cross-platform/golden-conversations';
import { goldenConversations, tell, withoutFileIds } from '../../support/cross-platform/golden-conversations';
import type { Live, LiveConversation } from '../../support/cross-platform/live-conversations';
import { composeLive, createLiveConversation } from '../../support/cross-platform/live-conversations';
import type { Phone, PhoneFile, PlatformUnderTest } from '../../support/cross-platform/phone';
import { linesOf } from '../../support/cross-platform/shown';
import { simulatorUnderTest } from '../../support/cross-platform/simulator-phone';
import { telegramUnderTest } from '../../support/cross-platform/telegram-phone';
import { twilioUnderTest } from '../../support/cross-platform/twilio-phone';
import { whatsappUnderTest } from '../../support/cross-platform/whatsapp-phone';
import { whatsappWebUnderTest } from '../../support/cross-platform/whatsapp-web-phone';
import { serveOnLoopback, type LoopbackServer } from '../../support/loopback-server';
import { TAKEN_FILES } from '../../support/media/sample-files';
import { createTestApi, WHATSAPP_WEB_TOKEN, type TestApi } from '../../support/test-api';

const PLATFORMS = ['simulator', 'twilio', 'whatsapp-cloud', 'whatsapp-web', 'telegram', 'botpress'] as const;
const MIME_TYPES = {
  image: 'image/jpeg',
  audio: 'audio/ogg',
  video: 'video/mp4',
  document: 'application/pdf',
};
const CONVERSATIONS = goldenConversations();

let api: TestApi;
let server: LoopbackServer;
let live: Live;
const clock = { now: 0 };
const platforms = new Map<string, PlatformUnderTest>();
const bots = new Map<string, { botId: string; scenarioId: string }>();
let people = 0;

beforeAll(async () => {
  api = await createTestApi();
  server = await serveOnLoopback(api.app);
  Object.assign(api.deps, { now: () => clock.now, publicBaseUrl: server.url });
  const made = [simulatorUnderTest(api), ...(await startProviders())];
  for (const each of made) platforms.set(each.platform, each);
  live = composeLive(api, made, clock);
});
afterAll(async () => {
  for (const each of platforms.values()) await each.close();
  await server.close();
  await api.close();
});

const startProviders = () =>
  Promise.all([
    ...[twilioUnderTest(), whatsappUnderTest(), telegramUnderTest(), botpressUnderTest()],
    whatsappWebUnderTest({ apiUrl: server.url, token: WHATSAPP_WEB_TOKEN, now: () => clock.now }),
  ]);

describe.each(PLATFORMS)('on %s', (name) => {
  it.each(CONVERSATIONS.map((golden) => [golden.name, golden] as const))(
    'people read the words and options of %s, in their order, and it ends the same',
    async (_name, golden) => {
      const platform = platforms.get(name);
      if (!platform) throw new Error(`${name} was not started`);
      const { labels, ...expected } = tell(golden, platform);
      expect(await play(golden, platform, labels)).toEqual(expected);
      expect(expected.lines.length).toBeGreaterThan(0);
    },
  );
});

it('every example scenario takes part, in conversations that tap, send files, wait, call and hand over', () => {
  expect(new Set(CONVERSATIONS.map(({ scenario }) => scenario.name)).size).toBe(5);
  const moves = CONVERSATIONS.flatMap(({ turns }) => turns.flatMap(({ move }) => Object.keys(move)));
  expect(new Set(moves)).toEqual(
    new Set(['starts', 'says', 'picks', 'sends', 'waits', 'answers', 'callFails', 'returns']),
  );
  expect(CONVERSATIONS.length).toBeGreaterThanOrEqual(30);
});

/** Has a golden conversation with the bot on a platform: what was read there, and where it stands. */
async function play(golden: Golden, platform: PlatformUnderTest, labels: Stage['labels']) {
  const { botId, scenarioId } = await botOf(golden);
  people += 1;
  const webhookUrl = `${server.url}/api/webhook/${platform.platform}/${botId}`;
  const phone = platform.phone({ botId, webhookUrl }, people);
  clock.now = Date.parse(golden.startsAt);
  // They wrote while the bot was switched off: now it may write to them.
  await api.deps.bots.setActive(api.account.id, botId, false);
  await phone.says('hola', clock.now);
  const opening = await nextMessage();
  const { dialogId } = opening;
  const conversation = createLiveConversation(live, clock, { accountId: api.account.id, dialogId });
  await conversation.receive(opening);
  await api.deps.bots.setActive(api.account.id, botId, true);
  const stage = { golden, phone, conversation, scenarioId, labels };
  for (const { move } of golden.turns) await make(stage, move);
  const lines = (await phone.shown()).flatMap(linesOf);
  const dialog = await api.deps.dialogs.get(api.account.id, dialogId);
  if (!dialog?.state) throw new Error('The conversation has no state');
  return { lines, state: withoutFileIds(recordedState(dialog.state)) };
}

interface Stage {
  golden: Golden;
  phone: Phone;
  conversation: LiveConversation;
  scenarioId: string;
  labels: ReadonlyMap<string, string>;
}

async function make(stage: Stage, move: Move): Promise<void> {
  const { conversation, golden } = stage;
  if ('starts' in move) {
    const { session, day } = golden.context as { session: number; day: number };
    const key = `${people}:${clock.now}`;
    const origin = { key, enrollmentId: key, session, day };
    return conversation.take({ kind: 'start', start: { scenarioId: stage.scenarioId, version: 1, origin } });
  }
  if ('waits' in move) {
    return conversation.wait(move.waits === 'next' ? 'next' : clock.now + durationMs(move.waits));
  }
  if ('answers' in move) return conversation.answerCall({ kind: 'answered', ...move.answers });
  if ('callFails' in move) return conversation.answerCall({ kind: 'failed', reason: move.callFails });
  if ('returns' in move) return conversation.take({ kind: 'return' });
  await write(stage, move);
  return conversation.receive(await nextMessage());
}

async function write({ phone, labels }: Stage, move: Move): Promise<void> {
  if ('picks' in move) {
    return phone.taps({ id: move.picks, label: labels.get(move.picks) ?? 'an old option' }, clock.now);
  }
  if ('sends' in move) return phone.sends(fileOf(move.sends.kind), clock.now);
  if ('says' in move) return phone.says(move.says, clock.now);
  throw new Error(`Nobody can do ${JSON.stringify(move)} on a platform`);
}

/** What a webhook left for the worker. */
async function nextMessage() {
  await api.settled();
  const [asked = '', ...others] = api.temporal.asked.splice(0);
  expect(others).toEqual([]);
  const [, dialogId = '', messageId = ''] = asked.split(' ');
  return { dialogId, messageId, hasFile: asked.endsWith('with a file') };
}

function fileOf(kind: PhoneFile['kind']): PhoneFile {
  const mimeType = MIME_TYPES[kind];
  const [, bytes] = TAKEN_FILES.find(([type]) => type === mimeType) ?? [];
  if (!bytes) throw new Error(`There is no file of the type ${mimeType}`);
  return { kind, mimeType, bytes };
}

/** One bot a scenario, on every platform. */
async function botOf({ scenario }: Golden) {
  const known = bots.get(scenario.name);
  if (known) return known;
  const accountId = api.account.id;
  const bot = await api.deps.bots.create(accountId, {
    name: scenario.name,
    description: null,
    mode: 'scenario',
  });
  const row = bot && (await api.deps.scenarios.create(accountId, bot.id, scenario));
  if (!row) throw new Error(`${scenario.name} is there already`);
  for (const { platform, credentials } of platforms.values()) {
    const named = credentials ?? { platform, credentials: null };
    await api.deps.platformCredentials.put(accountId, bot.id, { ...named, isActive: true });
  }
  await api.deps.scenarios.activate(accountId, row.id);
  const made = { botId: bot.id, scenarioId: row.id };
  bots.set(scenario.name, made);
  return made;
}
