import { InvalidArgumentError, type Command } from 'commander';
import { broadcastFailures } from '../../api/routes/broadcasts/broadcast-recipients.routes';
import { broadcastView } from '../../api/routes/broadcasts/broadcasts.schema';
import { sendView } from '../../api/routes/sends/sends.schema';
import type { ApiClient } from '../api/api-client';
import { connectToApi } from '../api/connection';
import { sendText } from '../sends/sends.command';
import { MOMENT_HELP, momentOf } from '../terminal/moment-argument';
import { phoneOf } from '../terminal/phone-argument';
import { stylesFor } from '../terminal/styles';
import { broadcastText, failuresTable } from './broadcast-screens';
import { BROADCAST_HELP, findBroadcast, type Broadcast } from './find-broadcast';
import { variablesOf } from './read-variables';

/** `hilo broadcast start|schedule|pause|resume|cancel|rate|failures|retry-failed|test`. */
export function registerOperations(broadcast: Command): void {
  const command = (name: string, what: string) =>
    broadcast.command(name).description(what).argument('<broadcast>', BROADCAST_HELP);
  command('start', 'Start a draft').action((wanted: string) => operate(wanted, { action: 'start' }));
  command('schedule', 'Start a draft at a time, or move the start of one that has not begun')
    .argument('<time>', MOMENT_HELP)
    .action((wanted: string, at: string) =>
      operate(wanted, { action: 'schedule', body: { startAt: momentOf(at) } }),
    );
  command('pause', 'Send nothing new; what is in flight ends')
    .option('--reason <words>', 'why')
    .action((wanted: string, body: { reason?: string }) => operate(wanted, { action: 'pause', body }));
  command('resume', 'Go on where it was').action((wanted: string) => operate(wanted, { action: 'resume' }));
  command('cancel', 'End it; whoever got it stays counted')
    .option('--reason <words>', 'why')
    .action((wanted: string, body: { reason?: string }) => operate(wanted, { action: 'cancel', body }));
  command('rate', 'Send faster or slower from now on')
    .argument('<rate>', "messages a second, or none for the sender's own limit", rateOrNone)
    .action((wanted: string, ratePerSecond: number | null) =>
      operate(wanted, { action: 'rate', body: { ratePerSecond } }),
    );
  command('failures', 'Why the provider refused sends, most frequent first').action(failures);
  command('retry-failed', 'Send again what the provider refused, and nothing else')
    .option('--code <code...>', 'only what was refused for these reasons')
    .action((wanted: string, { code }: { code?: string[] }) =>
      operate(wanted, { action: 'retry-failed', body: code === undefined ? {} : { codes: code } }),
    );
  command('test', 'Send the message to a number of your own, as the first recipient would get it')
    .argument('<phone>', 'whom, such as +573001112233')
    .option('--var <variable=value...>', "instead of the first recipient's")
    .action(sendTest);
}

/** What is asked of a broadcast, as its address names it. */
export interface Asked {
  action: string;
  body?: object;
}

export async function askBroadcast(api: ApiClient, id: string, { action, body }: Asked): Promise<Broadcast> {
  return api.post({ path: `/api/broadcasts/${id}/${action}`, schema: broadcastView, body });
}

async function operate(wanted: string, asked: Asked): Promise<void> {
  const api = connectToApi();
  const { id } = await findBroadcast(api, wanted);
  console.log(broadcastText(await askBroadcast(api, id, asked), stylesFor()));
}

async function failures(wanted: string): Promise<void> {
  const api = connectToApi();
  const { id } = await findBroadcast(api, wanted);
  const { items } = await api.get({ path: `/api/broadcasts/${id}/failures`, schema: broadcastFailures });
  if (items.length === 0) return console.log('Nothing was refused.');
  console.log(failuresTable(items, stylesFor()));
}

async function sendTest(wanted: string, phone: string, options: { var?: string[] }): Promise<void> {
  const api = connectToApi();
  const { id } = await findBroadcast(api, wanted);
  const variables = variablesOf(options.var);
  const body = { phone: phoneOf(phone), ...(variables && { variables }) };
  const send = await api.post({ path: `/api/broadcasts/${id}/test-send`, schema: sendView, body });
  console.log(`${sendText(send, stylesFor())}\n\nSee how it goes on: npx hilo sends show ${send.id}`);
}

/** A commander parser of messages a second. */
export function positiveNumber(text: string): number {
  const number = Number(text);
  if (Number.isFinite(number) && number > 0 && number <= 1000) return number;
  throw new InvalidArgumentError('Write a number above 0, at most 1000.');
}

function rateOrNone(text: string): number | null {
  return text === 'none' ? null : positiveNumber(text);
}
