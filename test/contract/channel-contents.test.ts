import type { SendOutcome } from '../../domain/messaging/outcome';
import type { SentItem, SentMessage, SentOption } from '../../domain/conversations/conversation';
import { renderMessage } from '../../domain/conversations/render-message';
import { CHANNEL_NAMES } from '../../domain/messaging/channel-name';
import type { ChannelName } from '../../domain/messaging/channel-name';
import type { FileKind, MessageContent } from '../../domain/messaging/content';
import { filesOf, mediaOf } from '../../domain/messaging/content';
import {
  botpressSubject,
  simulatorSubject,
  telegramSubject,
  twilioSubject,
  whatsAppCloudSubject,
} from '../support/channel-subjects';
import type { ChannelSubject } from '../support/channel-subjects';
import { outboundFile } from '../support/outbound-file';
import { outbound } from '../support/outbound-message';

const OPENERS: Record<ChannelName, () => Promise<ChannelSubject>> = {
  simulator: () => simulatorSubject('accepted'),
  twilio: () => twilioSubject('accepted'),
  'whatsapp-cloud': () => whatsAppCloudSubject('accepted'),
  telegram: () => telegramSubject('accepted'),
  botpress: () => botpressSubject('accepted'),
};

const TYPES: Record<FileKind, string> = {
  image: 'image/jpeg',
  video: 'video/mp4',
  audio: 'audio/mpeg',
  document: 'application/pdf',
};

const text = (length = 4): SentItem => ({ kind: 'text', text: 'Hola '.repeat(length / 4).slice(0, length) });
const own = (kind: FileKind, caption?: string): SentItem => ({
  kind,
  media: kind,
  ...(caption && { caption }),
});
const linked = (kind: FileKind): SentItem => ({ kind, url: `https://files.example/f.${kind}` });
const options = (count: number, label = 'Opción'): SentOption[] =>
  Array.from({ length: count }, (_, index) => ({ id: `o${index}`, label: `${label} ${index}` }));

/** What scenarios say; each channel says it its own way. */
const MESSAGES: Record<string, SentMessage> = {
  'a text': { items: [text()] },
  'a text of 9,000 characters': { items: [text(9000)] },
  'a picture with words': { items: [own('image', 'Mira')] },
  'a picture with 1,500 characters of words': { items: [own('image', 'Mira '.repeat(300))] },
  'a video at an address': { items: [linked('video')] },
  'a sound with words': { items: [own('audio', 'Oye')] },
  'a document with words': { items: [own('document', 'Lee')] },
  'three pictures and a text': { items: [own('image'), linked('image'), own('image'), text()] },
  'two buttons under a text': { items: [text()], buttons: options(2) },
  'two buttons under 1,500 characters': { items: [text(1500)], buttons: options(2) },
  'two buttons under a video': { items: [own('video', '¿Qué tal?')], buttons: options(2) },
  'two buttons under a sound': { items: [own('audio')], buttons: options(2) },
  'seven buttons': { items: [text()], buttons: options(7) },
  'buttons with long words': { items: [text()], buttons: options(2, 'Una opción que dice mucho más') },
  'a list of nine': { items: [text()], list: { button: 'Ver', rows: options(9) } },
  'a list of thirty': { items: [text()], list: { button: 'Ver', rows: options(30) } },
};

const cases = CHANNEL_NAMES.flatMap((name) => Object.keys(MESSAGES).map((what) => ({ name, what })));

async function send({ channel, to }: ChannelSubject, content: MessageContent): Promise<SendOutcome> {
  const ids = new Set(mediaOf(content));
  const files = filesOf(content)
    .filter(({ media = '' }) => ids.delete(media))
    .map(({ kind, media = '' }) => outboundFile({ id: media, kind, mimeType: TYPES[kind] }));
  return channel.send(outbound({ content, files, ...(to && { to }) }));
}

describe('what a scenario says', () => {
  it.each(cases)('is taken whole by $name: $what', async ({ name, what }) => {
    const subject = await OPENERS[name]();
    const message = MESSAGES[what] ?? { items: [] };
    const { contents } = renderMessage(message, subject.channel.capabilities);
    const outcomes: SendOutcome[] = [];
    for (const content of contents) outcomes.push(await send(subject, content));
    await subject.close();
    expect(contents.length).toBeGreaterThan(0);
    expect(outcomes.map((outcome) => ({ ...outcome, providerId: null }))).toEqual(
      contents.map(() => ({ kind: 'accepted', providerId: null })),
    );
  });
});
