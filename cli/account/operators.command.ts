import type { Command } from 'commander';
import { Argument } from 'commander';
import type { z } from 'zod';
import { invitationView, operatorItem, operatorListView } from '../../api/routes/access/operators.schema';
import { ROLES } from '../../domain/access/roles';
import type { ApiClient } from '../api/api-client';
import { connectToApi } from '../api/connection';
import { askYes } from '../terminal/ask-yes';
import { printJson } from '../terminal/print-json';
import { stylesFor } from '../terminal/styles';
import { table } from '../terminal/table';
import { timeText } from '../terminal/times';

type Operator = z.output<typeof operatorItem>;

const WHO = 'the login, or the id';

/** `hilo operators list|invite|role|reset|remove`. */
export function registerOperators(program: Command): void {
  const operators = program.command('operators').description('Who may sign in to the account, and as what');
  const role = () => new Argument('<role>', 'what they may').choices(ROLES);
  operators
    .command('list')
    .description('Operators, invited ones too')
    .option('--json', 'print JSON')
    .action(list);
  operators
    .command('invite')
    .description('Make an operator, who chooses a password with the token within a week')
    .argument('<login>', 'such as ana@example.com')
    .addArgument(role())
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ hilo operators invite ana@example.com agent')
    .action(invite);
  operators
    .command('role')
    .description('Give an operator another role, from the next request on')
    .argument('<operator>', WHO)
    .addArgument(role())
    .action(setRole);
  operators
    .command('reset')
    .description('Take a password away and end the sessions; a new one is chosen with the token')
    .argument('<operator>', WHO)
    .option('--json', 'print JSON')
    .action(reset);
  operators
    .command('remove')
    .description('Remove an operator and end their sessions at once; the last owner stays')
    .argument('<operator>', WHO)
    .option('--yes', 'do not ask')
    .action(remove);
}

const operatorsOf = async (api: ApiClient) =>
  (await api.get({ path: '/api/operators', schema: operatorListView })).items;

async function list(options: { json?: true }): Promise<void> {
  const operators = await operatorsOf(connectToApi());
  if (options.json) return printJson(operators);
  const columns = ['login', 'role', 'password', 'made', 'last in', 'id'].map((title) => ({ title }));
  const rows = operators.map(({ login, role, isSuperAdmin, hasPassword, createdAt, lastSignInAt, id }) => [
    ...[login, isSuperAdmin ? `${role}, platform` : role, hasPassword ? 'chosen' : 'invited'],
    ...[timeText(createdAt), timeText(lastSignInAt), id],
  ]);
  console.log(table(columns, rows, stylesFor()));
}

async function invite(login: string, role: string, options: { json?: true }): Promise<void> {
  const command = { path: '/api/auth/invite', schema: invitationView, body: { login, role } };
  showInvitation(await connectToApi().post(command), options);
}

async function setRole(wanted: string, role: string): Promise<void> {
  const api = connectToApi();
  const { id } = await find(api, wanted);
  const changed = await api.put({ path: `/api/operators/${id}`, schema: operatorItem, body: { role } });
  console.log(`${changed.login} is ${changed.role} now.`);
}

async function reset(wanted: string, options: { json?: true }): Promise<void> {
  const api = connectToApi();
  const { id } = await find(api, wanted);
  const path = `/api/operators/${id}/reset-password`;
  showInvitation(await api.post({ path, schema: invitationView, body: {} }), options);
}

async function remove(wanted: string, options: { yes?: true }): Promise<void> {
  const api = connectToApi();
  const { id, login, role } = await find(api, wanted);
  if (!options.yes && !(await askYes(`Remove ${login} (${role})? They are out at once.`))) {
    return console.log('Nobody was removed.');
  }
  await api.delete(`/api/operators/${id}`);
  console.log(`Removed ${login}.`);
}

async function find(api: ApiClient, wanted: string): Promise<Operator> {
  const operator = (await operatorsOf(api)).find(({ id, login }) => id === wanted || login === wanted);
  if (operator) return operator;
  throw new Error(`There is no operator "${wanted}". See: hilo operators list`);
}

/** The token alone goes to the standard output. */
function showInvitation(made: z.output<typeof invitationView>, options: { json?: true }): void {
  if (options.json) return printJson(made);
  const { operator, token, expiresAt } = made;
  console.log(token);
  console.error(
    `${operator.login} chooses a password with this token (POST /api/auth/accept) until ${timeText(expiresAt)}. ` +
      'It is shown this once.',
  );
}
