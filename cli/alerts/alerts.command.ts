import { Option, type Command } from 'commander';
import { alertPage, alertView } from '../../api/routes/alerts/alerts.schema';
import { ALERT_SEVERITIES, ALERT_STATES } from '../../domain/alerts/alert-rule';
import { connectToApi } from '../api/connection';
import { readSome } from '../api/read-pages';
import { wholeNumber } from '../programs/read-simulation';
import { printJson } from '../terminal/print-json';
import { stylesFor } from '../terminal/styles';
import { alertsTable, alertText } from './alert-screens';
import { registerRules } from './rules.command';

interface ListOptions {
  state?: string;
  severity?: string;
  limit: number;
  json?: true;
}

const ACTIONS = {
  acknowledge: 'Say that somebody takes care of it',
  resolve: 'Say that it is taken care of',
  retry: 'Have what failed of its actions tried again',
} as const;

/** `hilo alerts list|acknowledge|resolve|retry|rules|save|remove|try`. */
export function registerAlerts(program: Command): void {
  const alerts = program
    .command('alerts')
    .description('What rules found in messages, and who took care of it');
  alerts
    .command('list', { isDefault: true })
    .description('Alerts, newest first')
    .addOption(new Option('--state <state>', 'only those in a state').choices(ALERT_STATES))
    .addOption(new Option('--severity <severity>', 'only those of a severity').choices(ALERT_SEVERITIES))
    .option('--limit <n>', 'how many to show', wholeNumber(1, 100_000), 20)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ hilo alerts list --state open --severity high')
    .action(list);
  for (const [action, description] of Object.entries(ACTIONS)) {
    alerts
      .command(action)
      .description(description)
      .argument('<id>', 'its id')
      .action((id: string) => act(id, action));
  }
  registerRules(alerts);
}

async function list({ state, severity, limit, json }: ListOptions): Promise<void> {
  const listing = { path: '/api/alerts', schema: alertPage, query: { state, severity } };
  const { items, more } = await readSome(connectToApi(), listing, limit);
  if (json) return printJson(items);
  if (items.length === 0) return console.log('There are no such alerts.');
  const styles = stylesFor();
  console.log(alertsTable(items, styles));
  if (more) console.log(styles.dim('\nThere are more: see --limit'));
}

async function act(id: string, action: string): Promise<void> {
  const path = `/api/alerts/${encodeURIComponent(id)}/${action}`;
  console.log(alertText(await connectToApi().post({ path, schema: alertView }), stylesFor()));
}
