import type { Command } from 'commander';
import { auditPage } from '../../api/routes/access/audit.routes';
import { connectToApi } from '../api/connection';
import { readSome } from '../api/read-pages';
import { printJson } from '../terminal/print-json';
import { stylesFor } from '../terminal/styles';
import { table } from '../terminal/table';
import { timeText } from '../terminal/times';
import { wholeNumber } from '../programs/read-simulation';

interface AuditOptions {
  action?: string;
  actor?: string;
  limit: number;
  json?: true;
}

/** `hilo audit list`. */
export function registerAudit(program: Command): void {
  program
    .command('audit')
    .description('Every write by a key or an operator, and every sign-in')
    .command('list')
    .description('The newest first')
    .option('--action <operation>', 'only these, as /docs calls them, such as inviteOperator')
    .option('--actor <id>', 'only what this key or operator did')
    .option('--limit <count>', 'at most so many', wholeNumber(1, 10_000), 50)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ hilo audit list --action putBusiness --limit 10')
    .action(list);
}

async function list({ action, actor: actorId, limit, json }: AuditOptions): Promise<void> {
  const listing = { path: '/api/audit', schema: auditPage, query: { action, actorId } };
  const { items } = await readSome(connectToApi(), listing, limit);
  if (json) return printJson(items);
  const columns = ['when', 'who', 'did', 'answer', 'about', 'with'].map((title) => ({ title }));
  const rows = items.map(({ at, actor, action: did, status, target, fields }) => [
    ...[timeText(at), `${actor.name} (${actor.kind})`, did, String(status ?? 'died')],
    ...[Object.values(target).map(String).join(' '), fields.join(', ')],
  ]);
  console.log(table(columns, rows, stylesFor()));
}
