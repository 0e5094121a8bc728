import type { ApiClient } from '../api/api-client';
import type { SimulatedMessage } from '../simulator/follow-messages';
import { uploadFile } from '../simulator/upload-file';
import { writeMessage } from '../simulator/write-message';
import { readLine } from './read-line';

/** Who holds the phone, and whom they write to. */
export interface Holder {
  api: ApiClient;
  phone: string;
  /** The name in the profile. */
  name: string | undefined;
  /** The bot that is written to; the account's own choice when absent. */
  botId: string | undefined;
  /** The bot that files are uploaded to when none was named. */
  findBot: () => Promise<string>;
}

export type PhoneHand = ReturnType<typeof createPhoneHand>;

type Options = NonNullable<SimulatedMessage['choices']>['options'];

/** Does what is typed: writes, taps or sends a file. */
export function createPhoneHand(holder: Holder) {
  const { api, phone, name, botId: bot } = holder;
  let options: Options = [];
  return {
    /** Looks at a message, so that its options can be tapped by number or words. */
    see({ choices }: Pick<SimulatedMessage, 'choices'>): void {
      if (choices) options = choices.options;
    },

    /** Throws with what to do where the line cannot be done. */
    async act(line: string): Promise<'quit' | 'done'> {
      const typed = readLine(line);
      switch (typed.kind) {
        case 'quit':
          return 'quit';
        case 'nothing':
          return 'done';
        case 'text':
          await writeMessage(api, { phone, text: typed.text, bot, name });
          return 'done';
        case 'pick':
          await writeMessage(api, { phone, ...tapOn(options, typed.wanted), bot, name });
          return 'done';
        case 'file': {
          const botId = bot ?? (await holder.findBot());
          const media = [await uploadFile(api, { botId, path: typed.path })];
          await writeMessage(api, { phone, media, bot: botId, name });
          return 'done';
        }
      }
    },
  };
}

/** A tap carries the words on the button, as on a real phone; one nobody showed us only its id. */
export function tapOn(options: Options, wanted: string): { choice: string; text?: string } {
  const same = (words: string): boolean => words.toLocaleLowerCase() === wanted.toLocaleLowerCase();
  const found =
    options.find(({ id }) => id === wanted) ??
    options.find(({ label }) => same(label)) ??
    (/^\d+$/.test(wanted) ? options[Number(wanted) - 1] : undefined);
  return found ? { choice: found.id, text: found.label } : { choice: wanted };
}
