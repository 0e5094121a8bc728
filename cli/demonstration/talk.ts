import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { createPhoneHand } from '../phone/phone-hand';
import { readMessages, type SimulatedMessage } from '../simulator/follow-messages';
import { messagesPath } from '../simulator/write-message';
import type { Filling } from './filling';

const talkSchema = z.strictObject({
  /** The name of the bot that is written to. */
  bot: z.string(),
  phone: z.e164(),
  name: z.string(),
  /** What is typed at the phone, in turn. */
  lines: z.array(z.string()),
  /** Whether the order that comes of it is paid. */
  pays: z.boolean().default(false),
});

export type Talk = z.output<typeof talkSchema>;

export async function readTalks(file: string): Promise<Talk[]> {
  return z.array(talkSchema).parse(JSON.parse(await readFile(file, 'utf8')));
}

/** A bot has said what it has to say when it is silent for so long. */
const SILENCE_MS = 1200;
const LOOK_EVERY_MS = 300;
/** Where a person has taken over, nobody answers. */
const PATIENCE_MS = 15_000;

/** Says the lines of a talk that have not been said yet, each once the one before is answered. */
export async function playTalk({ api, signal }: Filling, talk: Talk, botId: string): Promise<void> {
  const { phone, name, lines } = talk;
  const findBot = () => Promise.resolve(botId);
  const hand = createPhoneHand({ api, phone, name, botId, findBot });
  const read = async () => (await readMessages(api, messagesPath(phone))).messages;
  let spoken = spokenIn(await read());
  for (const line of lines.slice(spoken)) {
    for (const message of await answered({ read, spoken, signal })) hand.see(message);
    await hand.act(line);
    spoken += 1;
  }
  await answered({ read, spoken, signal });
}

const spokenIn = (thread: readonly SimulatedMessage[]) =>
  thread.filter(({ direction }) => direction === 'from-phone').length;

interface Waiting {
  read: () => Promise<SimulatedMessage[]>;
  /** So many lines of the phone's must be in the thread: it shows a message a moment after it was written. */
  spoken: number;
  signal: AbortSignal;
}

/** The thread once its last word is the bot's, or nobody answers. */
async function answered({ read, spoken, signal }: Waiting): Promise<SimulatedMessage[]> {
  const since = performance.now();
  for (;;) {
    const thread = await read();
    const last = thread.at(-1);
    if (spoken === 0 || performance.now() - since > PATIENCE_MS) return thread;
    const isQuiet = last?.direction === 'to-phone' && Date.now() - Date.parse(last.at) > SILENCE_MS;
    if (isQuiet && spokenIn(thread) >= spoken) return thread;
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}
