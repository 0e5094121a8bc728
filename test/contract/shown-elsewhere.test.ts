import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHANNEL_SHOWS, SHOWN_CHANNELS } from '../../api/routes/simulator/channel-shows';
import type { ShownChannel } from '../../api/routes/simulator/channel-shows';
import { createBotpressChannel } from '../../channels/botpress/botpress-channel';
import type { Channel } from '../../channels/channel';
import type { Emphasis, ShownMessage, ShownWords } from '../../channels/shown-message';
import { createTelegramChannel } from '../../channels/telegram/telegram-channel';
import { createTwilioChannel } from '../../channels/twilio/twilio-channel';
import { createWhatsAppCloudChannel } from '../../channels/whatsapp-cloud/whatsapp-cloud-channel';
import { createWhatsAppWebChannel } from '../../channels/whatsapp-web/whatsapp-web-channel';
import type { NamedCredentials } from '../../domain/conversations/platform-credentials';
import { renderMessage } from '../../domain/conversations/render-message';
import type { MessageContent } from '../../domain/messaging/content';
import { botpressUnderTest } from '../support/cross-platform/botpress-phone';
import { goldenMessages } from '../support/cross-platform/golden-messages';
import type { PlatformUnderTest } from '../support/cross-platform/phone';
import { numberOf } from '../support/cross-platform/phone';
import type { Shown } from '../support/cross-platform/shown';
import { telegramUnderTest } from '../support/cross-platform/telegram-phone';
import { twilioUnderTest } from '../support/cross-platform/twilio-phone';
import { whatsappUnderTest } from '../support/cross-platform/whatsapp-phone';
import { whatsappWebUnderTest } from '../support/cross-platform/whatsapp-web-phone';
import { TEMPLATE, outbound } from '../support/outbound-message';
import { SCENARIO_MESSAGES, filesFor } from '../support/scenario-messages';
import { BRIDGE_TOKEN } from '../support/whatsapp-web/bridge-under-test';
import { linkExchange } from '../support/whatsapp-web/linked-files';

const PERSON = 1;
const BOT = randomUUID();

const OPENERS: Record<ShownChannel, { open: () => Promise<PlatformUnderTest>; to: string }> = {
  twilio: { open: twilioUnderTest, to: numberOf(PERSON) },
  'whatsapp-cloud': { open: whatsappUnderTest, to: numberOf(PERSON) },
  'whatsapp-web': { open: openWhatsAppWeb, to: numberOf(PERSON) },
  telegram: { open: telegramUnderTest, to: String(700_000_000 + PERSON) },
  botpress: { open: botpressUnderTest, to: `conversation-${PERSON}` },
};

async function openWhatsAppWeb(): Promise<PlatformUnderTest> {
  const hilo = { apiUrl: 'http://127.0.0.1:1', token: BRIDGE_TOKEN, now: () => Date.now() };
  const platform = await whatsappWebUnderTest(hilo);
  platform.phone({ botId: BOT, webhookUrl: '' }, PERSON);
  await platform.signIn(BOT);
  return platform;
}

/** The very adapter that the workers send through. */
function channelOf(named: NamedCredentials | null, settings: Record<string, string>): Channel {
  switch (named?.platform) {
    case 'twilio':
      return createTwilioChannel({ ...named.credentials, apiBaseUrl: settings['TWILIO_API_BASE_URL'] });
    case 'whatsapp-cloud':
      return createWhatsAppCloudChannel({
        ...named.credentials,
        apiBaseUrl: settings['META_GRAPH_BASE_URL'],
      });
    case 'whatsapp-web': {
      const bridgeUrl = settings['WHATSAPP_WEB_URL'] ?? '';
      return createWhatsAppWebChannel({ botId: BOT, token: BRIDGE_TOKEN, bridgeUrl, linkExchange });
    }
    case 'telegram':
      return createTelegramChannel({
        ...named.credentials,
        apiBaseUrl: settings['TELEGRAM_API_BASE_URL'],
      });
    case 'botpress': {
      const { secret: webhookSecret, callbackUrl: webhookUrl } = named.credentials;
      return createBotpressChannel({ webhookSecret, webhookUrl });
    }
    case 'simulator':
    case undefined:
      throw new Error('A platform without credentials');
  }
}

/** What a person sees of it, as the fakes of the providers tell of what they accepted: each file apart. */
function seen({ files, words, choices }: ShownMessage): Shown[] {
  const options = choices?.options.map(({ label }) => label) ?? [];
  if (files.length === 0) return [{ files: [], text: written(words), options }];
  return files.map(({ kind, caption }) => ({
    files: [kind],
    text: [caption, words].map(written).join(''),
    options,
  }));
}

const MARKS: Record<Emphasis['type'], string> = {
  ...{ bold: '*', italic: '_', strikethrough: '~' },
  ...{ code: '`', pre: '```' },
};

/** As it was written, marks included. */
function written(words: ShownWords | null): string {
  if (!words) return '';
  let text = words.text;
  const ends = (words.emphasis ?? []).flatMap(({ type, offset, length }) => [
    { at: offset, mark: MARKS[type] },
    { at: offset + length, mark: MARKS[type] },
  ]);
  for (const { at, mark } of ends.toSorted((a, b) => b.at - a.at))
    text = text.slice(0, at) + mark + text.slice(at);
  return text;
}

/** A template's words are with its provider: no request holds them. */
function asTold(shown: Shown, { kind }: MessageContent): Shown {
  return kind === 'template' ? { ...shown, text: '' } : shown;
}

/** What the messages of programs say. */
function programContents(): MessageContent[] {
  const text = readFileSync(join(__dirname, '../../examples/programs/six-sessions.json'), 'utf8');
  const program = JSON.parse(text) as { sessions: { days: { content: MessageContent }[] }[] };
  return program.sessions.flatMap(({ days }) => days.map(({ content }) => content));
}

const LONG = 'Hola '.repeat(1000);
const options = [
  { id: 'si', label: 'Sí' },
  { id: 'no', label: 'No' },
];
/** Each is refused by at least one platform as it is. */
const AS_THEY_ARE: MessageContent[] = [
  { kind: 'text', text: 'Hola, *Ana*: _mira_ ~esto~ `aquí`' },
  { kind: 'text', text: LONG },
  { kind: 'template', template: TEMPLATE, variables: { 1: 'Ana' }, preview: 'Hola, {{1}}' },
  { kind: 'template', template: 'bienvenida:es_CO', variables: {} },
  { kind: 'file', file: { kind: 'audio', media: 'audio', caption: 'Oye' } },
  { kind: 'file', file: { kind: 'image', url: 'http://files.example/f.jpg' } },
  {
    kind: 'album',
    files: [
      { kind: 'image', media: 'image' },
      { kind: 'image', media: 'image' },
    ],
  },
  { kind: 'choices', text: '¿Vienes?', options },
  { kind: 'choices', text: '¿Cuál?', options: options.map((each) => ({ ...each, id: each.id.repeat(60) })) },
  { kind: 'choices', text: '¿Cuál?', options, open: 'Ver' },
  { kind: 'choices', text: LONG.slice(0, 1500), options },
];

describe.each(SHOWN_CHANNELS)('what a simulated phone shows as %s', (name) => {
  const { capabilities, show } = CHANNEL_SHOWS[name];
  const rendered = [...Object.values(SCENARIO_MESSAGES), ...goldenMessages()].flatMap((message) => {
    return renderMessage(message, capabilities).contents;
  });

  test('is what its adapter sends: the same messages, in the same order, with the same words', async () => {
    const { open, to } = OPENERS[name];
    const platform = await open();
    const channel = channelOf(platform.credentials, platform.settings);
    const phone = platform.phone({ botId: BOT, webhookUrl: 'http://127.0.0.1:1' }, PERSON);
    const shown: Shown[] = [];
    const outcomes: unknown[] = [];
    const expected: unknown[] = [];
    for (const content of [...rendered, ...programContents(), ...AS_THEY_ARE]) {
      const files = filesFor(content);
      const before = show(content, files);
      const outcome = await channel.send(outbound({ sendId: randomUUID(), to, content, files }));
      outcomes.push(outcome.kind === 'rejected' ? outcome : outcome.kind);
      expected.push(before.ok ? 'accepted' : before.refusal);
      if (before.ok) shown.push(...seen(before.message).map((each) => asTold(each, content)));
    }
    const accepted = await phone.shown();
    await platform.close();

    expect(outcomes).toEqual(expected);
    expect(accepted.map((message) => ({ options: [], ...message }))).toEqual(shown);
    expect(accepted.length).toBeGreaterThan(rendered.length);
  });
});
