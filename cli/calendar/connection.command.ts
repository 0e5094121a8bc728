import { Argument, type Command } from 'commander';
import { beginView, connectionView, disconnectedView } from '../../api/routes/calendar/connection.schema';
import { CALENDAR_PROVIDERS } from '../../domain/calendar/calendar-connection';
import { connectToApi } from '../api/connection';
import { printJson } from '../terminal/print-json';
import { stylesFor } from '../terminal/styles';
import { connectionText } from './connection-screen';

interface Options {
  json?: true;
}

const PATH = '/api/calendar/connection';

/** `hilo calendar connection|connect|disconnect`. */
export function registerConnection(calendar: Command): void {
  calendar
    .command('connection')
    .description('Whose calendar at Google or Microsoft shows the appointments')
    .option('--json', 'print JSON')
    .action(show);
  calendar
    .command('connect')
    .description('Begin to connect a calendar: prints the address for its owner to open')
    .addArgument(new Argument('<provider>', 'whose calendar').choices(CALENDAR_PROVIDERS))
    .option('--json', 'print JSON')
    .action(connect);
  calendar
    .command('disconnect')
    .description('Let go of the calendar; what it shows stays there')
    .option('--json', 'print JSON')
    .action(disconnect);
}

async function show({ json }: Options): Promise<void> {
  const connection = await connectToApi().get({ path: PATH, schema: connectionView });
  if (json) return printJson(connection);
  console.log(connectionText(connection, stylesFor()));
}

async function connect(provider: string, { json }: Options): Promise<void> {
  const begun = await connectToApi().post({ path: PATH, schema: beginView, body: { provider } });
  if (json) return printJson(begun);
  console.log(`Open this address as the owner of the calendar, within ten minutes:\n\n${begun.url}\n`);
  console.log('Then look at: hilo calendar connection');
}

async function disconnect({ json }: Options): Promise<void> {
  const done = await connectToApi().deleteTelling({ path: PATH, schema: disconnectedView });
  if (json) return printJson(done);
  console.log(
    `The calendar at ${done.provider} is disconnected.${done.todo === null ? '' : ` ${done.todo}`}`,
  );
}
