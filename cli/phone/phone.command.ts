import type { Command } from 'commander';
import { Option } from 'commander';
import { connectToApi } from '../api/connection';
import { wholeNumber } from '../programs/read-simulation';
import { readMessages } from '../simulator/follow-messages';
import { messagesPath } from '../simulator/write-message';
import { durationOption } from '../terminal/duration-option';
import { phoneOf } from '../terminal/phone-argument';
import { chatInTerminal } from './terminal-chat';
import { chatInPipe } from './piped-chat';

interface PhoneOptions {
  history: number;
  wait: number;
  json?: true;
}

/** `hilo phone`: a phone of the simulator in this terminal. */
export function registerPhone(program: Command): void {
  program
    .command('phone')
    .description('Be a contact: a phone in the terminal, on the simulator')
    .argument('<phone>', 'its number, such as +573001112233')
    .option('--history <n>', 'how many earlier messages to show', wholeNumber(0, 10_000), 20)
    .addOption(waitOption())
    .option('--json', 'one message a line, as JSON')
    .addHelpText(
      'after',
      '\nType a message and press Enter; /quit, Ctrl-D or Ctrl-C leave.' +
        '\n\nExamples:\n  $ hilo phone +573001112233\n  $ echo "Listo" | hilo phone +573001112233 --wait 30s --json',
    )
    .action(phone);
}

function waitOption(): Option {
  return new Option('--wait <length>', 'from a pipe: how long to listen once the input has ended')
    .argParser(durationOption)
    .default(2, '2s');
}

async function phone(written: string, options: PhoneOptions): Promise<void> {
  const number = phoneOf(written);
  const api = connectToApi();
  const { messages, cursor } = await readMessages(api, messagesPath(number));
  const earlier = options.history === 0 ? [] : messages.slice(-options.history);
  const chat = { api, phone: number, earlier, cursor };
  const onTerminal = process.stdin.isTTY && process.stdout.isTTY && options.json === undefined;
  if (onTerminal) await chatInTerminal(chat);
  else await chatInPipe({ ...chat, json: options.json === true, waitMs: options.wait * 1000 });
}
