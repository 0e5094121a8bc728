import { createInterface, cursorTo, clearLine, moveCursor } from 'node:readline';
import type { Interface } from 'node:readline';
import type { ApiClient } from '../api/api-client';
import type { SimulatedMessage } from '../simulator/follow-messages';
import { followMessages } from '../simulator/follow-messages';
import { messagesPath } from '../simulator/write-message';
import { stylesFor } from '../terminal/styles';
import { clockText } from '../terminal/times';
import { drawBubble } from './bubbles';
import { wordsOf } from './message-words';
import type { PhoneHand } from './phone-hand';
import { PHONE_COMMANDS } from './read-line';

export interface Chat {
  api: ApiClient;
  phone: string;
  hand: PhoneHand;
  earlier: readonly SimulatedMessage[];
  /** Where `earlier` ends. */
  cursor: string | null;
}

const WIDEST = 100;
const PROMPT = '› ';

/** The chat on a terminal: messages come in above the line that is being typed. */
export async function chatInTerminal(chat: Chat): Promise<void> {
  const styles = stylesFor();
  const left = new AbortController();
  const input = createInterface({
    input: process.stdin,
    output: process.stdout,
    prompt: styles.green(PROMPT),
  });
  const print = (text: string) => {
    cursorTo(process.stdout, 0);
    clearLine(process.stdout, 0);
    console.log(text);
    input.prompt(true);
  };
  console.log(styles.dim(`${chat.phone} on the simulator. Type and press Enter; ${PHONE_COMMANDS}.\n`));
  for (const message of chat.earlier) {
    chat.hand.see(message);
    console.log(bubbleOf(message));
  }
  if (chat.earlier.length === 0) {
    console.log(styles.dim(`No messages yet. To get some: hilo enroll --program <program> ${chat.phone}\n`));
  }
  takeInput({ chat, input, left, complain: (text) => print(styles.red(text)) });
  const onAway = () => print(styles.dim('The API is away; waiting for it.'));
  const { api, phone, cursor } = chat;
  try {
    for await (const message of followMessages(api, {
      path: messagesPath(phone),
      cursor,
      signal: left.signal,
      onAway,
    })) {
      chat.hand.see(message);
      print(bubbleOf(message));
    }
  } finally {
    input.close();
  }
}

interface Typing {
  chat: Chat;
  input: Interface;
  left: AbortController;
  complain: (text: string) => void;
}

/** What is typed goes out; its bubble appears when it comes back, so that the screen shows what was stored. */
function takeInput({ chat, input, left, complain }: Typing): void {
  input.on('line', (line) => {
    moveCursor(process.stdout, 0, -1);
    clearLine(process.stdout, 0);
    input.prompt();
    const done = chat.hand.act(line).then((what) => {
      if (what === 'quit') left.abort();
    });
    done.catch((error: unknown) =>
      complain(`Not sent: ${error instanceof Error ? error.message : String(error)}`),
    );
  });
  input.on('close', () => left.abort());
  input.prompt();
}

function bubbleOf(message: SimulatedMessage): string {
  const { direction, at } = message;
  const columns = Math.min(WIDEST, process.stdout.columns);
  const own = direction === 'from-phone';
  const text = wordsOf(message);
  return drawBubble({ text, own, time: clockText(at).slice(0, 5) }, columns, stylesFor());
}
