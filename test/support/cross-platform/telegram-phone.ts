import { startFakeTelegram } from '../fake-telegram/fake-telegram';
import type { AcceptedText } from '../fake-telegram/send-message';
import type { MediaName } from '../fake-telegram/stored-files';
import { resourceOf } from '../fake-telegram/stored-files';
import type { UpdateContent } from '../fake-telegram/updates';
import { messageUpdate, tapUpdate } from '../fake-telegram/updates';
import type { PhoneFile, PlatformUnderTest } from './phone';
import { secondsOf } from './phone';

const KINDS = { photo: 'image', video: 'video', audio: 'audio', document: 'document' } as const;

/** Telegram: inline keyboards, and people without a number. */
export async function telegramUnderTest(): Promise<PlatformUnderTest> {
  const fake = await startFakeTelegram();
  const { botToken, botId, secretToken: webhookSecret } = fake;
  return {
    platform: 'telegram',
    hasWindow: false,
    credentials: { platform: 'telegram', credentials: { botToken, webhookSecret } },
    settings: { TELEGRAM_API_BASE_URL: fake.url },
    phone({ webhookUrl }, person) {
      fake.script({ webhookUrl });
      const from = { id: 700_000_000 + person, first_name: 'Ana' };
      const messages = () => fake.ledger.to(String(from.id));
      const tell = async (update: UpdateContent) => {
        fake.tell(update);
        await fake.quiet();
      };
      const write = (content: object, at: number) =>
        tell(messageUpdate({ from, content, date: secondsOf(at) }));
      return {
        says: (text, at) => write({ text }, at),
        taps({ id, label }, at) {
          const shown = messages().flatMap(buttonsOf);
          const data = shown.findLast(({ text }) => text === label)?.callback_data ?? id;
          return tell(tapUpdate({ from, data, label, id: `tap-${person}-${at}`, botId }));
        },
        sends: (file, at) => write(contentOf(file), at),
        shown: () =>
          Promise.resolve(
            messages().map((message) => ({
              files: message.file ? [KINDS[message.file.kind]] : [],
              text: withMarks(message),
              options: buttonsOf(message).map(({ text }) => text),
            })),
          ),
      };
    },
    close: () => fake.close(),
  };

  function contentOf({ kind, mimeType, bytes }: PhoneFile): object {
    const name: MediaName = kind === 'image' ? 'photo' : kind;
    const file = { kind: name, mimeType, bytes, fileName: 'archivo' };
    return resourceOf({ ...file, fileId: fake.addFile(file) });
  }
}

const MARKS: Readonly<Record<string, string>> = {
  bold: '*',
  italic: '_',
  strikethrough: '~',
  code: '`',
  pre: '```',
};

/** The words as they were written: a phone of Telegram shows what the marks mean. */
function withMarks({ text, entities }: AcceptedText): string {
  const marks = entities.map(({ type, offset, length }) => ({
    mark: MARKS[type],
    offset,
    end: offset + length,
  }));
  const at = (index: number) => [
    ...marks.filter(({ end }) => end === index).reverse(),
    ...marks.filter(({ offset }) => offset === index),
  ];
  const units = [...text.split(''), ''];
  return units.flatMap((unit, index) => [...at(index).map(({ mark }) => mark), unit]).join('');
}

interface Button {
  text: string;
  callback_data: string;
}

function buttonsOf({ body }: AcceptedText): Button[] {
  if (!('reply_markup' in body)) return [];
  return (body.reply_markup as { inline_keyboard: Button[][] }).inline_keyboard.flat();
}
