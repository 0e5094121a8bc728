import { Option, type Command } from 'commander';
import { reportViews } from '../../api/routes/analytics/analytics.schema';
import { GRAINS } from '../../domain/analytics/range';
import { REPORT_NAMES, REPORTS, type ReportName } from '../../domain/analytics/reports';
import { connectToApi } from '../api/connection';
import { printJson } from '../terminal/print-json';
import { stylesFor } from '../terminal/styles';
import { reportTable } from './analytics-screens';
import { registerRebuild } from './rebuild.command';

interface ShowOptions {
  from?: string;
  to?: string;
  by: string;
  zone?: string;
  json?: true;
}

/** `hilo analytics list|show|rebuild`. */
export function registerAnalytics(program: Command): void {
  const analytics = program.command('analytics').description('What happened in the account, by hour and day');
  analytics.command('list', { isDefault: true }).description('The reports there are').action(list);
  analytics
    .command('show')
    .description('A report; without dates, of the last seven days')
    .argument('<report>', 'its name, as `hilo analytics list` shows it')
    .option('--from <date>', 'the first day, such as 2026-11-01')
    .option('--to <date>', 'the last day')
    .addOption(new Option('--by <grain>', 'how finely').choices(GRAINS).default('day'))
    .option('--zone <zone>', "whose days; by default the account's own")
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ hilo analytics show messages --by hour --from 2026-11-21')
    .action(show);
  registerRebuild(analytics);
}

function list(): void {
  const width = Math.max(...REPORT_NAMES.map((name) => name.length));
  for (const name of REPORT_NAMES) console.log(`${name.padEnd(width)}  ${REPORTS[name].summary}`);
}

async function show(report: string, { json, ...query }: ShowOptions): Promise<void> {
  const name = nameOf(report);
  const read = await connectToApi().get({
    path: `/api/analytics/${name}`,
    schema: reportViews[name],
    query: { ...query },
  });
  if (json) return printJson(read);
  console.log(reportTable(read, stylesFor()));
}

function nameOf(report: string): ReportName {
  const name = REPORT_NAMES.find((one) => one === report);
  if (!name) throw new Error(`There is no report "${report}". See: hilo analytics list`);
  return name;
}
