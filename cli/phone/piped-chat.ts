import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SimulatedMessage } from '../simulator/follow-messages';
import { followMessages } from '../simulator/follow-messages';
import { messagesPath, writeMessage } from '../simulator/write-message';
import { clockText } from '../terminal/times';
import type { Chat } from './terminal-chat';

export interface PipedChat extends Chat {
  json: boolean;
  /** How long to go on listening once the input has ended. */
  waitMs: number;
}

/** The chat without a terminal: each line of the input is a message, each message is a line of the output. */
export async function chatInPipe(chat: PipedChat): Promise<void> {
  const { api, phone, cursor, json } = chat;
  const left = new AbortController();
  const stop = () => left.abort();
  process.once('SIGINT', stop);
  const print = (message: SimulatedMessage) => console.log(json ? JSON.stringify(message) : lineOf(message));
  chat.earlier.forEach(print);
  const listening = (async () => {
    const path = messagesPath(phone);
    for await (const message of followMessages(api, { path, cursor, signal: left.signal })) print(message);
  })();
  try {
    for await (const line of createInterface({ input: process.stdin })) {
      const text = line.trim();
      if (text === '/quit' || left.signal.aborted) return;
      if (text !== '') await writeMessage(api, { phone, text });
    }
    await Promise.race([
      sleep(chat.waitMs, undefined, { signal: left.signal }).catch(() => undefined),
      listening,
    ]);
  } finally {
    left.abort();
    await listening;
    process.off('SIGINT', stop);
  }
}

/** `09:00:05 › ` before what the phone wrote, `09:00:05 ‹ ` before what it got. */
function lineOf({ text, direction, at }: SimulatedMessage): string {
  return `${clockText(at)} ${direction === 'from-phone' ? '›' : '‹'} ${text.replaceAll('\n', '\n           ')}`;
}
