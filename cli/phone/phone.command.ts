import type { Command } from 'commander';
import { Option } from 'commander';
import { connectToApi } from '../api/connection';
import { BOT_HELP, findBot } from '../bots/find-bot';
import { wholeNumber } from '../programs/read-simulation';
import { readMessages } from '../simulator/follow-messages';
import { messagesPath } from '../simulator/write-message';
import { durationOption } from '../terminal/duration-option';
import { phoneOf } from '../terminal/phone-argument';
import { createPhoneHand } from './phone-hand';
import { PHONE_COMMANDS } from './read-line';
import { chatInTerminal } from './terminal-chat';
import { chatInPipe } from './piped-chat';

interface PhoneOptions {
  history: number;
  wait: number;
  json?: true;
  bot?: string;
  name?: string;
}

/** `hilo phone`: a phone of the simulator in this terminal. */
export function registerPhone(program: Command): void {
  program
    .command('phone')
    .description('Be a contact: a phone in the terminal, on the simulator')
    .argument('<phone>', 'its number, such as +573001112233')
    .option('--history <n>', 'how many earlier messages to show', wholeNumber(0, 10_000), 20)
    .addOption(waitOption())
    .option('--bot <bot>', `whom to write to: ${BOT_HELP}`)
    .option('--name <name>', "the name in the phone's profile")
    .option('--json', 'one message a line, as JSON')
    .addHelpText(
      'after',
      `\nType a message and press Enter. ${PHONE_COMMANDS}; so do Ctrl-D and Ctrl-C.` +
        '\nAn option is also chosen by typing its number or its words.' +
        '\n\nExamples:\n  $ hilo phone +573001112233\n  $ hilo phone +573001112233 --bot restaurant --name Ana\n  $ echo "Listo" | hilo phone +573001112233 --wait 30s --json',
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
  const botId = options.bot === undefined ? undefined : (await findBot(api, options.bot)).id;
  const theBot = async () => (await findBot(api, undefined)).id;
  const hand = createPhoneHand({ api, phone: number, name: options.name, botId, findBot: theBot });
  const chat = { api, phone: number, hand, earlier, cursor };
  const onTerminal = process.stdin.isTTY && process.stdout.isTTY && options.json === undefined;
  if (onTerminal) await chatInTerminal(chat);
  else await chatInPipe({ ...chat, json: options.json === true, waitMs: options.wait * 1000 });
}
