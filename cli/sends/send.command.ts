import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { Option } from 'commander';
import { uuidv7 } from 'uuidv7';
import { sendView } from '../../api/routes/sends/sends.schema';
import type { ApiClient } from '../api/api-client';
import { connectToApi } from '../api/connection';
import { phoneOf } from '../terminal/phone-argument';
import { printJson } from '../terminal/print-json';
import { stylesFor } from '../terminal/styles';
import type { Send } from './sends.command';
import { sendText } from './sends.command';

interface SendOptions {
  channel?: string;
  key?: string;
  json?: true;
}

const WAIT_MS = 10_000;
const LOOK_EVERY_MS = 250;

/** `hilo send`: one message through the ledger. */
export function registerSend(program: Command): void {
  program
    .command('send')
    .description('Send one message, and wait until the provider has answered')
    .argument('<phone>', 'whom, such as +573001112233')
    .argument('<text>', 'what')
    .addOption(new Option('--channel <channel>', 'how').choices(['simulator', 'twilio']))
    .option('--key <key>', 'your own name for this message: the same key never sends twice')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ hilo send +573001112233 "Buenas, ¿cómo le fue?"')
    .action(sendMessage);
}

async function sendMessage(phone: string, text: string, options: SendOptions): Promise<void> {
  const api = connectToApi();
  const taken = await api.post({
    path: '/api/sends',
    schema: sendView,
    headers: { 'idempotency-key': options.key ?? uuidv7() },
    body: { to: { phone: phoneOf(phone) }, channel: options.channel, content: { kind: 'text', text } },
  });
  const send = await settled(api, taken);
  if (send.state === 'rejected' || send.state === 'suppressed') process.exitCode = 1;
  if (options.json) return printJson(send);
  console.log(sendText(send, stylesFor()));
  if (isUnderWay(send)) console.log(`\nStill under way. See later: hilo sends show ${send.id}`);
}

async function settled(api: ApiClient, taken: Send): Promise<Send> {
  const until = Date.now() + WAIT_MS;
  let send = taken;
  while (isUnderWay(send) && Date.now() < until) {
    await sleep(LOOK_EVERY_MS);
    send = await api.get({ path: `/api/sends/${send.id}`, schema: sendView });
  }
  return send;
}

function isUnderWay({ state }: Send): boolean {
  return state === 'reserved' || state === 'dispatching';
}
