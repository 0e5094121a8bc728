import type { Command } from 'commander';
import { keyListView, newKeyView } from '../../api/routes/accounts/accounts.schema';
import type { ApiClient } from '../api/api-client';
import { connectToApi } from '../api/connection';
import { ALL_SCOPES } from '../../domain/access/scopes';
import { printJson } from '../terminal/print-json';
import { stylesFor } from '../terminal/styles';
import { table } from '../terminal/table';
import { timeText } from '../terminal/times';

/** `hilo keys list|create|revoke`. */
export function registerKeys(program: Command): void {
  const keys = program.command('keys').description('API keys of the account');
  keys.command('list').description('The live keys').option('--json', 'print JSON').action(list);
  keys
    .command('create')
    .description('Make a key; it is shown this once')
    .argument('<name>', 'what it is for')
    .option('--scopes <list>', 'what it may, comma-separated; by default what the key you use may')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ hilo keys create "nightly import"\n' +
        '  $ hilo keys create "till" --scopes catalogue:read,orders:read,orders:write\n' +
        `\nScopes:\n  ${ALL_SCOPES.join(', ')}`,
    )
    .action(create);
  keys
    .command('revoke')
    .description('Revoke a key at once; the last one stays')
    .argument('<key>', 'its id or its prefix, as `hilo keys list` shows them')
    .addHelpText('after', '\nExample:\n  $ hilo keys revoke 3f9a01bc')
    .action(revoke);
}

const listKeys = async (api: ApiClient) => (await api.get({ path: '/api/keys', schema: keyListView })).items;

async function list(options: { json?: true }): Promise<void> {
  const keys = await listKeys(connectToApi());
  if (options.json) return printJson(keys);
  const columns = ['name', 'prefix', 'may', 'made', 'last used', 'id'].map((title) => ({ title }));
  const rows = keys.map(({ name, prefix, scopes, createdAt, lastUsedAt, id }) => [
    name,
    prefix,
    scopes === 'all' ? 'everything' : scopes.join(', '),
    timeText(createdAt),
    timeText(lastUsedAt),
    id,
  ]);
  console.log(table(columns, rows, stylesFor()));
}

async function create(name: string, options: { scopes?: string; json?: true }): Promise<void> {
  const body = { name, ...(options.scopes === undefined ? {} : { scopes: readScopes(options.scopes) }) };
  const made = await connectToApi().post({ path: '/api/keys', schema: newKeyView, body });
  if (options.json) return printJson(made);
  console.log(made.key);
  console.error(`This is the key "${made.name}". It is shown this once: keep it now.`);
}

/** The API says which of them it does not know. */
function readScopes(written: string) {
  return written === 'all' ? written : written.split(',').map((scope) => scope.trim());
}

async function revoke(wanted: string): Promise<void> {
  const api = connectToApi();
  const keys = await listKeys(api);
  const key = keys.find(({ id, prefix }) => id === wanted || prefix === wanted);
  if (!key) throw new Error(`There is no key "${wanted}". See: hilo keys list`);
  await api.delete(`/api/keys/${key.id}`);
  console.log(`Revoked "${key.name}" (${key.prefix}).`);
}
