import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SimulatedMessage } from '../simulator/follow-messages';
import { followMessages } from '../simulator/follow-messages';
import { messagesPath } from '../simulator/write-message';
import { clockText } from '../terminal/times';
import { wordsOf } from './message-words';
import type { Chat } from './terminal-chat';

export interface PipedChat extends Chat {
  json: boolean;
  /** How long to go on listening once the input has ended. */
  waitMs: number;
}

/** The chat without a terminal: each line of the input is a message, each message is a line of the output. */
export async function chatInPipe(chat: PipedChat): Promise<void> {
  const { api, phone, cursor, json, hand } = chat;
  const left = new AbortController();
  const stop = () => left.abort();
  process.once('SIGINT', stop);
  const print = (message: SimulatedMessage) => {
    hand.see(message);
    console.log(json ? JSON.stringify(message) : lineOf(message));
  };
  chat.earlier.forEach(print);
  const listening = (async () => {
    const path = messagesPath(phone);
    for await (const message of followMessages(api, { path, cursor, signal: left.signal })) print(message);
  })();
  // What goes wrong while the input is waited for is told at its end.
  void listening.catch(stop);
  try {
    for await (const line of createInterface({ input: process.stdin })) {
      if (left.signal.aborted || (await hand.act(line)) === 'quit') return;
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
function lineOf(message: SimulatedMessage): string {
  const sign = message.direction === 'from-phone' ? '›' : '‹';
  return `${clockText(message.at)} ${sign} ${wordsOf(message).replaceAll('\n', '\n           ')}`;
}
